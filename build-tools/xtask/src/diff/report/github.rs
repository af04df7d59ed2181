//! The report as annotations of a workflow run.

use super::json::{Entry, Report};
use api_compare::Level;
use api_document::display::straight;
use api_document::ingest::{self, Positions, Source};
use std::fmt::Write as _;

/// The report as workflow commands, one a line: an error for what is breaking,
/// a warning for what is not, a notice for the rest.
///
/// `source` is the text of the revision, the content of `file`: JSON, YAML or
/// a page. For what the revision does not have, the nearest place above that is
/// found is named.
pub fn github(report: &Report, file: &str, source: &str) -> String {
    let read = ingest::read_with_positions(&Source {
        name: file.to_owned(),
        bytes: source.as_bytes().to_vec(),
    });
    let positions = read.map_or_else(|_| Positions::default(), |(_, positions)| positions);
    let mut text = String::new();
    for change in &report.changes {
        let command = match change.level {
            Level::Breaking => "error",
            Level::NonBreaking => "warning",
            Level::Docs | Level::None => "notice",
        };
        let _ = writeln!(
            text,
            "::{command} file={},line={},title={}::{}",
            property(file),
            positions
                .nearest(&change.pointer)
                .map_or(1, |position| position.line),
            property(&change.id),
            message(change),
        );
    }
    text
}

fn message(change: &Entry) -> String {
    data(&format!("{}: {}", change.location, change.message))
}

/// A command ends with its line.
fn data(text: &str) -> String {
    straight(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// In a property, a colon and a comma end it, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
