//! A hash of what a schema allows, without names and documentation.
//!
//! It only finds the partners to compare; partners are compared in full, so a
//! collision can cost precision but not a change.

use super::flat::{Flat, Union};
use crate::part::{Part, Root};
use crate::value::canonical;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The depth to which a schema is hashed; recursion ends here.
const DEPTH: u8 = 4;

const PLAIN: [&str; 17] = [
    "type",
    "format",
    "pattern",
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "maxProperties",
    "minProperties",
    "uniqueItems",
    "multipleOf",
    "readOnly",
    "writeOnly",
];

/// The fingerprints computed so far for one document.
#[derive(Debug)]
pub(crate) struct Fingerprints<'d> {
    pub(crate) root: Root<'d>,
    known: HashMap<(usize, u8), u64>,
}

impl<'d> Fingerprints<'d> {
    pub(crate) fn new(root: Root<'d>) -> Self {
        Self {
            root,
            known: HashMap::new(),
        }
    }

    pub(crate) fn of(&mut self, parts: &[Part<'d>]) -> u64 {
        self.at(parts, DEPTH)
    }

    /// The fingerprints of the alternatives of a union, sorted.
    pub(crate) fn of_branches(&mut self, union: &Union<'d>) -> Vec<u64> {
        self.branches(union, DEPTH)
    }

    fn at(&mut self, parts: &[Part<'d>], depth: u8) -> u64 {
        let single = match parts {
            [one] => Some((self.root.resolve(one.clone()).address(), depth)),
            _ => None,
        };
        if let Some(known) = single.and_then(|key| self.known.get(&key)) {
            return *known;
        }
        let print = self.fresh(&Flat::of(self.root, parts), depth);
        if let Some(key) = single {
            self.known.insert(key, print);
        }
        print
    }

    fn fresh(&mut self, flat: &Flat<'d>, depth: u8) -> u64 {
        let mut hasher = DefaultHasher::new();
        plain(flat).hash(&mut hasher);
        flat.flag("nullable").hash(&mut hasher);
        let values = flat.values();
        values
            .map(|all| all.into_keys().collect::<Vec<_>>())
            .hash(&mut hasher);
        flat.required.keys().collect::<Vec<_>>().hash(&mut hasher);
        flat.properties.keys().collect::<Vec<_>>().hash(&mut hasher);
        if depth > 0 {
            self.inside(flat, depth - 1, &mut hasher);
        }
        hasher.finish()
    }

    fn inside(&mut self, flat: &Flat<'d>, depth: u8, hasher: &mut DefaultHasher) {
        for property in flat.properties.values() {
            self.at(property, depth).hash(hasher);
        }
        for keyword in ["items", "additionalProperties", "not"] {
            for part in flat.every(keyword) {
                match part.value.as_bool() {
                    Some(true) => {}
                    Some(false) => (keyword, false).hash(hasher),
                    None => (keyword, self.at(&[part], depth)).hash(hasher),
                }
            }
        }
        for union in flat.one_of.iter().chain(&flat.any_of) {
            self.branches(union, depth).hash(hasher);
        }
    }

    fn branches(&mut self, union: &Union<'d>, depth: u8) -> Vec<u64> {
        let mut prints: Vec<u64> = union
            .branches
            .iter()
            .map(|branch| self.at(branch, depth))
            .collect();
        prints.sort_unstable();
        prints
    }
}

/// The hashes of the plain keywords of all parts, without repetition.
fn plain(flat: &Flat<'_>) -> Vec<u64> {
    let members = flat.parts.iter().filter_map(|part| part.value.as_object());
    let mut said: Vec<u64> = members
        .flatten()
        .filter(|(keyword, value)| {
            PLAIN.contains(&keyword.as_str()) && value.as_bool() != Some(false)
        })
        .map(|(keyword, value)| {
            let mut hasher = DefaultHasher::new();
            match value.as_str() {
                Some(text) => (keyword, text).hash(&mut hasher),
                None => (keyword, canonical::text(value)).hash(&mut hasher),
            }
            hasher.finish()
        })
        .collect();
    said.sort_unstable();
    said.dedup();
    said
}
