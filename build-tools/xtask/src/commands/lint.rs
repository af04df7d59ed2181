//! `cargo xtask lint`.

use super::documents::Root;
use super::repeated::Repeated;
use super::{Shown, colours, file, print};
use api_document::diagnostic::{Outcome, Place};
use api_document::ingest::Source;
use api_document::located::{Located, Locator};
use api_document::rule::Severity;
use api_generate::package;
use clap::{Args, ValueEnum};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct Lint {
    /// The document: JSON, YAML or a documentation page, or `git:REV:PATH` at a
    /// git revision.
    source: PathBuf,
    #[command(flatten)]
    root: Root,
    /// Exit with 1 on warnings, too.
    #[arg(long)]
    strict: bool,
    /// The format of the findings.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

pub(crate) fn lint_document(arguments: &Lint) -> Outcome<ExitCode> {
    let (findings, alone) = findings(arguments)?;
    let text = match arguments.format {
        Format::Json => api_lint::to_json(&findings),
        Format::Text => {
            let mut text = String::new();
            let mut shown = Shown::new(colours(&std::io::stdout()));
            if let Some(source) = alone {
                shown = shown.with(source);
            }
            let mut repeated = Repeated::default();
            for finding in &findings {
                if repeated.is_shown(finding.severity, &finding.diagnostic) {
                    let _ = writeln!(text, "{}", shown.text(finding));
                }
            }
            for line in repeated.rest() {
                let _ = writeln!(text, "{line}");
            }
            text + &api_lint::totals(&findings) + "\n"
        }
    };
    print(&text)?;
    let worst = findings.iter().map(|finding| finding.severity).max();
    Ok(ExitCode::from(match worst {
        Some(Severity::Error) => 2,
        Some(Severity::Warning) => u8::from(arguments.strict),
        None => 0,
    }))
}

/// What there is to say, and the document where it is one file. Faults of the
/// files that it refers to are findings, too.
fn findings(arguments: &Lint) -> Outcome<(Vec<Located>, Option<Source>)> {
    match arguments.root.read(&arguments.source) {
        Ok(bundle) => {
            let findings = api_lint::lint(&bundle, file, package::lacking);
            let alone = bundle.origins.is_alone();
            Ok((findings, alone.then_some(bundle.source)))
        }
        Err(found) if found.iter().all(|one| one.place != Place::File) => {
            let locator = Locator::of(&found, file);
            let findings = found.iter().map(|one| locator.locate(Severity::Error, one));
            Ok((findings.collect(), None))
        }
        Err(found) => Err(found),
    }
}
