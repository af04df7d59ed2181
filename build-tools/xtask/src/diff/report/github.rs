//! The report as annotations of a workflow run.

use super::json::{Entry, Report};
use api_compare::Level;
use api_document::bundle::Bundle;
use api_document::display::straight;
use api_document::ingest::{Positions, Source};
use api_document::located::positions;
use std::collections::HashMap;
use std::fmt::Write as _;

/// The report as workflow commands, one a line: an error for what is breaking,
/// a warning for what is not, a notice for the rest.
///
/// Each names the file and line of the revision that the change is at; for what
/// the revision does not have, the nearest place above that is found. `read`
/// reads a file of the revision again.
pub fn github(report: &Report, revision: &Bundle, read: impl Fn(&str) -> Option<Source>) -> String {
    let mut files: HashMap<String, Positions> = HashMap::new();
    let mut text = String::new();
    for change in &report.changes {
        let command = match change.level {
            Level::Breaking => "error",
            Level::NonBreaking => "warning",
            Level::Docs | Level::None => "notice",
        };
        let (file, pointer) = revision.origins.of(&change.pointer);
        let positions = files.entry(file.to_owned()).or_insert_with(|| {
            let source = if revision.origins.is_alone() {
                Some(revision.source.clone())
            } else {
                read(file)
            };
            source
                .and_then(|source| positions(&source))
                .unwrap_or_default()
        });
        let position = positions.nearest(&pointer);
        let _ = writeln!(
            text,
            "::{command} file={},line={},title={}::{}",
            property(file),
            position.map_or(1, |position| position.line),
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
