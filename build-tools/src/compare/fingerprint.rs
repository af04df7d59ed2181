//! A number for what a schema allows, names and words left out.
//!
//! It only finds the partners to compare; partners are compared in full, so a
//! collision can cost precision but not a change.

use super::canonical;
use super::document::{Part, Side};
use super::flat::{Flat, Union};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How deep a schema is read; recursion ends here.
const DEPTH: u8 = 6;

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

/// The fingerprints of one document that were asked for.
#[derive(Debug)]
pub(super) struct Fingerprints<'d> {
    side: Side<'d>,
    known: HashMap<(usize, u8), u64>,
}

impl<'d> Fingerprints<'d> {
    pub(super) fn new(side: Side<'d>) -> Self {
        Self {
            side,
            known: HashMap::new(),
        }
    }

    pub(super) fn of(&mut self, parts: &[Part<'d>]) -> u64 {
        self.at(parts, DEPTH)
    }

    fn at(&mut self, parts: &[Part<'d>], depth: u8) -> u64 {
        let single = match parts {
            [one] => Some((self.side.resolve(one.clone()).address(), depth)),
            _ => None,
        };
        if let Some(known) = single.and_then(|key| self.known.get(&key)) {
            return *known;
        }
        let print = self.fresh(&Flat::of(self.side, parts), depth);
        if let Some(key) = single {
            self.known.insert(key, print);
        }
        print
    }

    fn fresh(&mut self, flat: &Flat<'d>, depth: u8) -> u64 {
        let mut hasher = DefaultHasher::new();
        for keyword in PLAIN {
            let mut said: Vec<String> = flat
                .every(keyword)
                .filter(|part| part.value.as_bool() != Some(false))
                .map(|part| canonical::text(part.value))
                .collect();
            said.sort_unstable();
            said.dedup();
            (keyword, said).hash(&mut hasher);
        }
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
