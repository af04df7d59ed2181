//! The report for a pull request.

use super::json::{Entry, Report};
use super::shared::{LEVELS, by_location, only_in_code, totals};
use api_compare::Level;
use api_document::display::straight;
use std::fmt::Write as _;

/// The report for a pull request: breaking changes open, the rest folded.
pub fn markdown(report: &Report) -> String {
    let mut text = format!(
        "## API changes: `{}` to `{}`\n\n**{}**\n",
        code(&report.base.version),
        code(&report.revision.version),
        totals(report),
    );
    if let Some(note) = only_in_code(report) {
        let _ = writeln!(text, "\n{note}");
    }
    for level in LEVELS {
        let changes: Vec<&Entry> = report
            .changes
            .iter()
            .filter(|one| one.level == level)
            .collect();
        if changes.is_empty() {
            continue;
        }
        let title = format!("{} ({})", title(level), changes.len());
        let folded = level != Level::Breaking;
        let _ = if folded {
            writeln!(text, "\n<details><summary>{title}</summary>")
        } else {
            writeln!(text, "\n### {title}")
        };
        for (location, changes) in by_location(changes.into_iter()) {
            let _ = writeln!(text, "\n`{}`\n", code(location));
            for change in changes {
                let _ = writeln!(
                    text,
                    "- {} (`{}`, Rust: {})",
                    markdown_text(&change.message),
                    change.id,
                    change.bump
                );
            }
        }
        if folded {
            text.push_str("\n</details>\n");
        }
    }
    text
}

fn title(level: Level) -> &'static str {
    match level {
        Level::Breaking => "Breaking",
        Level::NonBreaking => "Not breaking",
        Level::Docs => "Documentation",
        Level::None => "Not on the wire",
    }
}

/// Text in backticks: nothing in it is markup, but a backtick ends it.
fn code(text: &str) -> String {
    straight(text)
        .replace('`', "'")
        .replace(char::is_control, " ")
}

/// Text from the documents is text: no tags, links or mentions. Names in
/// backticks stay code, in which nothing is markup.
pub fn markdown_text(text: &str) -> String {
    let text = &straight(text);
    let parts: Vec<&str> = text.split('`').collect();
    let is_code = |(index, _): &(usize, &&str)| !index.is_multiple_of(2);
    let is_name = |part: &str| !part.trim().is_empty() && !part.contains(['<', '@', '&']);
    let names = parts.iter().enumerate().filter(is_code);
    let between = parts
        .get(1..parts.len().saturating_sub(1))
        .unwrap_or_default();
    // Two backticks in a row would open another kind of code.
    let apart = between.iter().all(|part| !part.is_empty());
    if parts.len().is_multiple_of(2) || !apart || !names.clone().all(|(_, part)| is_name(part)) {
        return escape(text);
    }
    let mut marked = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index.is_multiple_of(2) {
            marked.push_str(&escape(part));
        } else {
            let _ = write!(marked, "`{}`", code(part));
        }
    }
    marked
}

fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '@' => escaped.push_str("@\u{200b}"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
