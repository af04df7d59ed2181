//! How many nodes an action matches, by its own word.

use serde_json::Value;
use std::fmt;

/// How many nodes an action matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matches {
    Exactly(usize),
    /// As many as there are of a kind, such as `1+`.
    AtLeast(usize),
    /// As the Overlay Specification has it, which asks for no number: also none
    /// at all, and nodes that are right already.
    Any,
}

impl Matches {
    pub(super) fn of(value: &Value) -> Option<Self> {
        let count = |number: u64| usize::try_from(number).ok().filter(|count| *count > 0);
        match value {
            Value::String(text) => {
                let least = text.strip_suffix('+')?.parse().ok()?;
                count(least).map(Self::AtLeast)
            }
            value => count(value.as_u64()?).map(Self::Exactly),
        }
    }

    pub(super) fn allows(self, count: usize) -> bool {
        match self {
            Self::Exactly(expected) => count == expected,
            Self::AtLeast(least) => count >= least,
            // Nothing was changed, which is to be told.
            Self::Any => count > 0,
        }
    }
}

impl fmt::Display for Matches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(count) => write!(f, "{count}"),
            Self::AtLeast(count) => write!(f, "at least {count}"),
            Self::Any => f.write_str("at least 1"),
        }
    }
}
