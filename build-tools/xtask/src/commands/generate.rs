//! `cargo xtask generate`: the client, or a crate from any document.

use super::check::{check, is_in_order};
use super::documents::Root;
use super::{current_workspace, print, replace, tell};
use api_document::bundle::Bundle;
use api_document::diagnostic::{Diagnostic, Outcome, outcome};
use api_document::display::tame;
use api_document::ingest;
use api_document::overlay::{self, Overlay, Supplement};
use api_document::rule::Severity;
use api_document::threads;
use api_generate::{Held, Target, Trace, package, trace_named};
use build_tools::project::{Expected, Inputs, OutOfDate};
use build_tools::workspace::{NAMES, OVERLAY, SUPPLEMENT, install, read_source, write_trace};
use clap::{ArgGroup, Args};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

#[derive(Args)]
#[command(group = ArgGroup::new("into").args(["output_dir", "trace"]).multiple(true))]
pub(crate) struct Generate {
    /// Write nothing; exit with 1 if anything would change.
    #[arg(long, conflicts_with = "spec")]
    check: bool,
    /// Generate a stand-alone crate from this document instead: a file, or
    /// `git:REV:PATH` at a git revision.
    #[arg(long, requires = "into")]
    spec: Option<PathBuf>,
    #[command(flatten)]
    root: Root,
    /// The overlay to apply to that document.
    #[arg(long, requires = "spec")]
    overlay: Option<PathBuf>,
    /// Where the crate goes: a new or empty folder, or an earlier output.
    #[arg(long, requires = "spec")]
    output_dir: Option<PathBuf>,
    /// The name of the crate; by default, from the document's title.
    #[arg(long, requires = "spec")]
    crate_name: Option<String>,
    /// Refuse to generate a crate that lacks anything of the document.
    #[arg(long, requires = "spec")]
    strict: bool,
    /// Also write the value after each stage into this folder; with --spec, but
    /// without --output-dir, only that.
    #[arg(long, conflicts_with = "check")]
    trace: Option<PathBuf>,
}

/// Generates what the options ask for.
pub(crate) fn generate(arguments: Generate) -> Outcome<ExitCode> {
    if let Some(folder) = &arguments.trace {
        trace_stages(&arguments, folder)?;
    }
    match arguments {
        Generate {
            spec: Some(spec),
            root,
            output_dir: Some(folder),
            overlay,
            crate_name,
            strict,
            ..
        } => {
            let bundle = root.read(&spec)?;
            // They are looked for in the text, which is read for that again.
            let overlay = overlay.as_deref();
            beside(
                || bundle.mistyped(),
                |mistyped| generate_crate(&bundle, overlay, &folder, crate_name, strict, mistyped),
            )
        }
        Generate { spec: Some(_), .. } => Ok(ExitCode::SUCCESS),
        Generate { check: true, .. } => check(None),
        Generate { .. } => generate_client(),
    }
}

/// Writes the value after each stage, as far as the stages come.
fn trace_stages(arguments: &Generate, folder: &Path) -> Outcome<()> {
    let Trace { stages, failure } = if let Some(spec) = &arguments.spec {
        let Bundle {
            source, origins, ..
        } = arguments.root.read(spec)?;
        let (document, _) = origins.traced(ingest::repaired(&source))?;
        let overlay = read_overlay(arguments.overlay.as_deref(), &mut Vec::new())?;
        let names = arguments.output_dir.as_deref().map(install::earlier_names);
        let names = names.transpose()?.unwrap_or_default();
        trace_named(&document, overlay.as_ref(), &names, Target::Standalone)
    } else {
        let workspace = current_workspace()?;
        let document = ingest::ingest(&[workspace.document()?])?;
        let supplement = Supplement::parse(&workspace.source(SUPPLEMENT)?)?;
        let document = supplement.apply(&document)?;
        let overlay = overlay::parse(&workspace.source(OVERLAY)?)?;
        let names = Held::parse(&workspace.source_or_empty(NAMES)?)?;
        trace_named(&document, Some(&overlay), &names, Target::Published)
    };
    write_trace(folder, &stages)?;
    print(&format!(
        "the values after {} stages are in {}\n",
        stages.len(),
        folder.display()
    ))?;
    failure.map_or(Ok(()), Err)
}

/// Reads the overlay for a document of others, and adds warnings about it.
fn read_overlay(path: Option<&Path>, warnings: &mut Vec<Diagnostic>) -> Outcome<Option<Overlay>> {
    let Some(path) = path else {
        return Ok(None);
    };
    let (overlay, found) = overlay::any(&read_source(path)?)?;
    warnings.extend(found);
    Ok(Some(overlay))
}

fn generate_client() -> Outcome<ExitCode> {
    let workspace = current_workspace()?;
    let stale = if is_in_order(&workspace) {
        None
    } else {
        let expected = Expected::of(Inputs::of(&workspace)?)?;
        let stale = OutOfDate::of(&workspace, &expected)?;
        let is_current = stale.outputs.is_empty() && stale.left_outputs.is_empty();
        (!is_current).then_some(stale)
    };
    match stale {
        Some(stale) => replace(&workspace, &stale.outputs, stale.left_outputs)?,
        None => print("unchanged: the tree is what the document and the overlay say\n")?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Does `other` at the same time as `work`, which is given what waits for its result.
fn beside<T: Send, R>(
    other: impl Fn() -> T + Sync,
    work: impl FnOnce(Box<dyn FnOnce() -> T + '_>) -> R,
) -> R {
    thread::scope(|scope| {
        let thread = threads::start(scope, &other);
        work(Box::new(|| match thread {
            Ok(thread) => threads::result(thread),
            Err(_) => other(),
        }))
    })
}

fn generate_crate(
    bundle: &Bundle,
    overlay: Option<&Path>,
    folder: &Path,
    name: Option<String>,
    strict: bool,
    mistyped: impl FnOnce() -> Vec<Diagnostic>,
) -> Outcome<ExitCode> {
    let origins = &bundle.origins;
    let (document, mut warnings) = origins.traced(ingest::repaired(&bundle.source))?;
    let mut about_overlay = Vec::new();
    let overlay = read_overlay(overlay, &mut about_overlay)?;
    if let Some(overlay) = &overlay {
        about_overlay.extend(overlay::idle(&document, overlay));
    }
    let name = name.unwrap_or_else(|| package::default_name(&document));
    let names = install::earlier_names(folder)?;
    let made = package::files_named(&document, &warnings, overlay.as_ref(), &names, &name);
    let (made, files) = origins.traced(made)?;
    warnings.extend(made.warnings.iter().cloned());
    let mut warnings = origins.trace_all(&warnings);
    if strict {
        outcome((), warnings.clone())?;
    }
    install::install(folder, &files)?;
    for line in made.report.lines() {
        eprintln!("{}", tame(line));
    }
    tell(Severity::Warning, &about_overlay);
    // Nothing of it is lacking, but the author may have meant something else.
    warnings.extend(mistyped());
    tell(Severity::Warning, &warnings);
    print(&format!("the crate `{name}` is in {}\n", folder.display()))?;
    Ok(ExitCode::SUCCESS)
}
