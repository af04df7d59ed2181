//! The changelog's entry for an update, out of the report.

use crate::diff::report::{Entry, Report, markdown_text};
use api_compare::Level;
use std::fmt::Write as _;

/// Lists each change beyond the documentation, worst first.
pub(super) fn entry(report: &Report) -> String {
    let (old, new) = (&report.base.version, &report.revision.version);
    let document = if old == new {
        format!("The API document of {new} changed without a new version date.")
    } else {
        format!("The API version is {new}; it was {old}.")
    };
    let mut text = format!(
        "{document} On the wire: {}; for Rust code: {}.\n",
        report.summary.level, report.summary.bump
    );
    let mut lines = report.changes.iter().filter_map(line).peekable();
    if lines.peek().is_some() {
        text.push('\n');
    }
    for line in lines {
        let _ = writeln!(text, "- {line}");
    }
    if report.summary.docs > 0 {
        let _ = writeln!(
            text,
            "\nAlso {} documentation changes.",
            report.summary.docs
        );
    }
    text
}

fn line(change: &Entry) -> Option<String> {
    let level = match change.level {
        Level::Breaking => "**Breaking on the wire**",
        Level::NonBreaking => "On the wire",
        Level::None => "In Rust",
        Level::Docs => return None,
    };
    Some(format!(
        "{level}, {} for Rust: `{}`: {}",
        change.bump,
        change.location.replace('`', "'"),
        markdown_text(&change.message)
    ))
}
