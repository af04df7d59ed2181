//! Gives each component the name of its type.

use super::call::Call;
use super::carried::Holder;
use super::colour::Colours;
use super::group::{Group, by_label, inside, of_one, owner};
use super::inline::is_enum;
use super::places::Places;
use super::roles::{Rank, Wish, Wishes};
use crate::prelude::TAKEN;
use api_document::names::{free_type, type_name};
use api_document::schema::components;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The types, by component; those of one name are one type.
pub(super) type Names = BTreeMap<String, String>;

/// What is known of the components.
pub(super) struct Known<'k> {
    pub(super) document: &'k Value,
    pub(super) calls: &'k [Call<'k>],
    pub(super) places: &'k Places,
    pub(super) colours: &'k Colours,
}

/// Names all components: `names` holds those that have a name already, and
/// `reserved` the names that no other may have.
pub(super) fn assign(
    known: &Known<'_>,
    mut wishes: Wishes,
    names: Names,
    reserved: BTreeSet<String>,
) -> Names {
    let mut taken: BTreeSet<String> = names.values().map(|name| type_name(name)).collect();
    taken.extend(reserved);
    taken.extend(TAKEN.map(str::to_owned));
    let mut assigning = Assigning {
        known,
        names,
        taken,
        inner: BTreeSet::new(),
    };
    assigning.errors(&mut wishes);
    assigning.bodies(&wishes);
    let (enums, objects): (Vec<&String>, Vec<&String>) = known
        .places
        .order
        .iter()
        .filter(|name| !wishes.contains_key(*name))
        .partition(|name| {
            let schema = components(known.document).and_then(|all| all.get(*name));
            schema.is_some_and(is_enum)
        });
    assigning.objects(&objects);
    assigning.enums(&enums);
    assigning.names
}

struct Assigning<'k> {
    known: &'k Known<'k>,
    names: Names,
    taken: BTreeSet<String>,
    /// The types that are only in others.
    inner: BTreeSet<String>,
}

impl Assigning<'_> {
    /// The bodies of errors, which are one type where they say the same.
    fn errors(&self, wishes: &mut Wishes) {
        for name in &self.known.places.order {
            let places = self.known.places.of.get(name).into_iter().flatten();
            let call = places
                .filter_map(|place| match &place.holder {
                    Holder::Error(call, _) if place.part.is_empty() => Some(*call),
                    _ => None,
                })
                .min();
            let Some(call) = call else { continue };
            let own = self.known.calls.get(call).map(|call| call.name.as_str());
            wishes.entry(name.clone()).or_insert_with(|| Wish {
                rank: Rank::Error,
                order: (0, call),
                name: "ErrorResponse".to_owned(),
                others: vec![format!("{}Error", own.unwrap_or_default())],
            });
        }
    }

    /// The bodies, and what they are about, best first.
    fn bodies(&mut self, wishes: &Wishes) {
        let mut all: Vec<(&Wish, &String)> = wishes.iter().map(|(name, it)| (it, name)).collect();
        all.sort();
        let mut groups: Vec<Vec<(&Wish, &String)>> = Vec::new();
        let mut known = BTreeMap::new();
        for (wish, component) in all {
            let key = (&wish.name, self.known.colours.get(component));
            let at = *known.entry(key).or_insert(groups.len());
            match groups.get_mut(at) {
                Some(group) => group.push((wish, component)),
                None => groups.push(vec![(wish, component)]),
            }
        }
        for group in groups {
            let members: Vec<String> = group.iter().map(|(_, name)| (*name).clone()).collect();
            if self.join(&members) {
                continue;
            }
            if let Some((wish, _)) = group.first() {
                let names = std::iter::once(&wish.name).chain(&wish.others);
                self.give(&members, &names.cloned().collect::<Vec<_>>());
            }
        }
    }

    /// What is inside bodies, after the properties that hold it.
    fn objects(&mut self, components: &[&String]) {
        let groups = self.groups(components);
        for group in &groups {
            self.inner.extend(group.members.iter().cloned());
        }
        let plain = groups.iter().filter(|group| !group.is_element);
        let wanted = count(plain.filter_map(|group| group.label.clone()));
        let mut rest: Vec<&Group> = Vec::new();
        for group in &groups {
            let label = group.label.as_ref().filter(|_| !group.is_element);
            match label {
                Some(label) if wanted.get(label) == Some(&1) && self.is_free(label) => {
                    self.give(&group.members, std::slice::from_ref(label));
                }
                _ => rest.push(group),
            }
        }
        self.in_owners(rest);
    }

    /// Names groups after what holds them, which must have its name before.
    fn in_owners(&mut self, mut rest: Vec<&Group>) {
        while !rest.is_empty() {
            let before = rest.len();
            let mut waiting = Vec::new();
            for group in rest {
                let owner = group.owner.as_ref();
                match owner.map(|owner| self.names.get(owner).cloned()) {
                    Some(None) => waiting.push(group),
                    Some(Some(owner)) => self.give(&group.members, &in_owner(group, &owner)),
                    None => self.give(&group.members, group.label.as_slice()),
                }
            }
            // They hold each other.
            if waiting.len() == before {
                let group = waiting.remove(0);
                self.give(&group.members, group.label.as_slice());
            }
            rest = waiting;
        }
    }

    /// Enums, after their property; those of one resource after that too.
    fn enums(&mut self, components: &[&String]) {
        let groups = self.groups(components);
        let named: Vec<(Group, String)> = groups
            .into_iter()
            .map(|group| {
                let name = self.enum_name(&group);
                (group, name)
            })
            .collect();
        let wanted = count(named.iter().map(|(_, name)| name.clone()));
        let mut rest = Vec::new();
        for (group, name) in &named {
            if wanted.get(name) == Some(&1) && self.is_free(name) {
                self.give(&group.members, std::slice::from_ref(name));
            } else {
                rest.push(group);
            }
        }
        self.in_owners(rest);
    }

    fn enum_name(&self, group: &Group) -> String {
        let label = group.label.clone().unwrap_or_else(|| "Value".to_owned());
        let places = self.known.places;
        let mut resources = BTreeSet::new();
        let mut owners = BTreeSet::new();
        for member in &group.members {
            resources.extend(places.resources.get(member).into_iter().flatten());
            let used = places.of.get(member).into_iter().flatten();
            owners.extend(used.map(|place| owner(place)));
        }
        let resources: Vec<&String> = resources.into_iter().collect();
        let owners: Vec<Option<&String>> = owners.into_iter().collect();
        let ([resource], [owner, ..]) = (resources.as_slice(), owners.as_slice()) else {
            return label;
        };
        match owner.and_then(|owner| self.names.get(owner)) {
            Some(name) if owners.len() == 1 && owner.is_some_and(|it| self.inner.contains(it)) => {
                inside(name, &label)
            }
            _ => inside(resource, &label),
        }
    }

    /// The groups of components that are still without a name.
    fn groups(&mut self, components: &[&String]) -> Vec<Group> {
        let Known {
            places,
            calls,
            colours,
            ..
        } = self.known;
        let mut groups = by_label(components, places, calls, colours);
        groups.retain(|group| !self.join(&group.members));
        groups
    }

    /// Gives all members the name that one of them has, if one has.
    fn join(&mut self, members: &[String]) -> bool {
        let named = members.iter().find_map(|member| self.names.get(member));
        let Some(name) = named.cloned() else {
            return false;
        };
        for member in members {
            self.names
                .entry(member.clone())
                .or_insert_with(|| name.clone());
        }
        true
    }

    /// Gives all members the first of the names that is free.
    fn give(&mut self, members: &[String], names: &[String]) {
        let free = names.iter().find(|name| self.is_free(name));
        let wanted = free.or(names.first());
        let wanted = wanted.map_or("Part", String::as_str);
        let name = free_type(wanted, &mut self.taken);
        for member in members {
            self.names.insert(member.clone(), name.clone());
        }
    }

    fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(&type_name(name))
    }
}

/// The names of a group in its owner, best first.
fn in_owner(group: &Group, owner: &str) -> Vec<String> {
    let label = group.label.as_deref().unwrap_or("Part");
    let inside = inside(owner, label);
    let element = of_one(owner);
    if group.is_element && element != owner {
        vec![element, inside]
    } else {
        vec![inside]
    }
}

fn count(names: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    counts
}
