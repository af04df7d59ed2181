//! The headings and entries of `CHANGELOG.md`, newest first.

use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Source;
use semver::Version;

rules! {
    pub(crate) RULES:

    INVALID_CHANGELOG: Error {
        code: "invalid-changelog",
        meaning: "The changelog has no heading with a version.",
        why: "The newest heading of the changelog is the crate's version; the manifest and the \
              lock follow.",
        help: "Head the newest entry with its version.",
    }
}

const HEADING: &str = "## ";

/// The version in the newest heading, such as `## 0.1.0+2024-05-20`.
pub fn newest(changelog: &Source) -> Outcome<Version> {
    let text = String::from_utf8_lossy(&changelog.bytes);
    let invalid = |line: usize, message: String| Diagnostic {
        rule: &INVALID_CHANGELOG,
        file: changelog.name.clone(),
        place: Place::Line {
            line: line + 1,
            column: 1,
        },
        message,
        help: "head the newest entry with its version: `## 0.1.0+2024-05-20`".to_owned(),
    };
    let heading = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.starts_with(HEADING));
    let Some((number, heading)) = heading else {
        return Err(invalid(0, "no entry has a heading".to_owned()).into());
    };
    let word = version_word(heading);
    Version::parse(word)
        .map_err(|error| invalid(number, format!("`{word}` is not a version: {error}")).into())
}

/// The text with another version in its newest heading.
pub fn with_version(text: &str, version: &Version) -> String {
    let Some((start, heading)) = newest_heading(text) else {
        return text.to_owned();
    };
    let word = version_word(heading);
    let from = start + HEADING.len();
    format!("{}{version}{}", &text[..from], &text[from + word.len()..])
}

/// The text with a new entry above the others.
pub fn with_entry(text: &str, version: &Version, entry: &str) -> String {
    let start = newest_heading(text).map_or(text.len(), |(start, _)| start);
    format!(
        "{}{HEADING}{version}\n\n{}\n\n{}",
        &text[..start],
        entry.trim_end(),
        &text[start..]
    )
}

/// Where the first heading of an entry starts, and its line.
fn newest_heading(text: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with(HEADING) {
            return Some((start, line.trim_end()));
        }
        start += line.len();
    }
    None
}

fn version_word(heading: &str) -> &str {
    let rest = heading.strip_prefix(HEADING).unwrap_or(heading);
    rest.split_whitespace().next().unwrap_or_default()
}
