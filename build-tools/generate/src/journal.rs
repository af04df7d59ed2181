//! What is done to make a document fit the generator.

use api_document::diagnostic::{Diagnostic, Place, join_pointer};
use api_document::ingest::UNTYPED_SCHEMA;
use api_document::rule::Rule;
use std::collections::BTreeMap;

/// What a crate lacks, and what is otherwise than the document says it.
#[derive(Debug, Clone)]
pub(crate) struct Journal {
    file: String,
    /// What the document has and the crate has not.
    pub(crate) warnings: Vec<Diagnostic>,
    counted: BTreeMap<String, usize>,
    notes: Vec<String>,
}

impl Journal {
    pub(crate) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            warnings: Vec::new(),
            counted: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    pub(crate) fn warn(&mut self, rule: &'static Rule, at: &str, message: String, help: &str) {
        self.warnings.push(Diagnostic {
            rule,
            file: self.file.clone(),
            place: Place::Pointer(at.to_owned()),
            message,
            help: help.to_owned(),
        });
    }

    /// Says that a schema is any JSON value.
    pub(crate) fn untyped(&mut self, name: &str, why: &str) {
        self.warn(
            &UNTYPED_SCHEMA,
            &join_pointer("/components/schemas", name),
            format!("the schema `{name}` is any JSON value in the crate: {why}"),
            "write the schema in a simpler form, in an overlay",
        );
    }

    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// Something that is the same wherever it is done.
    pub(crate) fn count(&mut self, what: &str) {
        *self.counted.entry(what.to_owned()).or_default() += 1;
    }

    pub(crate) fn notes(&self) -> Vec<String> {
        let counted = self
            .counted
            .iter()
            .map(|(what, times)| format!("{what}: {times}"));
        self.notes.iter().cloned().chain(counted).collect()
    }
}
