//! Unions whose parts are indistinguishable: a value of one is read as another.

use super::uses::Use;
use super::violation::Violation;
use api_document::schema::{ref_target, resolve};
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};

rules! {
    pub(crate) RULES:

    AMBIGUOUS_UNION: Warning {
        code: "ambiguous-union",
        meaning: "A union has no discriminator, and one variant accepts the values of a later one.",
        why: "Most generators try the variants in order, and take the first that fits: what only \
              the later one has is lost. A crate generated here takes the one that holds most.",
        help: "Add a `discriminator`, or require a property that only one variant has, in an \
               overlay.",
    }
}

pub(super) fn ambiguous(document: &Value, uses: &[Use<'_>]) -> Vec<Violation> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for used in uses.iter().filter(|used| seen.insert(&used.pointer)) {
        if used.schema.get("discriminator").is_some() {
            continue;
        }
        for key in ["oneOf", "anyOf"] {
            let parts = used.schema.get(key).and_then(Value::as_array);
            let Some(pair) = parts.and_then(|parts| first_pair(document, parts)) else {
                continue;
            };
            found.push(Violation {
                rule: &AMBIGUOUS_UNION,
                pointer: format!("{}/{key}", used.pointer),
                message: format!(
                    "a value of {} is read as {}, which comes first and asks for nothing else",
                    called(&pair.1),
                    called(&pair.0)
                ),
                help: "add a `discriminator`, or require a property of each part, in an overlay",
            });
        }
    }
    found
}

/// A part by its place in the list and, where it has one, its name.
type Part = (usize, Option<String>);

/// The first part that takes every value of a later one, with that one.
fn first_pair(document: &Value, parts: &[Value]) -> Option<(Part, Part)> {
    // Each with each: past this many nobody compares them.
    const MOST: usize = 64;
    let part = |index: usize| (index, ref_target(&parts[index]));
    (0..parts.len().min(MOST)).find_map(|first| {
        let earlier = resolve(document, &parts[first]);
        let later = (first + 1..parts.len().min(MOST))
            .find(|later| takes(document, earlier, resolve(document, &parts[*later])))?;
        Some((part(first), part(later)))
    })
}

fn called((index, name): &Part) -> String {
    match name {
        Some(name) => format!("`{name}`"),
        None => format!("part {index}"),
    }
}

/// Whether an object that is valid as `later` is read as `earlier`: all that
/// `earlier` requires is there, and nothing in it says otherwise.
fn takes(document: &Value, earlier: &Value, later: &Value) -> bool {
    let (Some(own), Some(others)) = (properties(earlier), properties(later)) else {
        return false;
    };
    let closed = earlier.get("additionalProperties") == Some(&Value::Bool(false));
    if closed && required(later).any(|name| !own.contains_key(name)) {
        return false;
    }
    let tells = own.iter().any(|(name, property)| {
        let differs = |other| tells_apart(resolve(document, property), resolve(document, other));
        let both = required(later).any(|required| required == name);
        others.get(name).is_some_and(|other| both && differs(other))
    });
    !tells && required(earlier).all(|name| required(later).any(|other| other == name))
}

fn properties(schema: &Value) -> Option<&serde_json::Map<String, Value>> {
    schema.get("properties")?.as_object()
}

fn required(schema: &Value) -> impl Iterator<Item = &str> {
    let names = schema.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str)
}

/// Whether no value can be both.
fn tells_apart(one: &Value, other: &Value) -> bool {
    let kind = |schema: &Value| {
        schema
            .get("type")
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    let differ = matches!((kind(one), kind(other)), (Some(one), Some(other)) if one != other);
    let values = |schema: &Value| schema.get("enum").and_then(Value::as_array).cloned();
    let apart = match (values(one), values(other)) {
        (Some(one), Some(other)) => {
            let other: HashSet<&Value> = other.iter().collect();
            !one.iter().any(|value| other.contains(value))
        }
        _ => false,
    };
    differ || apart
}
