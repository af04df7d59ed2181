//! The report for a pull request.

use super::super::explained::RustItem;
use super::json::{Entry, Report};
use super::shared::{ALONE, BEHIND, LEVELS, assumed, by_location, lines, shown, totals};
use api_compare::Level;
use api_document::display::straight;
use rust_surface::Bump;
use std::fmt::Write as _;

/// The report for a pull request: breaking changes open, the rest folded.
pub fn markdown(report: &Report) -> String {
    let mut text = format!(
        "## API changes: `{}` to `{}`\n\n**{}**\n",
        code(&report.base.version),
        code(&report.revision.version),
        totals(report),
    );
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
                entry(&mut text, change);
            }
        }
        if folded {
            text.push_str("\n</details>\n");
        }
    }
    if !report.rust.is_empty() {
        let _ = writeln!(text, "\n### {ALONE}\n");
        items(&mut text, &report.rust, "");
    }
    text
}

fn entry(text: &mut String, change: &Entry) {
    let behind = if change.bump > Bump::None && change.rust.is_empty() {
        format!(": {BEHIND}")
    } else {
        String::new()
    };
    let _ = writeln!(
        text,
        "- {} (`{}`, Rust: {}{behind}{})",
        markdown_text(&change.message),
        change.id,
        change.bump,
        assumed(change)
    );
    items(text, &change.rust, "  ");
}

/// What was and what is, as a difference, and then what to do about it.
pub(super) fn items(text: &mut String, all: &[RustItem], indent: &str) {
    let (items, others) = shown(all);
    if items.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{indent}```diff");
    for line in items.iter().flat_map(lines) {
        let _ = writeln!(text, "{indent}{}", code(&line));
    }
    let _ = writeln!(text, "{indent}```\n");
    for item in items {
        if let Some(migration) = &item.migration {
            let _ = writeln!(
                text,
                "{indent}- {}: {}",
                item.bump,
                markdown_text(migration)
            );
        }
    }
    if others > 0 {
        let _ = writeln!(text, "{indent}- and {others} more items");
    }
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
