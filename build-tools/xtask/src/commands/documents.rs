//! The documents that the arguments name: files, or files at a git revision.

use super::current_workspace;
use api_document::bundle::Bundle;
use api_document::diagnostic::Outcome;
use build_tools::workspace::{AtRevision, document_with_files, read_document};
use clap::Args;
use std::path::{Path, PathBuf};

/// Where the files of a document are.
#[derive(Args)]
pub(crate) struct Root {
    /// The folder that all files of the document are in; by default that of its
    /// root. References never lead out of it.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

impl Root {
    /// Reads a document with the files that it refers to: `git:REV:PATH` at a
    /// revision, `git:REV` ours at a revision, anything else a file.
    pub(crate) fn read(&self, name: &Path) -> Outcome<Bundle> {
        let root = self.root.as_deref();
        match name.to_str().and_then(AtRevision::of) {
            Some(AtRevision {
                revision,
                path: Some(path),
            }) => document_with_files(Path::new("."), revision, path, root),
            Some(AtRevision {
                revision,
                path: None,
            }) => Ok(Bundle::alone(current_workspace()?.document_at(revision)?)),
            None => read_document(name, root),
        }
    }
}
