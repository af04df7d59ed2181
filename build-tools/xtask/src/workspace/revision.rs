//! A git revision: how it is named, and how git is asked about it.

use api_document::diagnostic::{Diagnostic, Outcome, Place};
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

/// A name such as `git:v1.2` or `git:HEAD~3:api/root.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtRevision<'n> {
    /// The revision.
    pub revision: &'n str,
    /// The file; without one, the document of this workspace.
    pub path: Option<&'n str>,
}

impl<'n> AtRevision<'n> {
    /// Takes such a name apart; nothing where it is another.
    pub fn of(name: &'n str) -> Option<Self> {
        let rest = name.strip_prefix("git:")?;
        // A revision may have a colon in braces, as in `main@{12:00}`.
        let mut depth = 0_u32;
        let colon = rest.char_indices().find(|(_, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            *c == ':' && depth == 0
        });
        Some(match colon {
            Some((at, _)) => Self {
                revision: rest.get(..at).unwrap_or_default(),
                path: rest.get(at + 1..),
            },
            None => Self {
                revision: rest,
                path: None,
            },
        })
    }
}

/// Runs git, and gives what it printed.
pub(super) fn run(folder: &Path, arguments: &[&str], revision: &str) -> Outcome<Vec<u8>> {
    let run = std::process::Command::new("git")
        .arg("-C")
        .arg(folder)
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

pub(super) fn at_revision(revision: &str, message: String) -> Diagnostic {
    Diagnostic {
        rule: &UNKNOWN_REVISION,
        file: format!("git:{revision}"),
        place: Place::File,
        message,
        help: "give `git:` and a commit, branch or tag that has the document, and for another \
               document than ours `:` and its path from the repository's top"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_at_a_revision_may_have_a_path() {
        for (name, revision, path) in [
            ("git:HEAD", "HEAD", None),
            ("git:v1:api/a.yaml", "v1", Some("api/a.yaml")),
            (
                "git:main@{12:00}:a:b.yaml",
                "main@{12:00}",
                Some("a:b.yaml"),
            ),
            ("git:main@{12:00}", "main@{12:00}", None),
        ] {
            let expected = Some(AtRevision { revision, path });
            assert_eq!(AtRevision::of(name), expected, "{name}");
        }
        assert_eq!(AtRevision::of("a/git:b"), None);
    }
}
