//! Where the keys of one object were read first.

use serde_json::{Map, Value};
use std::collections::HashMap;

/// The places of an object's keys, in the order of its members. They are sorted
/// by key only once a key is repeated, which is a fault.
#[derive(Debug, Default)]
pub(super) struct Keys {
    places: Vec<usize>,
    by_key: Option<HashMap<String, usize>>,
}

impl Keys {
    /// Notes the place of a key that is new.
    pub(super) fn note(&mut self, key: &str, place: usize) {
        self.places.push(place);
        if let Some(by_key) = &mut self.by_key {
            by_key.insert(key.to_owned(), place);
        }
    }

    /// The place where a repeated key was read first.
    pub(super) fn first(&mut self, members: &Map<String, Value>, key: &str) -> usize {
        let sorted = || members.keys().cloned().zip(self.places.iter().copied());
        let by_key = self.by_key.get_or_insert_with(|| sorted().collect());
        by_key.get(key).copied().unwrap_or_default()
    }
}
