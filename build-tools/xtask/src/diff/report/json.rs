//! The report itself, as `--format json` prints it.

use super::super::explained::RustItem;
use super::super::verdicts::{Judged, Verdict};
use api_compare::{Assumption, Direction, Level};
use api_document::ingest::{self, Document};
use api_generate::digest::sha256;
use rust_surface::Bump;
use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;
use std::sync::Arc;

/// What a comparison found, as `--format json` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "Report of `cargo xtask diff`")]
pub struct Report {
    /// The document compared against.
    pub base: Compared,
    /// The document compared.
    pub revision: Compared,
    /// The totals and verdicts.
    pub summary: Summary,
    /// Worst first, then by location, pointer and id.
    pub changes: Vec<Entry>,
    /// The public items that differ and come from none of the changes: names that
    /// are not sent, such as a component's, did it.
    pub rust: Vec<RustItem>,
}

/// Which document one side was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Side")]
pub struct Compared {
    /// `info.version`; empty if the document has none.
    pub version: String,
    /// SHA-256 of the source, in lower-case hex.
    pub sha256: String,
}

impl Compared {
    /// The side of a document that was read from `source`.
    pub fn new(document: &Document, source: &[u8]) -> Self {
        let version = ingest::api_version(document).unwrap_or_default().to_owned();
        Self {
            version,
            sha256: sha256(source),
        }
    }
}

/// The totals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// The worst level of all changes.
    pub level: Level,
    /// The verdict for users of the generated crate.
    pub bump: Bump,
    /// The number of breaking changes.
    pub breaking: usize,
    /// The number of non-breaking changes.
    pub non_breaking: usize,
    /// The number of changes to the documentation only.
    pub docs: usize,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    /// The kind of change; `cargo xtask explain` knows it.
    pub id: String,
    /// What it means on the wire.
    pub level: Level,
    /// What it means for users of the generated crate.
    pub bump: Bump,
    /// The direction in which the changed value is sent.
    pub direction: Direction,
    /// The operation, such as `POST /webhooks`, or the part of the document.
    pub location: String,
    /// A JSON pointer to the edit: in the revision, or in the base for what
    /// the revision does not have.
    pub pointer: String,
    /// A description of the change.
    pub message: String,
    /// What the level takes for granted: that clients read values of enums which
    /// they do not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumes: Option<Assumption>,
    /// The public items of the generated crate that differ because of it, worst
    /// first. None where only the code behind the surface differs.
    pub rust: Arc<[RustItem]>,
    /// The old value; not in the JSON.
    #[serde(skip)]
    #[schemars(skip)]
    pub before: Option<String>,
    /// The new value; not in the JSON.
    #[serde(skip)]
    #[schemars(skip)]
    pub after: Option<String>,
}

impl Report {
    /// The report of a verdict, whose changes [`api_compare::compare`] has sorted.
    pub fn new(base: Compared, revision: Compared, verdict: Verdict) -> Self {
        let Verdict {
            bump,
            changes,
            alone,
        } = verdict;
        let levels = || changes.iter().map(|judged| judged.change.level);
        let level = levels().max().unwrap_or_default();
        let count = |level| levels().filter(|one| *one == level).count();
        let summary = Summary {
            level,
            bump,
            breaking: count(Level::Breaking),
            non_breaking: count(Level::NonBreaking),
            docs: count(Level::Docs),
        };
        Self {
            base,
            revision,
            summary,
            changes: changes.into_iter().map(Entry::from).collect(),
            rust: alone,
        }
    }

    /// The report as `--format json` prints it.
    pub fn to_json(&self) -> String {
        // A report is text and numbers, which always can be written.
        serde_json::to_value(self).map_or_else(|_| String::new(), |value| format!("{value:#}\n"))
    }
}

impl From<Judged> for Entry {
    fn from(
        Judged {
            change,
            bump,
            items,
        }: Judged,
    ) -> Self {
        Self {
            id: change.id.to_owned(),
            level: change.level,
            bump,
            direction: change.direction,
            location: change.location,
            pointer: change.pointer,
            message: change.message,
            assumes: change.assumes,
            rust: items,
            before: change.before,
            after: change.after,
        }
    }
}

/// The JSON Schema of the JSON report.
pub fn json_schema() -> Schema {
    schema_for!(Report)
}
