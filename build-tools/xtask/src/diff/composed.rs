//! Which components are put together of which: a part's properties are fields of
//! the types that have it as a part.

use api_document::ingest::Document;
use api_document::schema::{components, ref_target};
use std::collections::{BTreeMap, BTreeSet};

const PARTS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// By component, those that it is a part of.
#[derive(Debug, Default)]
pub(super) struct Composed(BTreeMap<String, BTreeSet<String>>);

impl Composed {
    /// In either document.
    pub(super) fn of(documents: [&Document; 2]) -> Self {
        let mut wholes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for document in documents {
            for (name, schema) in components(&document.value).into_iter().flatten() {
                let mut pending = vec![schema];
                while let Some(schema) = pending.pop() {
                    if let Some(part) = ref_target(schema) {
                        wholes.entry(part).or_default().insert(name.clone());
                    }
                    let parts = PARTS.iter().filter_map(|key| schema.get(*key)?.as_array());
                    pending.extend(parts.flatten());
                }
            }
        }
        Self(wholes)
    }

    /// The components that this one is a part of, or a part of a part.
    pub(super) fn wholes(&self, part: &str) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut pending = vec![part];
        while let Some(part) = pending.pop() {
            for whole in self.0.get(part).into_iter().flatten() {
                if found.insert(whole.as_str()) {
                    pending.push(whole);
                }
            }
        }
        found
    }
}

/// Whether a pointer, by its segments, leads through a part of a union.
pub(super) fn in_union(segments: &[&str]) -> bool {
    let mut segments = segments.iter();
    while let Some(segment) = segments.next() {
        match *segment {
            // What follows is a name.
            "properties" => drop(segments.next()),
            "oneOf" | "anyOf" => return true,
            _ => {}
        }
    }
    false
}

/// The names of the properties that a pointer leads through.
pub(super) fn properties<'s>(segments: &[&'s str]) -> Vec<&'s str> {
    let mut names = Vec::new();
    let mut segments = segments.iter();
    while let Some(segment) = segments.next() {
        if *segment == "properties" {
            names.extend(segments.next());
        }
    }
    names
}
