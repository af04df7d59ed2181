//! `allOf`, `oneOf` and `anyOf`, so that the generator comes to an end on them
//! and makes types that hold what they describe.

use super::report::Report;
use super::{Work, all_of, choices};
use crate::schema::{components, components_mut, each_nested_mut, each_root_mut, ref_target};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const PARTS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// How many forms the generator may have to try for one schema. Merging
/// multiplies them; beyond this it takes hours.
const MOST_FORMS: u64 = 256;

/// How many parts one schema may come to when all are written out.
const MOST_PARTS: u64 = 4096;

pub(super) fn untie(work: &mut Work) {
    for name in endless(&work.document) {
        replace(
            work,
            &name,
            "it is made of itself, without a property between",
        );
    }
    for name in too_many(&work.document) {
        replace(
            work,
            &name,
            "its `allOf` and `oneOf` multiply to too many forms",
        );
    }
    let shared = work.document.clone();
    let report = &mut work.report;
    each_root_mut(&mut work.document, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            if schema.get("properties").is_some() && all_of::widen(&shared, schema) {
                report.count("alternatives beside properties are optional properties");
            }
        });
        all_of::unite(&shared, root, 0);
        each_nested_mut(root, &mut |schema| {
            choices::complete(schema, report);
            any_of(&shared, schema, report);
        });
    });
}

/// Of objects all parts may hold at once, so they are one type with the
/// properties of all; of anything else a value is one of them.
fn any_of(shared: &Value, schema: &mut Value, report: &mut Report) {
    let Some(parts) = schema.get("anyOf").and_then(Value::as_array) else {
        return;
    };
    let told_apart = choices::by_constant(shared, parts).is_some();
    if schema.get("oneOf").is_some() {
        report.count("`anyOf` beside `oneOf` is the first of both that fits");
    } else if !told_apart && all_of::are_plain(shared, parts) {
        all_of::widen(shared, schema);
        report.count("`anyOf` of objects is one type, whose properties are optional");
    } else if let Value::Object(members) = schema {
        if let Some(parts) = members.shift_remove("anyOf") {
            members.insert("oneOf".to_owned(), parts);
        }
        report.count("`anyOf` is the one part that holds most of a value");
    }
}

fn replace(work: &mut Work, name: &str, why: &str) {
    if let Some(schema) = components_mut(&mut work.document).and_then(|all| all.get_mut(name)) {
        *schema = json!({});
        super::untyped(&mut work.report, name, why);
    }
}

/// The schemas a schema is made of, without a property or an item between.
fn direct_parts(schema: &Value) -> impl Iterator<Item = &Value> {
    PARTS
        .iter()
        .filter_map(|key| schema.get(*key)?.as_array())
        .flatten()
}

/// The components that a schema is made of.
fn direct_names(schema: &Value, found: &mut BTreeSet<String>) {
    if let Some(name) = ref_target(schema) {
        found.insert(name);
    }
    for part in direct_parts(schema) {
        direct_names(part, found);
    }
}

/// The components that are made of themselves; for each circle, one.
fn endless(document: &Value) -> Vec<String> {
    let mut links: BTreeMap<&String, BTreeSet<String>> = BTreeMap::new();
    for (name, schema) in components(document).into_iter().flatten() {
        let mut found = BTreeSet::new();
        direct_names(schema, &mut found);
        links.insert(name, found);
    }
    let mut endless = BTreeSet::new();
    let mut done: BTreeSet<&String> = BTreeSet::new();
    for &start in links.keys() {
        // Depth first, by a stack of its own: chains may be long.
        let mut open: Vec<(&String, Vec<&String>)> = Vec::new();
        let children = |name: &String| -> Vec<&String> {
            let names = links.get(name).into_iter().flatten();
            names
                .filter_map(|name| links.get_key_value(name).map(|(key, _)| *key))
                .collect()
        };
        if done.contains(start) {
            continue;
        }
        open.push((start, children(start)));
        while let Some((name, pending)) = open.last_mut() {
            let Some(next) = pending.pop() else {
                done.insert(*name);
                open.pop();
                continue;
            };
            if open.iter().any(|(name, _)| *name == next) {
                endless.insert(next.clone());
            } else if !done.contains(next) {
                open.push((next, children(next)));
            }
        }
    }
    endless.into_iter().collect()
}

/// The components whose parts, all written out, are too many.
fn too_many(document: &Value) -> Vec<String> {
    let Some(all) = components(document) else {
        return Vec::new();
    };
    let mut known = BTreeMap::new();
    all.keys()
        .filter(|name| {
            let (forms, parts) = weight_of(document, name, &mut known, 0);
            forms > MOST_FORMS || parts > MOST_PARTS
        })
        .cloned()
        .collect()
}

/// How many forms a schema has, and of how many parts it is made.
type Weight = (u64, u64);

fn weight_of(
    document: &Value,
    name: &str,
    known: &mut BTreeMap<String, Weight>,
    depth: usize,
) -> Weight {
    if let Some(weight) = known.get(name) {
        return *weight;
    }
    let schema = components(document).and_then(|all| all.get(name));
    let weight = match schema {
        // A chain this long is nothing a person wrote.
        Some(_) if depth > 200 => (MOST_FORMS + 1, MOST_PARTS + 1),
        Some(schema) => weight(document, schema, known, depth + 1),
        None => (1, 1),
    };
    known.insert(name.to_owned(), weight);
    weight
}

fn weight(
    document: &Value,
    schema: &Value,
    known: &mut BTreeMap<String, Weight>,
    depth: usize,
) -> Weight {
    if let Some(name) = ref_target(schema) {
        return weight_of(document, &name, known, depth);
    }
    let mut of = |key: &str| -> Vec<Weight> {
        let parts = schema.get(key).and_then(Value::as_array);
        let parts = parts.into_iter().flatten();
        parts
            .map(|part| weight(document, part, known, depth))
            .collect()
    };
    let all = of("allOf");
    let mut forms = all
        .iter()
        .fold(1_u64, |forms, part| forms.saturating_mul(part.0));
    let mut parts = 1_u64.saturating_add(sum(&all));
    for key in ["oneOf", "anyOf"] {
        let some = of(key);
        // Alone they are not merged with anything, so they do not multiply.
        if all.is_empty() && schema.get("properties").is_none() {
            forms = forms.max(
                u64::try_from(some.len())
                    .unwrap_or(u64::MAX)
                    .min(MOST_FORMS),
            );
        } else {
            forms = forms.saturating_mul(u64::try_from(some.len()).unwrap_or(1).max(1));
        }
        parts = parts.saturating_add(sum(&some));
    }
    (forms, parts)
}

fn sum(weights: &[Weight]) -> u64 {
    weights
        .iter()
        .fold(0, |sum, weight| sum.saturating_add(weight.1))
}
