//! Gives every type its name by rule.

use super::super::names::turn;
use super::assign::{Known, Names, assign};
use super::call::{Call, calls};
use super::carried::Holder;
use super::colour::{Colours, colours};
use super::held::Held;
use super::hold::{kept, of_what_is_gone, record};
use super::inline::{component_at, hoist, is_enum};
use super::members;
use super::places::Places;
use super::roles::wishes;
use api_document::distinct::distinct;
use api_document::names::words;
use api_document::schema::{components, components_mut, reachable, reference_to};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What came of naming.
pub(crate) struct Named {
    /// The types, by the pointers to what they come from.
    pub(crate) types: Names,
    /// Which type is what.
    pub(crate) notes: Vec<String>,
    /// The names of this run.
    pub(crate) record: Held,
    /// A name that the overlay gives to different schemas.
    pub(crate) given_twice: Option<String>,
}

/// Names the types.
pub(super) fn name(document: &mut Value, fixed: &Names, held: &Held) -> Named {
    let hoisted = hoist(document);
    let mut notes = drop_unused(document);
    let calls = calls(document);
    let places = Places::of(document, &calls);
    let colours = colours(document);
    let known = Known {
        document,
        calls: &calls,
        places: &places,
        colours: &colours,
    };
    let wishes = wishes(document, &calls, &colours);
    let mut names = given(&known, fixed);
    let chosen = fixed.iter().chain(&hoisted.given);
    let given_twice = given_twice(chosen, &colours);
    names.extend(hoisted.given.clone());
    let kept = kept(&known, &wishes, held, &names);
    names.extend(kept);
    let gone = of_what_is_gone(held, &names);
    let names = assign(&known, wishes, names, gone);
    let mut record = record(&known, &names, fixed);
    notes.extend(told(&places, &calls, &names, fixed));
    let order: Vec<(String, String)> = places
        .order
        .iter()
        .map(|name| (name.clone(), property(&places, name)))
        .collect();
    rename(document, &names, &order);
    record.add_members(members::hold(document, held));
    let by_pointer = names.into_iter().map(|(component, name)| {
        let at = hoisted.from.get(&component).cloned();
        (at.unwrap_or_else(|| component_at(&component)), name)
    });
    Named {
        types: by_pointer.collect(),
        notes,
        record,
        given_twice,
    }
}

/// A name that was given to components that say different things.
fn given_twice<'n>(
    mut names: impl Iterator<Item = (&'n String, &'n String)>,
    colours: &Colours,
) -> Option<String> {
    let mut known = BTreeMap::new();
    let other = names.find(|(component, name)| {
        let colour = colours.get(*component);
        *known.entry(*name).or_insert(colour) != colour
    });
    other.map(|(_, name)| name.clone())
}

/// The names that no rule chooses.
fn given(known: &Known<'_>, fixed: &Names) -> Names {
    let all = components(known.document).into_iter().flatten();
    all.filter_map(|(name, _)| {
        if let Some(given) = fixed.get(name) {
            Some((name.clone(), given.clone()))
        } else if known.places.of.contains_key(name) {
            None
        } else {
            Some((name.clone(), plain(name)))
        }
    })
    .collect()
}

/// Takes out what no operation uses: a type of it would be of no use either.
fn drop_unused(document: &mut Value) -> Vec<String> {
    let used = reachable(document, &document["paths"]);
    let used = with_variants(document, used);
    let mut dropped = 0;
    if let Some(schemas) = components_mut(document) {
        let before = schemas.len();
        schemas.retain(|name, _| used.contains(name));
        dropped = before - schemas.len();
    }
    if dropped == 0 {
        return Vec::new();
    }
    vec![format!(
        "{dropped} schema(s) that no operation uses are left out"
    )]
}

/// The components, and those that their discriminators name.
fn with_variants(document: &Value, used: BTreeSet<String>) -> BTreeSet<String> {
    let mut all = used;
    loop {
        let mapped: Vec<Value> = all
            .iter()
            .filter_map(|name| {
                components(document)?
                    .get(name)?
                    .pointer("/discriminator/mapping")
            })
            .filter_map(Value::as_object)
            .flat_map(Map::values)
            .map(|target| json!({ "$ref": target }))
            .collect();
        let before = all.len();
        all.extend(reachable(document, &Value::Array(mapped)));
        if all.len() == before {
            return all;
        }
    }
}

/// A schema's own name without the words of a server's code.
fn plain(name: &str) -> String {
    const TAILS: [&str; 3] = ["dto", "entity", "model"];
    let mut words = words(name);
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| TAILS.contains(&word.as_str()) || super::route::is_version(word))
    {
        words.pop();
    }
    api_document::names::type_name(&words.join("_"))
}

/// What each type is, by the first of its places.
fn told(places: &Places, calls: &[Call<'_>], names: &Names, fixed: &Names) -> Vec<String> {
    let mut by_type: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
    for component in &places.order {
        if let Some(name) = names
            .get(component)
            .filter(|_| !fixed.contains_key(component))
        {
            by_type.entry(name).or_default().push(component);
        }
    }
    let note = |(name, components): (&String, Vec<&String>)| {
        let used = components.iter().filter_map(|one| places.of.get(*one));
        let first = used.flatten().find_map(|place| place.text(calls, names))?;
        Some(format!("{name} is the type of {first}"))
    };
    by_type.into_iter().filter_map(note).collect()
}

/// The property or parameter that has a component first.
fn property(places: &Places, component: &str) -> String {
    let place = places.of.get(component).and_then(|places| places.first());
    let text = place.map(|place| match &place.holder {
        Holder::Parameter(_, name) => name.rsplit(' ').next().unwrap_or_default(),
        _ => place.part.as_str(),
    });
    text.unwrap_or_default().to_owned()
}

/// Moves the components, of those that are one type the first, and turns the
/// references to them.
fn rename(document: &mut Value, names: &Names, order: &[(String, String)]) {
    let references = names
        .iter()
        .map(|(from, to)| (reference_to(from), reference_to(to)))
        .collect();
    turn(document, &references);
    let Some(schemas) = components_mut(document) else {
        return;
    };
    let mut old = std::mem::take(schemas);
    let mut new: BTreeMap<String, Value> = BTreeMap::new();
    let unordered: Vec<_> = old.keys().map(|key| (key.clone(), String::new())).collect();
    for (component, property) in order.iter().chain(&unordered) {
        let Some(mut schema) = old.shift_remove(component) else {
            continue;
        };
        let name = names.get(component).unwrap_or(component);
        // Inline, it was described as a value of the place.
        if is_enum(&schema) && schema.get("description").is_none() && !property.is_empty() {
            schema["description"] = json!(format!("What `{property}` can be."));
        }
        match new.get_mut(name) {
            Some(known) => unite(known, &schema),
            None => drop(new.insert(name.clone(), schema)),
        }
    }
    schemas.extend(new);
}

/// Adds the values of an enum that has become another to the one it is a type with.
fn unite(known: &mut Value, other: &Value) {
    let (Some(Value::Array(values)), Some(Value::Array(more))) =
        (known.get_mut("enum"), other.get("enum"))
    else {
        return;
    };
    let all = std::mem::take(values)
        .into_iter()
        .chain(more.iter().cloned());
    *values = distinct(all);
}
