//! The comparison of two documents: what it reports of an edit, and what it must not.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod accepted;
mod matrix;
mod properties;
mod schemas;
mod table;
mod wire;

use api_compare::{Change, compare};
use api_document::ingest::{Document, Source, read};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const BASE: &str = include_str!("../fixtures/compare/base.yaml");

static READ: LazyLock<Document> = LazyLock::new(|| {
    let source = Source {
        name: "base.yaml".to_owned(),
        bytes: BASE.as_bytes().to_vec(),
    };
    read(&source).unwrap_or_else(|found| panic!("{found}"))
});

fn base() -> &'static Document {
    &READ
}

fn document(value: Value) -> Document {
    let name = "made.json".to_owned();
    Document { name, value }
}

/// The changes, checked for what must hold of all of them.
fn changes(base: &Document, revision: &Document) -> Vec<Change> {
    let changes = compare(base, revision);
    for change in &changes {
        let known = api_compare::explain(change.id);
        let known = known.unwrap_or_else(|| panic!("no explanation of {change:?}"));
        assert!(known.levels.contains(&change.level), "{change:?}");
        let there = [&revision.value, &base.value]
            .iter()
            .any(|document| document.pointer(&change.pointer).is_some());
        assert!(there, "the pointer leads nowhere: {change:?}");
        assert!(!change.message.is_empty() && !change.location.is_empty());
    }
    changes
}

/// What a table of edits gave.
#[derive(Default)]
struct Judged {
    /// The edits that were judged otherwise than expected.
    wrong: Vec<String>,
    /// The ids of all changes.
    ids: BTreeSet<&'static str>,
}

impl Judged {
    fn assert_right(&self) {
        let wrong = &self.wrong;
        assert!(
            wrong.is_empty(),
            "{} edits judged otherwise\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}
