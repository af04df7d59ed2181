//! What changed between two documents, and what it means on the wire.
//!
//! [`compare`] is a pure function of two valid `OpenAPI` 3.0 documents. It
//! compares meaning, not text: references are followed, `allOf` is merged, and
//! names and order that are not sent are passed over. Each change is judged by
//! where it is used, and reported once per operation and direction it reaches.

mod callbacks;
mod canonical;
mod components;
mod constraints;
mod content;
mod discriminators;
mod document;
mod engine;
mod fingerprint;
mod fixed_rules;
mod flat;
mod graph;
mod info;
mod operation;
mod parameters;
mod partners;
mod paths;
mod properties;
mod requests;
mod responses;
mod rules;
mod schema;
mod schemes;
mod scope;
mod security;
mod servers;
mod snippet;
mod types;
mod unions;

pub mod accepted;

use api_document::ingest::Document;
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt;

pub use rules::{Explanation, all, explain};

/// What a change means on the wire; the worst is the greatest.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing on the wire.
    #[default]
    None,
    /// Only words for people.
    Docs,
    /// Whoever worked with the old document works with the new one.
    NonBreaking,
    /// Somebody who worked with the old document may not with the new one.
    Breaking,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Docs => "docs",
            Self::NonBreaking => "non-breaking",
            Self::Breaking => "breaking",
        })
    }
}

/// Which way what changed goes over the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// To the service.
    Request,
    /// From the service.
    Response,
    /// Both, or neither.
    None,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::None => "none",
        })
    }
}

/// One change, in one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The kind of change; [`explain`] knows it.
    pub id: &'static str,
    /// What it means on the wire.
    pub level: Level,
    /// Which way what changed is sent.
    pub direction: Direction,
    /// The operation, such as `POST /webhooks`, or the part of the document.
    pub location: String,
    /// A JSON pointer to the edit: in the revision, or in the base for what
    /// the revision does not have.
    pub pointer: String,
    /// The property concerned, if it is not the schema itself.
    pub property: Option<String>,
    /// What happened, in words.
    pub message: String,
    /// What stood at the place in the base.
    pub before: Option<String>,
    /// What stands at the place in the revision.
    pub after: Option<String>,
}

/// Every change from `base` to `revision`: worst first, then by location,
/// pointer and id.
///
/// Both documents must be valid; what is not is passed over. Where there are
/// more than a hundred thousand changes, edits of shared schemas are told of
/// one operation instead of all.
pub fn compare(base: &Document, revision: &Document) -> Vec<Change> {
    let mut engine = engine::Engine::new(&base.value, &revision.value);
    info::compare(&mut engine);
    servers::compare_shared(&mut engine);
    schemes::compare(&mut engine);
    paths::compare(&mut engine);
    components::compare(&mut engine);
    let mut changes = engine.changes;
    sort(&mut changes);
    changes
}

/// The worst level among `changes`.
pub fn worst(changes: &[Change]) -> Level {
    changes
        .iter()
        .map(|change| change.level)
        .max()
        .unwrap_or_default()
}

/// Worst first, then by location, pointer and id.
pub fn sort(changes: &mut [Change]) {
    changes.sort_by(|left, right| {
        let key = |change: &Change| (change.direction, change.message.clone());
        right
            .level
            .cmp(&left.level)
            .then_with(|| left.location.cmp(&right.location))
            .then_with(|| left.pointer.cmp(&right.pointer))
            .then_with(|| left.id.cmp(right.id))
            .then_with(|| key(left).cmp(&key(right)))
    });
}
