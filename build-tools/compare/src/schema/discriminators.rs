//! The `discriminator` of a union: which value selects which alternative.

use super::comparison::Comparison;
use super::partners::component;
use crate::catalogue::schema as r;
use crate::part::Part;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// One value of a discriminator.
struct Tag {
    branch: Option<usize>,
    print: u64,
}

/// Compares the discriminators of both sides; `partners` are the alternatives
/// that both sides have.
pub(crate) fn compare<'d>(
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
            return comparison.add(&r::DISCRIMINATOR_ADDED, None, Some(&new));
        }
        (Some(old), None) => {
            return comparison.add(&r::DISCRIMINATOR_REMOVED, Some(&old), None);
        }
        (Some(old), Some(new)) => (old, new),
        (None, None) => return,
    };
    if old.text("propertyName") != new.text("propertyName") {
        let (old, new) = (old.get("propertyName"), new.get("propertyName"));
        comparison.add(
            &r::DISCRIMINATOR_PROPERTY_CHANGED,
            old.as_ref(),
            new.as_ref(),
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
                let what = format!("lost the `discriminator` value `{name}`");
                comparison.add_as(&r::DISCRIMINATOR_MAPPING_DELETED, Some(&place), None, what);
            }
            Some(other) if !same_target(tag, other, partners) => {
                let what = format!("maps the `discriminator` value `{name}` to another schema");
                let now = self::place(&new, name);
                comparison.add_as(
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
            let what = format!("gained the `discriminator` value `{name}`");
            let place = place(&new, name);
            comparison.add_as(&r::DISCRIMINATOR_MAPPING_ADDED, None, Some(&place), what);
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

/// The values of a discriminator, each with what it selects. An alternative
/// without a mapping is selected by the name of its component.
fn tags<'d>(
    comparison: &mut Comparison<'_, 'd>,
    discriminator: &Part<'d>,
    branches: &[Vec<Part<'d>>],
    revised: bool,
) -> BTreeMap<String, Tag> {
    let pairs = &mut *comparison.pairs;
    let (root, prints) = if revised {
        (pairs.revision, &mut pairs.revision_prints)
    } else {
        (pairs.base, &mut pairs.base_prints)
    };
    let places: Vec<Option<Rc<str>>> = branches
        .iter()
        .map(|parts| parts.first().map(|part| root.resolve(part.clone()).pointer))
        .collect();
    let mut tags = BTreeMap::new();
    for (name, target) in discriminator.get("mapping").iter().flat_map(Part::members) {
        let target = target.value.as_str().unwrap_or_default();
        let pointer = match target.strip_prefix('#') {
            Some(pointer) => pointer.to_owned(),
            None => format!("/components/schemas/{target}"),
        };
        let found = root.at(&pointer).map(|part| root.resolve(part));
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
