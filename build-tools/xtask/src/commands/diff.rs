//! `cargo xtask diff` and `report-schema`.

use super::documents::Root;
use super::{colours, file, print, tell};
use api_compare::{Level, accepted};
use api_document::bundle::Bundle;
use api_document::diagnostic::Outcome;
use api_document::overlay;
use api_document::rule::Severity;
use build_tools::diff::report::{self, Report};
use build_tools::diff::{self, Enums};
use build_tools::workspace::read_source;
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct Diff {
    /// The document compared against: a file, `git:REV:PATH` for one at a git
    /// revision, or `git:REV` for ours.
    base: PathBuf,
    /// The document compared, in the same way.
    revision: PathBuf,
    #[command(flatten)]
    root: Root,
    /// The format of the report.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Exit with 1 from this level on; never by default.
    #[arg(long, value_enum, default_value_t)]
    fail_on: FailOn,
    /// The overlay to apply to both before the code is generated.
    #[arg(long)]
    overlay: Option<PathBuf>,
    /// Call a new value in an enum of a response breaking, as it is for clients
    /// that cannot read values they do not know.
    #[arg(long)]
    closed_enums: bool,
    /// Accepted changes: TOML with id, location, reason and until.
    #[arg(long)]
    accepted: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
    Markdown,
    Html,
    Github,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum FailOn {
    #[default]
    None,
    Docs,
    NonBreaking,
    Breaking,
}

pub(crate) fn diff_documents(arguments: &Diff) -> Outcome<ExitCode> {
    let base = arguments.root.read(&arguments.base)?;
    let revision = arguments.root.read(&arguments.revision)?;
    let (overlay, warnings) = match &arguments.overlay {
        Some(path) => overlay::any(&read_source(path)?).map(|(one, found)| (Some(one), found))?,
        None => (None, Vec::new()),
    };
    let enums = if arguments.closed_enums {
        Enums::Closed
    } else {
        Enums::Open
    };
    let difference = diff::diff(
        &base.source,
        &revision.source,
        overlay.as_ref(),
        enums,
        |changes| {
            let Some(path) = &arguments.accepted else {
                return Ok(changes);
            };
            let source = read_source(path)?;
            let text = String::from_utf8_lossy(&source.bytes);
            let accepted = accepted::parse(&source.name, &text)?;
            let today = chrono::Utc::now().format("%Y-%m-%d").to_string();
            accepted::apply(&source.name, &accepted, &changes, &today)
        },
    );
    let difference = revision.origins.traced(base.origins.traced(difference))?;
    tell(Severity::Warning, &warnings);
    let doubts = base.origins.trace_all(&difference.warnings);
    tell(Severity::Warning, &revision.origins.trace_all(&doubts));
    if let Some(why) = &difference.not_generated {
        eprintln!(
            "warning: the Rust verdict follows the wire's, since one side cannot be generated"
        );
        let why = revision.origins.trace_all(&base.origins.trace_all(why));
        tell(Severity::Warning, &why);
    }
    // The process ends with this.
    std::mem::forget(difference.made_of);
    let report = &difference.report;
    print(&write_report(report, arguments.format, &revision))?;
    let least = match arguments.fail_on {
        FailOn::None => return Ok(ExitCode::SUCCESS),
        FailOn::Docs => Level::Docs,
        FailOn::NonBreaking => Level::NonBreaking,
        FailOn::Breaking => Level::Breaking,
    };
    Ok(ExitCode::from(u8::from(report.summary.level >= least)))
}

pub(crate) fn write_report(report: &Report, format: Format, revision: &Bundle) -> String {
    match format {
        Format::Text => report::text(report, colours(&std::io::stdout())),
        Format::Json => report.to_json(),
        Format::Markdown => report::markdown(report),
        Format::Html => report::html(report),
        Format::Github => report::github(report, revision, file),
    }
}

pub(crate) fn report_schema() -> Outcome<ExitCode> {
    print(&format!("{:#}\n", report::json_schema().to_value()))?;
    Ok(ExitCode::SUCCESS)
}
