//! The partners among alternatives, which have neither order nor names: they
//! are matched by what they allow.

use super::comparison::Comparison;
use super::fingerprint::Fingerprints;
use super::flat::{Flat, Union};
use crate::part::{Part, reference};
use std::collections::{BTreeMap, BTreeSet};

/// The name of the component a part refers to.
pub(crate) fn component(part: &Part<'_>) -> Option<String> {
    let pointer = reference(part.value)?;
    let name = pointer.rsplit('/').next()?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// Matches the alternatives of the base with those of the revision: the same
/// ones first, then those of the same name, then the most alike.
pub(crate) fn partners<'d>(
    comparison: &mut Comparison<'_, 'd>,
    base: &Union<'d>,
    revision: &Union<'d>,
) -> BTreeMap<usize, usize> {
    if same_names(base, revision) {
        return (0..base.branches.len()).map(|at| (at, at)).collect();
    }
    let pairs = &mut *comparison.pairs;
    let old = branches(&mut pairs.base_prints, base);
    let new = branches(&mut pairs.revision_prints, revision);
    let mut partners = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for alike in [
        Branch::unmoved,
        Branch::same,
        Branch::same_name,
        Branch::similar,
        Branch::same_kind,
    ] {
        for (index, left) in old.iter().enumerate() {
            if partners.contains_key(&index) {
                continue;
            }
            let found = new
                .iter()
                .enumerate()
                .find(|(other, right)| !taken.contains(other) && alike(left, right));
            if let Some((other, _)) = found {
                partners.insert(index, other);
                taken.insert(other);
            }
        }
    }
    partners
}

/// Whether both sides list the same text in the same order, which is usual and
/// needs no matching.
fn same_names(base: &Union<'_>, revision: &Union<'_>) -> bool {
    let each = base.branches.iter().zip(&revision.branches);
    base.branches.len() == revision.branches.len()
        && each
            .flat_map(|(old, new)| old.iter().zip(new))
            .all(|(old, new)| old.value == new.value)
}

fn branches<'d>(prints: &mut Fingerprints<'d>, union: &Union<'d>) -> Vec<Branch<'d>> {
    let branch = |parts: &Vec<Part<'d>>| {
        let flat = Flat::of(prints.root, parts);
        Branch::of(parts, flat, prints.of(parts))
    };
    union.branches.iter().map(branch).collect()
}

struct Branch<'d> {
    print: u64,
    name: Option<String>,
    title: Option<String>,
    kind: Option<&'d str>,
    properties: BTreeSet<&'d str>,
}

impl<'d> Branch<'d> {
    fn of(parts: &[Part<'d>], flat: Flat<'d>, print: u64) -> Self {
        Self {
            print,
            name: parts.first().and_then(component),
            title: flat
                .get("title")
                .and_then(|part| part.value.as_str().map(str::to_owned)),
            kind: flat.kind(),
            properties: flat.properties.into_keys().collect(),
        }
    }

    fn unmoved(&self, other: &Self) -> bool {
        self.same(other) && self.name == other.name
    }

    fn same(&self, other: &Self) -> bool {
        self.print == other.print
    }

    fn same_name(&self, other: &Self) -> bool {
        self.kind == other.kind
            && ((self.name.is_some() && self.name == other.name)
                || (self.title.is_some() && self.title == other.title))
    }

    /// Whether at least half of all properties are in both.
    fn similar(&self, other: &Self) -> bool {
        let both = self.properties.intersection(&other.properties).count();
        let all = self.properties.union(&other.properties).count();
        self.kind == other.kind && all > 0 && both * 2 >= all
    }

    /// Whether both are the same kind of scalar or list, the last resort.
    fn same_kind(&self, other: &Self) -> bool {
        self.kind == other.kind && self.kind.is_some_and(|kind| kind != "object")
    }
}
