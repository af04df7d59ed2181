//! Rewrites the types of a stand-alone crate, one by one.

use super::helpers::Helpers;
use super::passes::passes;
use super::sent::held;
use super::types::names;
use super::{builders, docs, enums, json_schema, markers, objects, open_types, short};
use crate::run::Whole;
use crate::target::Target;
use crate::uses::Use;
use quote::format_ident;
use std::collections::{BTreeMap, BTreeSet};
use syn::{Ident, Item};

/// A type that is rewritten. Its parts do not stay together in the code.
#[derive(Debug)]
pub(crate) struct TypeItems {
    /// The type if it is an open enum: those are before all others.
    pub(crate) opened: Vec<Item>,
    /// The type if it is another, and what is implemented for it.
    pub(crate) own: Vec<Item>,
    /// What leads to its builder, which it may have.
    pub(crate) entrance: Vec<Item>,
    /// Its builder, if it may be sent.
    pub(crate) builder: Vec<Item>,
    /// What is behind all types, by the pass that adds it.
    pub(crate) added: [Vec<Item>; 3],
    pub(crate) facts: Facts,
}

/// What the rest of the code has to know of a type.
#[derive(Debug, PartialEq)]
pub(crate) struct Facts {
    /// The types of what it holds.
    holds: BTreeSet<String>,
    /// Whether it has a JSON Schema.
    is_listed: bool,
    /// Whether it has a builder where it is sent.
    is_buildable: bool,
    has_builder: bool,
    used: BTreeSet<Use>,
}

/// Rewrites one type, which may have those `beside` in its code.
pub(crate) fn rewrite_type(
    mut items: Vec<Item>,
    beside: &BTreeSet<String>,
    whole: &Whole<'_>,
    target: Target,
) -> TypeItems {
    let mut helpers = Helpers::of(target);
    markers::resolve(&mut items);
    let holds = items.iter().flat_map(held).flat_map(names).collect();
    let listed = items.iter().find_map(json_schema::name);
    let name = listed.map(ToString::to_string).unwrap_or_default();
    let mut entrance = builders::take_entrances(&mut items);
    let builder = if may_be_sent(&name, whole) {
        builders::of(&items, beside, Helpers::of(target).given())
    } else {
        Vec::new()
    };
    let opened = enums::open(&mut items, &mut helpers);
    let mut added = passes(&mut items, beside, whole.plan, &mut helpers);
    for items in added.iter_mut().chain([&mut items, &mut entrance]) {
        open_types::keep_open(items);
        docs::tidy_types(items);
    }
    objects::derive_from_objects(&mut items, &mut helpers);
    short::name_in_short(&mut items, beside);
    let own = items.split_off(opened);
    TypeItems {
        facts: Facts {
            holds,
            is_listed: !name.is_empty(),
            is_buildable: !entrance.is_empty(),
            has_builder: !builder.is_empty(),
            used: helpers.used,
        },
        opened: items,
        own,
        entrance,
        builder,
        added,
    }
}

/// What has no component of its own may be part of anything.
fn may_be_sent(name: &str, whole: &Whole<'_>) -> bool {
    whole.plan.sent.contains(name) || !whole.components.contains(name)
}

/// What the rest of the code has to know of all types.
#[derive(Debug, Default)]
pub(crate) struct SeenTypes {
    /// Those that have a JSON Schema, in their order.
    pub(super) listed: Vec<Ident>,
    /// Those that have a builder.
    pub(crate) built: BTreeSet<String>,
    /// Whether any would have one if it were sent.
    pub(super) has_buildable: bool,
    pub(super) used: BTreeSet<Use>,
}

impl SeenTypes {
    /// Of all types, by their names; of these `named` are those that requests name.
    pub(crate) fn of(
        types: &BTreeMap<&String, &Facts>,
        named: BTreeSet<String>,
    ) -> Result<Self, String> {
        let mut seen = Self::default();
        for (name, facts) in types {
            if facts.is_listed {
                seen.listed.push(format_ident!("{name}"));
            }
            seen.has_buildable |= facts.is_buildable;
            seen.used.extend(&facts.used);
        }
        for name in sent(types, named) {
            match types.get(&name) {
                Some(facts) if facts.has_builder => seen.built.insert(name),
                Some(facts) if facts.is_buildable => {
                    return Err(format!(
                        "{name} is sent, and nothing in the document says so"
                    ));
                }
                _ => continue,
            };
        }
        if !seen.built.is_empty() {
            seen.used.insert(Use::Given);
        }
        Ok(seen)
    }
}

/// The types that requests are made of: from those that they name on to what these hold.
fn sent(types: &BTreeMap<&String, &Facts>, named: BTreeSet<String>) -> BTreeSet<String> {
    let mut open: Vec<String> = named.into_iter().collect();
    let mut sent = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let Some(facts) = types.get(&name)
            && sent.insert(name)
        {
            open.extend(facts.holds.iter().cloned());
        }
    }
    sent
}
