//! What programs did in earlier runs, by all that they were built from.
//!
//! Most of the time of a proof is the compiler's, and many edits come to the same
//! code. A run that was interrupted goes on where it was.

use crate::calls::Calls;
use crate::crates::Errors;
use api_document::diagnostic::Outcome;
use api_generate::digest::sha256;
use build_tools::workspace::{Output, unwritable};
use std::path::{Path, PathBuf};

/// What a program sent, or the errors of its code.
pub(super) type Ran = Result<Calls, Errors>;

/// The folder of what is kept.
#[derive(Debug)]
pub(super) struct Kept {
    folder: PathBuf,
}

impl Kept {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Returns what came of these parts before, or keeps what comes of them now.
    pub(super) fn or_run(
        &self,
        parts: &[&str],
        run: impl FnOnce() -> Outcome<Ran>,
    ) -> Outcome<Ran> {
        let file = self.folder.join(sha256(parts.join("\0").as_bytes()));
        if let Some(ran) = read(&file) {
            return Ok(ran);
        }
        let ran = run()?;
        if let Ok(text) = serde_json::to_string(&ran) {
            let shown = file.display().to_string();
            let output = Output { path: file, text };
            output.write().map_err(|error| unwritable(&shown, &error))?;
        }
        Ok(ran)
    }
}

/// Nothing where there is no such file, or it is not whole.
fn read(file: &Path) -> Option<Ran> {
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}
