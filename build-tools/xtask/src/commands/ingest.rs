//! `cargo xtask ingest`.

use super::documents::Root;
use super::{print, write};
use api_document::bundle::Bundle;
use api_document::diagnostic::Outcome;
use api_document::ingest::{self, Source, to_canonical_json};
use build_tools::workspace::Output;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct Ingest {
    /// Files to read, `git:REV:PATH` at a git revision; several are merged.
    #[arg(required = true)]
    sources: Vec<PathBuf>,
    #[command(flatten)]
    root: Root,
    /// Where the document goes; standard output if absent.
    #[arg(long)]
    output: Option<PathBuf>,
}

pub(crate) fn ingest_sources(arguments: Ingest) -> Outcome<ExitCode> {
    let read = |path: &PathBuf| arguments.root.read(path);
    let bundles: Vec<Bundle> = arguments.sources.iter().map(read).collect::<Outcome<_>>()?;
    let sources: Vec<Source> = bundles.iter().map(|one| one.source.clone()).collect();
    let ingested = bundles
        .iter()
        .fold(ingest::ingest(&sources), |outcome, one| {
            one.origins.traced(outcome)
        });
    let text = to_canonical_json(&ingested?.value);
    match arguments.output {
        Some(path) => write(&Output { path, text })?,
        None => print(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}
