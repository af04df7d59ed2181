//! `oneOf`, `anyOf` and `discriminator`: alternatives have no order and no
//! names, so partners are found by what they allow.

use super::document::{Part, reference};
use super::flat::{Flat, Union};
use super::rules::{self as r, Aspect};
use super::schema::Comparison;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The changes one kind of union can have.
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

/// A schema on one side that is one of the alternatives on the other.
///
/// Answers whether that was all there is to say.
pub(super) fn wrapped<'d>(
    comparison: &mut Comparison<'_, 'd>,
    base: &[Part<'d>],
    revision: &[Part<'d>],
) -> bool {
    let plain =
        |flat: &Flat<'d>| flat.one_of.is_empty() && flat.any_of.is_empty() && says_a_type(flat);
    if plain(&comparison.base) && comparison.revision.is_bare_union() {
        let (kind, new) = only(&comparison.revision);
        let old = Union {
            list: Part {
                value: new.list.value,
                pointer: comparison.base.pointer(),
            },
            branches: vec![base.to_vec()],
        };
        alternatives(comparison, kind, &old, &new);
        return true;
    }
    if plain(&comparison.revision) && comparison.base.is_bare_union() {
        let (kind, old) = only(&comparison.base);
        let new = Union {
            list: Part {
                value: old.list.value,
                pointer: comparison.revision.pointer(),
            },
            branches: vec![revision.to_vec()],
        };
        alternatives(comparison, kind, &old, &new);
        return true;
    }
    false
}

fn says_a_type(flat: &Flat<'_>) -> bool {
    flat.kind().is_some() || flat.get("enum").is_some()
}

fn only<'d>(flat: &Flat<'d>) -> (&'static Kind, Union<'d>) {
    match (flat.one_of.first(), flat.any_of.first()) {
        (Some(union), _) => (&ONE_OF, union.clone()),
        (None, Some(union)) => (&ANY_OF, union.clone()),
        (None, None) => (
            &ONE_OF,
            Union {
                list: Part {
                    value: &serde_json::Value::Null,
                    pointer: "".into(),
                },
                branches: Vec::new(),
            },
        ),
    }
}

/// Compares the alternatives of both sides, and what tells them apart.
pub(super) fn compare(comparison: &mut Comparison<'_, '_>) {
    // A `oneOf` in place of an `anyOf` is compared as the same list.
    for (kind, base, revision) in [
        (
            &ONE_OF,
            comparison.base.one_of.clone(),
            comparison.revision.one_of.clone(),
        ),
        (
            &ANY_OF,
            comparison.base.any_of.clone(),
            comparison.revision.any_of.clone(),
        ),
    ] {
        for index in 0..base.len().max(revision.len()) {
            match (base.get(index), revision.get(index)) {
                (Some(old), Some(new)) => alternatives(comparison, kind, old, new),
                (None, Some(new)) => {
                    let what = format!("must match a `{}` now", kind.keyword);
                    comparison.add(kind.set, None, Some(&new.list), what);
                }
                (Some(old), None) => {
                    let what = format!("need not match a `{}` any more", kind.keyword);
                    comparison.add(kind.unset, Some(&old.list), None, what);
                }
                (None, None) => {}
            }
        }
    }
    if comparison.base.one_of.is_empty() && comparison.base.any_of.is_empty() {
        discriminator(comparison, &[], &[], &BTreeMap::new());
    }
}

fn alternatives<'d>(
    comparison: &mut Comparison<'_, 'd>,
    kind: &Kind,
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
            let what = format!(
                "has lost the alternative {} of its `{}`",
                called(branch),
                kind.keyword
            );
            comparison.add(kind.removed, branch.first(), None, what);
        }
    }
    let paired: BTreeSet<usize> = partners.values().copied().collect();
    for (index, branch) in revision.branches.iter().enumerate() {
        if !paired.contains(&index) {
            let what = format!(
                "has the new alternative {} in its `{}`",
                called(branch),
                kind.keyword
            );
            comparison.add(kind.added, None, branch.first(), what);
        }
    }
    discriminator(comparison, &base.branches, &revision.branches, &partners);
}

/// An alternative in words.
fn called(branch: &[Part<'_>]) -> String {
    let Some(part) = branch.first() else {
        return "of nothing".to_owned();
    };
    let name = component(part).or_else(|| part.text("title").map(str::to_owned));
    let kind = name.or_else(|| part.text("type").map(str::to_owned));
    format!("`{}`", kind.unwrap_or_else(|| part.pointer.to_string()))
}

fn component(part: &Part<'_>) -> Option<String> {
    let pointer = reference(part.value)?;
    let name = pointer.rsplit('/').next()?;
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// Which alternative of the base is which of the revision: the same ones
/// first, then those of the same name, then the most alike.
fn partners<'d>(
    comparison: &mut Comparison<'_, 'd>,
    base: &Union<'d>,
    revision: &Union<'d>,
) -> BTreeMap<usize, usize> {
    let engine = &mut *comparison.engine;
    let old: Vec<Branch<'d>> = base
        .branches
        .iter()
        .map(|parts| {
            Branch::of(
                parts,
                Flat::of(engine.base, parts),
                engine.base_prints.of(parts),
            )
        })
        .collect();
    let new: Vec<Branch<'d>> = revision
        .branches
        .iter()
        .map(|parts| {
            Branch::of(
                parts,
                Flat::of(engine.revision, parts),
                engine.revision_prints.of(parts),
            )
        })
        .collect();
    let mut partners = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for alike in [
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

    fn same(&self, other: &Self) -> bool {
        self.print == other.print
    }

    fn same_name(&self, other: &Self) -> bool {
        self.kind == other.kind
            && ((self.name.is_some() && self.name == other.name)
                || (self.title.is_some() && self.title == other.title))
    }

    /// At least half of all properties are in both.
    fn similar(&self, other: &Self) -> bool {
        let both = self.properties.intersection(&other.properties).count();
        let all = self.properties.union(&other.properties).count();
        self.kind == other.kind && all > 0 && both * 2 >= all
    }

    /// The same kind of scalar or list: there is nothing else to tell by.
    fn same_kind(&self, other: &Self) -> bool {
        self.kind == other.kind && self.kind.is_some_and(|kind| kind != "object")
    }
}

/// One value of a discriminator.
struct Tag {
    branch: Option<usize>,
    print: u64,
}

fn discriminator<'d>(
    comparison: &mut Comparison<'_, 'd>,
    base: &[Vec<Part<'d>>],
    revision: &[Vec<Part<'d>>],
    partners: &BTreeMap<usize, usize>,
) {
    let (old, new) = (
        comparison.base.get("discriminator"),
        comparison.revision.get("discriminator"),
    );
    let (old, new) = match (old, new) {
        (None, Some(new)) => {
            return comparison.add(
                &r::DISCRIMINATOR_ADDED,
                None,
                Some(&new),
                "has a `discriminator` now",
            );
        }
        (Some(old), None) => {
            let what = "has no `discriminator` any more";
            return comparison.add(&r::DISCRIMINATOR_REMOVED, Some(&old), None, what);
        }
        (Some(old), Some(new)) => (old, new),
        (None, None) => return,
    };
    if old.text("propertyName") != new.text("propertyName") {
        let what = "is told apart by another property";
        let (old, new) = (old.get("propertyName"), new.get("propertyName"));
        comparison.add(
            &r::DISCRIMINATOR_PROPERTY_CHANGED,
            old.as_ref(),
            new.as_ref(),
            what,
        );
    }
    let (was, is) = (
        tags(comparison, &old, base, false),
        tags(comparison, &new, revision, true),
    );
    let paired: BTreeSet<usize> = partners.values().copied().collect();
    for (name, tag) in &was {
        let gone = tag
            .branch
            .is_none_or(|branch| partners.contains_key(&branch));
        let place = place(&old, name);
        match is.get(name) {
            None if gone => {
                let what = format!("has no `discriminator` value `{name}` any more");
                comparison.add(&r::DISCRIMINATOR_MAPPING_DELETED, Some(&place), None, what);
            }
            Some(other) if !same_target(tag, other, partners) => {
                let what = format!("means another schema by the `discriminator` value `{name}`");
                let now = self::place(&new, name);
                comparison.add(
                    &r::DISCRIMINATOR_MAPPING_CHANGED,
                    Some(&place),
                    Some(&now),
                    what,
                );
            }
            _ => {}
        }
    }
    for (name, tag) in is.iter().filter(|(name, _)| !was.contains_key(*name)) {
        if tag.branch.is_none_or(|branch| paired.contains(&branch)) {
            let what = format!("has the new `discriminator` value `{name}`");
            let place = place(&new, name);
            comparison.add(&r::DISCRIMINATOR_MAPPING_ADDED, None, Some(&place), what);
        }
    }
}

fn same_target(old: &Tag, new: &Tag, partners: &BTreeMap<usize, usize>) -> bool {
    match (old.branch, new.branch) {
        (Some(old), Some(new)) => partners.get(&old) == Some(&new),
        _ => old.print == new.print,
    }
}

/// Where a value is mapped; the discriminator itself if it is implied.
fn place<'d>(discriminator: &Part<'d>, name: &str) -> Part<'d> {
    let mapping = discriminator.get("mapping");
    let mapped = mapping.and_then(|mapping| mapping.get(name));
    mapped.unwrap_or_else(|| discriminator.clone())
}

/// Every value and what it stands for. An alternative that no value maps to
/// goes by the name of its component.
fn tags<'d>(
    comparison: &mut Comparison<'_, 'd>,
    discriminator: &Part<'d>,
    branches: &[Vec<Part<'d>>],
    revised: bool,
) -> BTreeMap<String, Tag> {
    let engine = &mut *comparison.engine;
    let (side, prints) = if revised {
        (engine.revision, &mut engine.revision_prints)
    } else {
        (engine.base, &mut engine.base_prints)
    };
    let places: Vec<Option<Rc<str>>> = branches
        .iter()
        .map(|parts| parts.first().map(|part| side.resolve(part.clone()).pointer))
        .collect();
    let mut tags = BTreeMap::new();
    for (name, target) in discriminator.get("mapping").iter().flat_map(Part::members) {
        let target = target.value.as_str().unwrap_or_default();
        let pointer = match target.strip_prefix('#') {
            Some(pointer) => pointer.to_owned(),
            None => format!("/components/schemas/{target}"),
        };
        let found = side.at(&pointer).map(|part| side.resolve(part));
        let branch = found.as_ref().and_then(|part| {
            places
                .iter()
                .position(|place| place.as_deref() == Some(&part.pointer))
        });
        let print = found.map_or(0, |part| prints.of(&[part]));
        tags.insert(name.to_owned(), Tag { branch, print });
    }
    let mapped: BTreeSet<usize> = tags.values().filter_map(|tag| tag.branch).collect();
    for (index, parts) in branches
        .iter()
        .enumerate()
        .filter(|(index, _)| !mapped.contains(index))
    {
        if let Some(name) = parts.first().and_then(component) {
            let print = prints.of(parts);
            tags.entry(name).or_insert(Tag {
                branch: Some(index),
                print,
            });
        }
    }
    tags
}
