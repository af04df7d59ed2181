//! The vendored document as it was at a git revision.

use super::paths::is_document;
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Source;
use std::path::Path;

rules! {
    pub(crate) RULES:

    UNKNOWN_REVISION: Error {
        code: "unknown-revision",
        meaning: "Git does not know the revision, or it has no document.",
        why: "There is nothing to compare.",
        help: "Name a commit, branch or tag that has the document; fetch the history if it is cut \
               off.",
    }
}

/// The document in the checkout at `root` at a revision.
pub(super) fn document_at(root: &Path, revision: &str) -> Outcome<Source> {
    let list = [
        "ls-tree",
        "--name-only",
        "--end-of-options",
        revision,
        "spec/",
    ];
    let files = git(root, &list, revision)?;
    let files = String::from_utf8_lossy(&files).into_owned();
    let file = files
        .lines()
        .find(|file| is_document(file.trim_start_matches("spec/")));
    let Some(file) = file else {
        let message = "spec/ has no management-api_<version>.json there".to_owned();
        return Err(at_revision(revision, message).into());
    };
    let object = format!("{revision}:{file}");
    let bytes = git(root, &["show", "--end-of-options", &object], revision)?;
    Ok(Source {
        name: format!("git:{revision}:{file}"),
        bytes,
    })
}

fn git(root: &Path, arguments: &[&str], revision: &str) -> Outcome<Vec<u8>> {
    let run = std::process::Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .output();
    let output =
        run.map_err(|error| at_revision(revision, format!("git cannot be run: {error}")))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(at_revision(revision, message).into())
}

fn at_revision(revision: &str, message: String) -> Diagnostic {
    Diagnostic {
        rule: &UNKNOWN_REVISION,
        file: format!("git:{revision}"),
        place: Place::File,
        message,
        help: "give `git:` and a commit, branch or tag that has the document".to_owned(),
    }
}
