//! Every edit upstream may make is judged alike from whole crates and from
//! what it affects.

use super::both_ways::{Way, Whole};
use super::drift::Change;
use super::{document, edits};

#[test]
fn every_edit_of_the_vendored_document_is_judged_alike() {
    let named = |value| api_document::ingest::Document {
        name: "document.json".to_owned(),
        value,
    };
    let base = Whole::of(&named(document())).unwrap();
    let mut in_part = 0;
    for edit in edits::edits() {
        let Change::Document(change) = &edit.change else {
            continue;
        };
        let mut revision = document();
        change(&mut revision);
        let way = base.judge_both_ways(edit.name, &named(revision));
        in_part += usize::from(way == Way::Part);
    }
    assert!(in_part >= 50, "{in_part}");
}
