//! The names that were given before, by what they name on the wire.

use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::{Source, to_canonical_json};
use api_document::schema::identity;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

rules! {
    pub(crate) RULES:

    INVALID_NAMES: Error {
        code: "invalid-names",
        meaning: "The record of names is not as the tools write it.",
        why: "A name once given stays with what it names; without the record, names might change.",
        help: "Restore the file from version control; without any, all names are made anew.",
    }
}

/// The record of names. One that is in it stays with what it names, whatever is
/// added, renamed or put in another order; it is never given to anything else,
/// not even after what it named is gone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Held {
    /// The methods, by method and path.
    operations: BTreeMap<String, String>,
    /// The types, by the places that use them.
    types: BTreeMap<String, String>,
    /// The fields and variants of types, by properties and values.
    members: BTreeMap<String, BTreeMap<String, String>>,
}

impl Held {
    /// Reads the record from the text of its file; an empty text is a record of
    /// nothing.
    pub fn parse(source: &Source) -> Outcome<Self> {
        if source.bytes.is_empty() {
            return Ok(Self::default());
        }
        serde_json::from_slice(&source.bytes).map_err(|error| {
            Diagnostic {
                rule: &INVALID_NAMES,
                file: source.name.clone(),
                place: Place::Line {
                    line: error.line(),
                    column: error.column(),
                },
                message: format!("this is not a record of names: {error}"),
                help: "restore the file from version control".to_owned(),
            }
            .into()
        })
    }

    /// The record as the text of its file.
    pub fn to_text(&self) -> String {
        to_canonical_json(&serde_json::to_value(self).unwrap_or_default())
    }

    /// Adds the names of a run. What is gone stays: it may come back, and until
    /// then its name means nothing else.
    pub(super) fn add(&mut self, later: Self) {
        self.operations.extend(later.operations);
        self.types.extend(later.types);
        for (ty, members) in later.members {
            self.members.entry(ty).or_default().extend(members);
        }
    }

    /// Records the name of the operation at a location.
    pub(super) fn add_operation(&mut self, location: &str, name: String) {
        self.operations.insert(identity(location), name);
    }

    /// Records the type that is used at a place.
    pub(super) fn add_type(&mut self, place: String, name: String) {
        self.types.insert(place, name);
    }

    /// Records the fields and variants of types.
    pub(super) fn add_members(&mut self, members: BTreeMap<String, BTreeMap<String, String>>) {
        self.members.extend(members);
    }

    /// The field or variant for a member of a type.
    pub(super) fn member(&self, ty: &str, member: &str) -> Option<&str> {
        self.members.get(ty)?.get(member).map(String::as_str)
    }

    /// The name of the operation at a location, such as `POST /webhooks`.
    pub(super) fn operation(&self, location: &str) -> Option<&str> {
        self.operations.get(&identity(location)).map(String::as_str)
    }

    /// The names of operations that are gone, where these are all there are.
    pub(super) fn gone(&self, locations: &BTreeSet<String>) -> impl Iterator<Item = &String> {
        let known: BTreeSet<String> = locations.iter().map(|one| identity(one)).collect();
        let gone = self.operations.iter();
        gone.filter(move |(location, _)| !known.contains(*location))
            .map(|(_, name)| name)
    }

    /// The type at a place, such as `WebhookPage data[]`.
    pub(super) fn type_at(&self, place: &str) -> Option<&str> {
        self.types.get(place).map(String::as_str)
    }

    /// All types that ever were.
    pub(super) fn types(&self) -> impl Iterator<Item = &String> {
        self.types.values()
    }
}
