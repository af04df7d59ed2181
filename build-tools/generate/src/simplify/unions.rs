//! `allOf`, `oneOf` and `anyOf`, so that the generator comes to an end on them
//! and makes types that hold what they describe.

use super::unite::Unite;
use super::work::Work;
use super::{all_of, choices};
use crate::journal::Journal;
use api_document::member::Members;
use api_document::schema::{
    components, components_mut, each_nested, each_nested_mut, each_root, each_root_mut, ref_target,
};
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
            "its parts are too deep in each other, or multiply to too many forms",
        );
    }
    // Each is looked at beside what the others say as they came.
    let shared = &work.document;
    let journal = &mut work.journal;
    let mut unite = Unite::new(shared);
    let mut untied = Vec::new();
    each_root(shared, &mut |root| {
        let mut root = has_parts(root).then(|| root.clone());
        if let Some(root) = &mut root {
            each_nested_mut(root, &mut |schema| {
                if schema.has("properties") && all_of::widen(shared, schema) {
                    journal.count("alternatives beside properties are optional properties");
                }
            });
            unite.root(root);
            alternatives(shared, root, journal);
        }
        untied.push(root);
    });
    let mut made = unite.made;
    for schema in made.values_mut() {
        alternatives(shared, schema, journal);
    }
    let mut untied = untied.into_iter();
    each_root_mut(&mut work.document, &mut |root| {
        if let Some(untied) = untied.next().flatten() {
            *root = untied;
        }
    });
    if let Some(schemas) = components_mut(&mut work.document) {
        schemas.extend(made);
    }
}

/// Whether there is a schema of parts in a schema, or one that parts may have.
fn has_parts(root: &Value) -> bool {
    let mut found = false;
    each_nested(root, &mut |schema| {
        found |= PARTS.iter().any(|key| schema.has(key)) || schema.has("discriminator");
    });
    found
}

fn alternatives(shared: &Value, root: &mut Value, journal: &mut Journal) {
    each_nested_mut(root, &mut |schema| {
        choices::complete(schema, journal);
        any_of(shared, schema, journal);
    });
}

/// Of objects all parts may hold at once, so they are one type with the
/// properties of all; of anything else a value is one of them.
fn any_of(shared: &Value, schema: &mut Value, journal: &mut Journal) {
    let Some(parts) = schema.member("anyOf").and_then(Value::as_array) else {
        return;
    };
    let told_apart = choices::by_constant(shared, parts).is_some();
    if schema.member("oneOf").is_some() {
        journal.count("`anyOf` beside `oneOf` is the first of both that fits");
    } else if !told_apart && all_of::are_plain(shared, parts) {
        all_of::widen(shared, schema);
        journal.count("`anyOf` of objects is one type, whose properties are optional");
    } else if let Value::Object(members) = schema {
        if let Some(parts) = members.take_member("anyOf") {
            members.insert("oneOf".to_owned(), parts);
        }
        journal.count("`anyOf` is the one part that holds most of a value");
    }
}

fn replace(work: &mut Work, name: &str, why: &str) {
    if let Some(schema) = components_mut(&mut work.document).and_then(|all| all.get_mut(name)) {
        *schema = json!({});
        work.journal.untyped(name, why);
    }
}

/// The schemas a schema is made of, without a property or an item between.
fn direct_parts(schema: &Value) -> impl Iterator<Item = &Value> {
    PARTS
        .iter()
        .filter_map(|key| schema.member(key)?.as_array())
        .flatten()
}

/// The components that a schema is made of.
pub(super) fn direct_names(schema: &Value, found: &mut BTreeSet<String>) {
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
            let weight = weight_of(document, name, &mut known, 0);
            weight.forms > MOST_FORMS || weight.parts > MOST_PARTS
        })
        .cloned()
        .collect()
}

/// What the generator has to do for a schema.
#[derive(Debug, Clone, Copy)]
struct Weight {
    /// How many forms it has.
    forms: u64,
    /// Of how many parts it is made.
    parts: u64,
    /// Whether some of the forms come from merging.
    merged: bool,
}

impl Weight {
    const ONE: Self = Self {
        forms: 1,
        parts: 1,
        merged: false,
    };
}

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
        Some(_) if depth > 200 => Weight {
            forms: MOST_FORMS + 1,
            parts: MOST_PARTS + 1,
            merged: false,
        },
        Some(schema) => weight(document, schema, known, depth + 1),
        None => Weight::ONE,
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
        let parts = schema.member(key).and_then(Value::as_array);
        let parts = parts.into_iter().flatten();
        parts
            .map(|part| weight(document, part, known, depth))
            .collect()
    };
    let all = of("allOf");
    let choices = [of("oneOf"), of("anyOf")];
    let product = |forms: u64, more: u64| forms.saturating_mul(more.max(1));
    let mut forms = all.iter().map(|part| part.forms).fold(1, product);
    let mut parts = 1_u64.saturating_add(sum(&all, |part| part.parts));
    for some in &choices {
        let those = sum(some, |part| part.forms);
        // Alone they are not merged with anything, so they do not multiply.
        if all.is_empty() && schema.member("properties").is_none() {
            let most = some.iter().map(|part| part.forms).max().unwrap_or(1);
            forms = forms.max(most).max(those.min(MOST_FORMS));
        } else {
            forms = product(forms, those);
        }
        parts = parts.saturating_add(sum(some, |part| part.parts));
    }
    let within = all.iter().chain(choices.iter().flatten());
    let mut merged = within.into_iter().any(|part| part.merged);
    if forms > 1 && !all.is_empty() {
        // Each form says that it is none of the others, and so does each of
        // what those were merged from.
        if merged {
            forms = forms.saturating_mul(forms);
        }
        merged = true;
    }
    Weight {
        forms,
        parts,
        merged,
    }
}

fn sum(weights: &[Weight], of: impl Fn(&Weight) -> u64) -> u64 {
    weights.iter().map(of).fold(0, u64::saturating_add)
}
