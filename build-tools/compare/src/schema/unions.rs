//! The unions `oneOf` and `anyOf`, compared alternative by alternative.

use super::comparison::Comparison;
use super::discriminators;
use super::flat::{Flat, Union};
use super::partners::{component, partners};
use crate::catalogue::schema::{self as r, Aspect};
use crate::part::{Part, Root};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::LazyLock;

/// The rules for one kind of union.
struct Kind {
    keyword: &'static str,
    added: &'static Aspect,
    removed: &'static Aspect,
    set: &'static Aspect,
    unset: &'static Aspect,
}

const ONE_OF: Kind = Kind {
    keyword: "oneOf",
    added: &r::ONE_OF_ADDED,
    removed: &r::ONE_OF_REMOVED,
    set: &r::ONE_OF_SET,
    unset: &r::ONE_OF_UNSET,
};

const ANY_OF: Kind = Kind {
    keyword: "anyOf",
    added: &r::ANY_OF_ADDED,
    removed: &r::ANY_OF_REMOVED,
    set: &r::ANY_OF_SET,
    unset: &r::ANY_OF_UNSET,
};

/// Compares a schema with a union that it is an alternative of.
///
/// Returns whether nothing else is left to compare.
pub(crate) fn wrapped<'d>(
    comparison: &mut Comparison<'_, 'd>,
    base: &[Part<'d>],
    revision: &[Part<'d>],
) -> bool {
    let plain =
        |flat: &Flat<'d>| flat.one_of.is_empty() && flat.any_of.is_empty() && says_a_type(flat);
    if plain(&comparison.base)
        && let Some((kind, new)) = comparison.revision.bare_union()
    {
        let old = alone(base, &comparison.base, &new);
        let new = with_null(new, &comparison.revision);
        alternatives(comparison, kind, &old, &new);
        return true;
    }
    if plain(&comparison.revision)
        && let Some((kind, old)) = comparison.base.bare_union()
    {
        let new = alone(revision, &comparison.revision, &old);
        let old = with_null(old, &comparison.base);
        alternatives(comparison, kind, &old, &new);
        return true;
    }
    false
}

/// A schema as the only alternative of a union like `other`.
fn alone<'d>(parts: &[Part<'d>], flat: &Flat<'d>, other: &Union<'d>) -> Union<'d> {
    Union {
        list: Part {
            value: other.list.value,
            pointer: flat.pointer(),
        },
        branches: vec![parts.to_vec()],
    }
}

static NULLABLE: LazyLock<Value> = LazyLock::new(|| json!({"nullable": true}));

/// A nullable union, with `nullable` moved to each alternative.
fn with_null<'d>(mut union: Union<'d>, flat: &Flat<'d>) -> Union<'d> {
    let said = flat.parts.iter().find(|part| part.flag("nullable"));
    if let Some(said) = said {
        let pointer = Rc::clone(&said.pointer);
        for branch in &mut union.branches {
            let (value, pointer) = (&*NULLABLE, Rc::clone(&pointer));
            branch.push(Part { value, pointer });
        }
    }
    union
}

fn says_a_type(flat: &Flat<'_>) -> bool {
    flat.kind().is_some() || flat.get("enum").is_some()
}

impl<'d> Flat<'d> {
    /// The union that a schema consists of, if it has nothing else.
    fn bare_union(&self) -> Option<(&'static Kind, Union<'d>)> {
        let all = |kind, unions: &[Union<'d>]| unions.first().cloned().map(|one| (kind, one));
        let union = all(&ONE_OF, &self.one_of).or_else(|| all(&ANY_OF, &self.any_of));
        union.filter(|_| self.is_bare_union())
    }
}

/// Compares the alternatives of both sides, and their discriminators.
pub(crate) fn compare(comparison: &mut Comparison<'_, '_>) {
    let base = (
        comparison.base.one_of.clone(),
        comparison.base.any_of.clone(),
    );
    let revision = (
        comparison.revision.one_of.clone(),
        comparison.revision.any_of.clone(),
    );
    match ((&*base.0, &*base.1), (&*revision.0, &*revision.1)) {
        (([old], []), ([], [new])) => switched(comparison, (&ANY_OF, old, new), &r::ONE_OF_UNSET),
        (([], [old]), ([new], [])) => switched(comparison, (&ONE_OF, old, new), &r::ONE_OF_SET),
        _ => {
            listed(comparison, &ONE_OF, &base.0, &revision.0);
            listed(comparison, &ANY_OF, &base.1, &revision.1);
        }
    }
    // Without alternatives it only matters where both sides have one: it names
    // a property of the schemas that build on this one.
    let named = |flat: &Flat<'_>| {
        flat.one_of.is_empty() && flat.any_of.is_empty() && flat.get("discriminator").is_some()
    };
    if named(&comparison.base) && named(&comparison.revision) {
        discriminators::compare(comparison, &[], &[], &BTreeMap::new());
    }
}

fn listed<'d>(
    comparison: &mut Comparison<'_, 'd>,
    kind: &'static Kind,
    base: &[Union<'d>],
    revision: &[Union<'d>],
) {
    let revision = in_order_of(comparison, base, revision);
    for index in 0..base.len().max(revision.len()) {
        match (base.get(index), revision.get(index)) {
            (Some(old), Some(new)) => alternatives(comparison, kind, old, new),
            (None, Some(new)) => comparison.add(kind.set, None, Some(&new.list)),
            (Some(old), None) => comparison.add(kind.unset, Some(&old.list), None),
            (None, None) => {}
        }
    }
}

/// The unions of the revision, in the order of the same unions in the base:
/// several hold at once, like the parts of `allOf`, and have no order.
fn in_order_of<'d>(
    comparison: &mut Comparison<'_, 'd>,
    base: &[Union<'d>],
    revision: &[Union<'d>],
) -> Vec<Union<'d>> {
    let mut rest = revision.to_vec();
    if base.len() < 2 || revision.len() < 2 {
        return rest;
    }
    let pairs = &mut *comparison.pairs;
    let mut ordered: Vec<Option<Union<'d>>> = Vec::new();
    for old in base {
        let print = pairs.base_prints.of_branches(old);
        let same = rest
            .iter()
            .position(|new| pairs.revision_prints.of_branches(new) == print);
        ordered.push(same.map(|index| rest.remove(index)));
    }
    let mut rest = rest.into_iter();
    let mut ordered: Vec<Union<'d>> = ordered
        .into_iter()
        .filter_map(|same| same.or_else(|| rest.next()))
        .collect();
    ordered.extend(rest);
    ordered
}

/// Compares a `oneOf` with an `anyOf`: they differ for values that match
/// several alternatives.
fn switched<'d>(
    comparison: &mut Comparison<'_, 'd>,
    (kind, base, revision): (&'static Kind, &Union<'d>, &Union<'d>),
    aspect: &'static Aspect,
) {
    alternatives(comparison, kind, base, revision);
    let pairs = &*comparison.pairs;
    let discriminated = comparison.base.get("discriminator").is_some()
        && comparison.revision.get("discriminator").is_some();
    let apart = apart(pairs.base, base) && apart(pairs.revision, revision);
    if !discriminated && !apart {
        let what = if kind.keyword == "anyOf" {
            "changed from `oneOf` to `anyOf`"
        } else {
            "changed from `anyOf` to `oneOf`"
        };
        comparison.add_as(
            aspect,
            Some(&base.list),
            Some(&revision.list),
            what.to_owned(),
        );
    }
}

/// Whether no value can match two alternatives, because their types differ.
fn apart(root: Root<'_>, union: &Union<'_>) -> bool {
    let mut kinds = BTreeSet::new();
    union.branches.iter().all(|branch| {
        let flat = Flat::of(root, branch);
        let kind = flat.kind().map(|kind| match kind {
            "integer" => "number",
            other => other,
        });
        !flat.flag("nullable") && kind.is_some_and(|kind| kinds.insert(kind))
    })
}

fn alternatives<'d>(
    comparison: &mut Comparison<'_, 'd>,
    kind: &'static Kind,
    base: &Union<'d>,
    revision: &Union<'d>,
) {
    let partners = partners(comparison, base, revision);
    for (old, new) in &partners {
        if let (Some(old), Some(new)) = (base.branches.get(*old), revision.branches.get(*new)) {
            comparison.descend("", old, new, comparison.scope);
        }
    }
    for (index, branch) in base.branches.iter().enumerate() {
        if !partners.contains_key(&index) {
            let what = format!("lost the `{}` alternative {}", kind.keyword, label(branch));
            comparison.add_as(kind.removed, branch.first(), None, what);
        }
    }
    let paired: BTreeSet<usize> = partners.values().copied().collect();
    for (index, branch) in revision.branches.iter().enumerate() {
        if !paired.contains(&index) {
            let what = format!(
                "gained the `{}` alternative {}",
                kind.keyword,
                label(branch)
            );
            comparison.add_as(kind.added, None, branch.first(), what);
        }
    }
    discriminators::compare(comparison, &base.branches, &revision.branches, &partners);
}

/// An alternative, as messages show it.
fn label(branch: &[Part<'_>]) -> String {
    let Some(part) = branch.first() else {
        return "without a schema".to_owned();
    };
    let name = component(part).or_else(|| part.text("title").map(str::to_owned));
    let kind = name.or_else(|| part.text("type").map(str::to_owned));
    format!("`{}`", kind.unwrap_or_else(|| part.pointer.to_string()))
}
