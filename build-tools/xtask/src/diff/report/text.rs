//! The report for a terminal.

use super::json::{Entry, Report};
use super::shared::{by_location, only_in_code, totals};
use api_compare::{Direction, Level};
use api_document::display::tame;
use std::fmt::Write as _;

/// The report for a terminal: the totals, then each operation with its
/// changes, worst first. Colours only if `colour` says so.
pub fn text(report: &Report, colour: bool) -> String {
    let mut text = format!("{}\n", totals(report));
    if let Some(note) = only_in_code(report) {
        let _ = writeln!(text, "{note}");
    }
    for (location, changes) in by_location(report.changes.iter()) {
        let _ = writeln!(text, "\n{}", paint(colour, "1", &tame(location)));
        for change in changes {
            entry(&mut text, change, colour);
        }
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
        "{} at {}, Rust: {}",
        change.id,
        tame(&change.pointer),
        change.bump
    );
    let _ = writeln!(text, "               {}", paint(colour, "2", &place));
}

fn paint(colour: bool, code: &str, text: &str) -> String {
    if colour {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
