//! `cargo xtask ingest`.

use super::{print, write};
use api_document::diagnostic::Outcome;
use api_document::ingest::{self, Source, to_canonical_json};
use build_tools::workspace::Output;
use build_tools::workspace::read_source;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn ingest_sources(sources: &[PathBuf], output: Option<&Path>) -> Outcome<ExitCode> {
    let sources: Vec<Source> = sources
        .iter()
        .map(|path| read_source(path))
        .collect::<Outcome<_>>()?;
    let document = ingest::ingest(&sources)?;
    let text = to_canonical_json(&document.value);
    match output {
        Some(path) => {
            write(&Output {
                path: path.to_owned(),
                text,
            })?;
        }
        None => print(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}
