//! One change, its effect on the wire, and the order of changes in a report.

use schemars::JsonSchema;
use serde::Serialize;
use std::fmt;

/// The effect of a change on the wire; greater is worse.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// No effect on the wire.
    #[default]
    None,
    /// Documentation only.
    Docs,
    /// What worked with the old document works with the new one.
    NonBreaking,
    /// What worked with the old document may fail with the new one.
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

/// The direction in which the changed part is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Sent to the service.
    Request,
    /// Sent by the service.
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

/// What a level takes for granted of the clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Assumption {
    /// That they read a value of an enum which they do not know.
    OpenEnums,
}

/// One change, in one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The id of the rule, for [`crate::explain`].
    pub id: &'static str,
    /// The effect on the wire.
    pub level: Level,
    /// The direction in which the changed part is sent.
    pub direction: Direction,
    /// The operation, such as `POST /webhooks`, or the part of the document.
    pub location: String,
    /// A JSON pointer to the edit: in the revision, or in the base for what
    /// the revision does not have.
    pub pointer: String,
    /// The property concerned, if it is not the schema itself.
    pub property: Option<String>,
    /// A sentence about the change.
    pub message: String,
    /// What the level takes for granted, if anything.
    pub assumes: Option<Assumption>,
    /// The value in the base.
    pub before: Option<String>,
    /// The value in the revision.
    pub after: Option<String>,
}

/// The worst level among `changes`.
pub fn worst(changes: &[Change]) -> Level {
    changes
        .iter()
        .map(|change| change.level)
        .max()
        .unwrap_or_default()
}

/// Sorts changes: worst first, then by location, pointer and id.
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
