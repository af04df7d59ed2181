//! The changelog's entry for an update, out of the report.

use crate::diff::report::{Entry, Report, RustItem, markdown_text};
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
    let listed = report
        .changes
        .iter()
        .filter_map(|one| Some((line(one)?, one)));
    let mut listed = listed.peekable();
    if listed.peek().is_some() {
        text.push('\n');
    }
    for (line, change) in listed {
        let _ = writeln!(text, "- {line}");
        migrations(&mut text, &change.rust);
    }
    if !report.rust.is_empty() {
        text.push_str("- In Rust alone, where names that are not sent did it:\n");
        migrations(&mut text, &report.rust);
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

/// What users have to do, a line for each major item.
fn migrations(text: &mut String, items: &[RustItem]) {
    for item in items {
        if let Some(migration) = &item.migration {
            let path = item.path.replace('`', "'");
            let _ = writeln!(text, "  - `{path}`: {}", markdown_text(migration));
        }
    }
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
