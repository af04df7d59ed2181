//! Leaves types the names that they have had.

use super::assign::{Known, Names};
use super::carried::Holder;
use super::held::Held;
use super::inline::is_enum;
use super::places::Place;
use super::roles::Wishes;
use api_document::schema::components;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The names of earlier runs that components keep, beside those that are `fixed`.
///
/// A name is kept where one of the places that it was used at is used still. Of
/// components that have become different the one with most of the places keeps
/// it; enums stay one type, which then has the values of all.
pub(super) fn kept(known: &Known<'_>, wishes: &Wishes, held: &Held, fixed: &Names) -> Names {
    let claims = claims(known, held, fixed);
    let mut by_name: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
    for component in &known.places.order {
        if let Some(name) = claims
            .get(component)
            .filter(|_| !fixed.contains_key(component))
        {
            by_name.entry(name).or_default().push(component);
        }
    }
    let mut kept = Names::new();
    for (name, components) in by_name {
        if fixed.values().any(|fixed| fixed == name) {
            continue;
        }
        let winner = components
            .iter()
            .enumerate()
            .min_by_key(|(order, component)| {
                let votes = places(known, component)
                    .filter(|place| {
                        let text = place.text(known.calls, &claims);
                        text.and_then(|text| held.type_at(&text)) == Some(name)
                    })
                    .count();
                let is_wish = wishes
                    .get(**component)
                    .is_some_and(|wish| wish.name == *name);
                (Reverse(votes), !is_wish, *order)
            });
        let Some((_, winner)) = winner else { continue };
        let one_type = |component: &&&String| {
            known.colours.get(**component) == known.colours.get(*winner)
                || (is_enum_at(known, component) && is_enum_at(known, winner))
        };
        let same = components.iter().filter(one_type);
        kept.extend(same.map(|component| ((*component).clone(), name.clone())));
    }
    kept
}

/// The names that the places of components had.
fn claims(known: &Known<'_>, held: &Held, fixed: &Names) -> Names {
    let mut claims = fixed.clone();
    loop {
        let before = claims.len();
        for component in &known.places.order {
            if claims.contains_key(component) {
                continue;
            }
            let name = places(known, component).find_map(|place| {
                let text = place.text(known.calls, &claims)?;
                held.type_at(&text)
            });
            if let Some(name) = name {
                claims.insert(component.clone(), name.to_owned());
            }
        }
        if claims.len() == before {
            return claims;
        }
    }
}

fn places<'k>(known: &'k Known<'_>, component: &str) -> impl Iterator<Item = &'k Place> {
    known.places.of.get(component).into_iter().flatten()
}

fn is_enum_at(known: &Known<'_>, component: &str) -> bool {
    let schema = components(known.document).and_then(|all| all.get(component));
    schema.is_some_and(is_enum)
}

/// The names that stay with what is gone.
pub(super) fn of_what_is_gone(held: &Held, kept: &Names) -> BTreeSet<String> {
    let used: BTreeSet<&String> = kept.values().collect();
    held.types()
        .filter(|name| !used.contains(name))
        .cloned()
        .collect()
}

/// The names of this run, by place; those of errors only where they are not
/// `fixed`.
pub(super) fn record(known: &Known<'_>, names: &Names, fixed: &Names) -> Held {
    let mut record = Held::default();
    for component in &known.places.order {
        let Some(name) = names.get(component) else {
            continue;
        };
        for place in places(known, component) {
            let is_error = matches!(place.holder, Holder::Error(..));
            if is_error && fixed.contains_key(component) {
                continue;
            }
            if let Some(text) = place.text(known.calls, names) {
                record.add_type(text, name.clone());
            }
        }
    }
    record
}
