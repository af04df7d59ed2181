//! The report for a terminal.

use super::super::explained::RustItem;
use super::json::{Entry, Report};
use super::shared::{ALONE, BEHIND, assumed, by_location, lines, shown, totals};
use api_compare::{Direction, Level};
use api_document::display::tame;
use rust_surface::Bump;
use std::fmt::Write as _;

/// What stands under a change is as far to the right as its message.
const INDENT: &str = "               ";

/// The report for a terminal: the totals, then each operation with its
/// changes, worst first, and under each change what it did to public items.
/// Colours only if `colour` says so.
pub fn text(report: &Report, colour: bool) -> String {
    let mut text = format!("{}\n", totals(report));
    for (location, changes) in by_location(report.changes.iter()) {
        let _ = writeln!(text, "\n{}", paint(colour, "1", &tame(location)));
        for change in changes {
            entry(&mut text, change, colour);
        }
    }
    if !report.rust.is_empty() {
        let _ = writeln!(text, "\n{}", paint(colour, "1", ALONE));
        items(&mut text, &report.rust, colour);
    }
    text
}

fn entry(text: &mut String, change: &Entry, colour: bool) {
    let level = format!("{:<12}", change.level.to_string());
    let code = match change.level {
        Level::Breaking => "31",
        Level::NonBreaking => "32",
        Level::Docs => "36",
        Level::None => "2",
    };
    let direction = match change.direction {
        Direction::None => String::new(),
        direction => format!("{direction}: "),
    };
    let _ = writeln!(
        text,
        "  {} {direction}{}",
        paint(colour, code, &level),
        tame(&change.message)
    );
    let place = format!(
        "{} at {}, Rust: {}{}",
        change.id,
        tame(&change.pointer),
        change.bump,
        assumed(change)
    );
    let _ = writeln!(text, "{INDENT}{}", paint(colour, "2", &place));
    if change.bump > Bump::None && change.rust.is_empty() {
        let _ = writeln!(text, "{INDENT}  {}", paint(colour, "2", BEHIND));
    }
    items(text, &change.rust, colour);
}

/// What was, what is, and what to do about it.
fn items(text: &mut String, all: &[RustItem], colour: bool) {
    let (items, others) = shown(all);
    for item in items {
        for line in lines(item) {
            let code = if line.starts_with('-') { "31" } else { "32" };
            let _ = writeln!(text, "{INDENT}  {}", paint(colour, code, &tame(&line)));
        }
        if let Some(migration) = &item.migration {
            let _ = writeln!(text, "{INDENT}  {}: {}", item.bump, tame(migration));
        }
    }
    if others > 0 {
        let _ = writeln!(text, "{INDENT}  and {others} more: --format json lists all");
    }
}

fn paint(colour: bool, code: &str, text: &str) -> String {
    if colour {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
