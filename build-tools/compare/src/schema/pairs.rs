//! The pairs of schemas to compare, by number.

use super::fingerprint::Fingerprints;
use crate::catalogue::scope::Scope;
use crate::part::{Part, Root};
use crate::unchanged::Unchanged;
use std::collections::HashMap;

/// Two schemas to compare, each as the parts that hold at once.
#[derive(Debug, Clone)]
pub(crate) struct Pair<'d> {
    pub(crate) base: Vec<Part<'d>>,
    pub(crate) revision: Vec<Part<'d>>,
    pub(crate) scope: Scope,
}

type Key = (Vec<usize>, Vec<usize>, Scope);

/// The pairs asked for so far, and what is known of both documents.
#[derive(Debug)]
pub(crate) struct Pairs<'d> {
    pub(crate) base: Root<'d>,
    pub(crate) revision: Root<'d>,
    pub(crate) base_prints: Fingerprints<'d>,
    pub(crate) revision_prints: Fingerprints<'d>,
    pub(crate) unchanged: Unchanged,
    list: Vec<Pair<'d>>,
    numbers: HashMap<Key, usize>,
}

impl<'d> Pairs<'d> {
    pub(crate) fn new(base: Root<'d>, revision: Root<'d>) -> Self {
        Self {
            base,
            revision,
            base_prints: Fingerprints::new(base),
            revision_prints: Fingerprints::new(revision),
            unchanged: Unchanged::between(base, revision),
            list: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// The pair with a number.
    pub(crate) fn get(&self, number: usize) -> Option<&Pair<'d>> {
        self.list.get(number)
    }

    /// The number of two schemas; nothing if they are the same text on both sides.
    pub(crate) fn number(
        &mut self,
        base: &[Part<'d>],
        revision: &[Part<'d>],
        scope: Scope,
    ) -> Option<usize> {
        if let ([base], [revision]) = (base, revision)
            && self.unchanged.same(base.value, revision.value)
        {
            return None;
        }
        let resolve = |root: Root<'d>, parts: &[Part<'d>]| -> Vec<Part<'d>> {
            parts
                .iter()
                .map(|part| root.resolve(part.clone()))
                .collect()
        };
        let (base, revision) = (resolve(self.base, base), resolve(self.revision, revision));
        let addresses = |parts: &[Part<'d>]| parts.iter().map(Part::address).collect();
        let key = (addresses(&base), addresses(&revision), scope);
        let next = self.list.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.list.push(Pair {
                base,
                revision,
                scope,
            });
        }
        Some(number)
    }
}
