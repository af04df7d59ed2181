//! The names that were given before, by what they name on the wire.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The record of names. One that is in it stays with what it names, whatever is
/// added, renamed or put in another order; it is never given to anything else,
/// not even after what it named is gone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Held {
    /// The methods, by method and path.
    operations: BTreeMap<String, String>,
}

impl Held {
    /// The name of the operation at a location, such as `POST /webhooks`.
    pub(super) fn operation(&self, location: &str) -> Option<&str> {
        self.operations.get(location).map(String::as_str)
    }

    /// The locations and names of all operations that ever were.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&String, &String)> {
        self.operations.iter()
    }
}
