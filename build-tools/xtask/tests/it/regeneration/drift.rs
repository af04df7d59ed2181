//! Each edit to the document changes what it should and nothing else.

use super::edits::edits;
use super::results::Results;
use super::{document, ingest_text, overlay_source, parse_overlay, read};
use api_document::ingest::to_canonical_json;
use api_generate::Target;
use api_generate::pipeline;
use api_generate::render::COMMAND;
use serde_json::Value;
use std::collections::BTreeSet;

/// An edit to the vendored document, and what it does.
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    pub(crate) change: Change,
    /// One line for everything that differs:
    ///
    /// - `document`, `effective`: entries of their summaries, new (`+`), gone
    ///   (`-`) or different (`~`);
    /// - `code ~`: the generated code, beyond its header;
    /// - `surface`, `report`: lines that are new or gone;
    /// - `refused`: there are diagnostics instead; code, file and place.
    pub(crate) expected: &'static str,
}

pub(crate) enum Change {
    /// Another document.
    Document(fn(&mut Value)),
    /// Another text of the same document.
    Text(fn(&Value) -> String),
}

/// The text of the document after an edit.
fn edited(change: &Change) -> String {
    let mut value = document();
    match change {
        Change::Document(change) => {
            change(&mut value);
            to_canonical_json(&value)
        }
        Change::Text(text) => text(&value),
    }
}

fn results(text: String) -> Results {
    Results::of(ingest_text(text))
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// The edits whose results are not those of their row.
fn wrong_rows(before: &Results, edits: &[&Edit]) -> Vec<String> {
    let mut wrong = Vec::new();
    for edit in edits {
        let found = results(edited(&edit.change)).differences(before);
        let expected = lines(edit.expected);
        if found != expected {
            let (found, expected) = (found.join("\n"), expected.join("\n"));
            wrong.push(format!(
                "== {}\n{found}\n-- expected\n{expected}\n",
                edit.name
            ));
        }
    }
    wrong
}

#[test]
fn every_edit_changes_what_it_should_and_nothing_else() {
    let before = results(to_canonical_json(&document()));
    let edits: Vec<&Edit> = edits().collect();
    let (first, second) = edits.split_at(edits.len() / 2);
    let wrong = std::thread::scope(|scope| {
        let other = scope.spawn(|| wrong_rows(&before, first));
        let mut wrong = wrong_rows(&before, second);
        wrong.extend(other.join().unwrap());
        wrong
    });
    assert!(
        wrong.is_empty(),
        "{} rows differ\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_edit_edits() {
    let original = to_canonical_json(&document());
    for edit in edits() {
        assert!(
            edited(&edit.change) != original,
            "{} edits nothing",
            edit.name
        );
    }
    let names: BTreeSet<&str> = edits().map(|edit| edit.name).collect();
    assert_eq!(names.len(), edits().count(), "two rows have one name");
}

/// A name is given to what is there, or it is a mistake.
#[test]
fn a_name_for_an_operation_that_is_not_there_is_refused() {
    let mut source = overlay_source();
    source.bytes.extend_from_slice(
        b"
  - target: $.paths['/webhooks/{id}'].delete
    description: Says what it does.
    x-matches: 1
    update:
      operationId: delete_webhook
",
    );
    let overlay = parse_overlay(&source);
    let document = read(to_canonical_json(&document()));
    let found = pipeline::make(&document, Some(&overlay), Target::Published, COMMAND).unwrap_err();
    let found = found.to_string();
    assert!(found.starts_with("error[overlay-mismatch]: "), "{found}");
    assert!(
        found.contains("$.paths['/webhooks/{id}'].delete` matches 0 nodes"),
        "{found}"
    );
    assert!(found.contains("help: delete action"), "{found}");
    assert_eq!(found.matches("error[").count(), 1, "{found}");
}
