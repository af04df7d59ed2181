//! Renames schema components to the Rust names the overlay gives them.
//!
//! A name is an `x-rust-name` member on a component, so that any Overlay tool
//! can carry it; this rule moves the component, turns every reference, and
//! removes the member.

use api_document::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use api_document::ingest::Document;
use api_document::schema::{components, components_mut, reference_to};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

rules! {
    pub(crate) RULES:

    INVALID_NAME: Error {
        code: "invalid-name",
        meaning: "A name that the overlay gives is not a valid Rust type name, or is taken.",
        why: "It becomes the name of a type.",
        help: "Give each schema an UpperCamelCase name of its own.",
    }
}

const MEMBER: &str = "x-rust-name";

/// Gives the new names by the old, and what was done.
pub(super) fn rename_schemas(
    document: &mut Document,
) -> Outcome<(BTreeMap<String, String>, Vec<String>)> {
    let renames = collect(document)?;
    if let Some(schemas) = components_mut(&mut document.value) {
        *schemas = std::mem::take(schemas)
            .into_iter()
            .map(|(name, mut schema)| {
                if let Value::Object(members) = &mut schema {
                    members.shift_remove(MEMBER);
                }
                (renames.get(&name).cloned().unwrap_or(name), schema)
            })
            .collect::<Map<_, _>>();
    }
    let references = renames
        .iter()
        .map(|(from, to)| (reference_to(from), reference_to(to)))
        .collect();
    turn(&mut document.value, &references);
    let notes = renames
        .iter()
        .map(|(from, to)| format!("schema {from} is named {to}"))
        .collect();
    Ok((renames, notes))
}

fn collect(document: &Document) -> Outcome<BTreeMap<String, String>> {
    let mut renames = BTreeMap::new();
    let mut found = Vec::new();
    let mut taken: BTreeSet<&str> = components(&document.value)
        .into_iter()
        .flatten()
        .filter(|(_, schema)| schema.get(MEMBER).is_none())
        .map(|(name, _)| name.as_str())
        .collect();
    for (name, schema) in components(&document.value).into_iter().flatten() {
        let Some(given) = schema.get(MEMBER) else {
            continue;
        };
        let mut fault = |message: String, help: &str| {
            found.push(Diagnostic {
                rule: &INVALID_NAME,
                file: document.name.clone(),
                place: Place::Pointer(join_pointer(
                    &join_pointer("/components/schemas", name),
                    MEMBER,
                )),
                message,
                help: help.to_owned(),
            });
        };
        match given.as_str() {
            Some(given) if !is_type_name(given) => fault(
                format!("`{given}` is not a Rust type name"),
                "give an UpperCamelCase name in the overlay",
            ),
            Some(given) if !taken.insert(given) => fault(
                format!("`{given}` is the name of another schema too"),
                "give each schema its own name in the overlay",
            ),
            Some(given) => {
                renames.insert(name.clone(), given.to_owned());
            }
            None => fault(
                "the name is not a string".to_owned(),
                "give an UpperCamelCase name in the overlay",
            ),
        }
    }
    outcome(renames, found)
}

fn is_type_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name != "Self"
}

/// Turns every `$ref` and every discriminator mapping.
pub(super) fn turn(node: &mut Value, references: &BTreeMap<String, String>) {
    match node {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if key == "$ref" => {
                        if let Some(to) = references.get(text) {
                            text.clone_from(to);
                        }
                    }
                    Value::Object(mapping) if key == "mapping" => {
                        for target in mapping.values_mut() {
                            if let Some(to) = target.as_str().and_then(|text| references.get(text))
                            {
                                *target = Value::String(to.clone());
                            }
                        }
                    }
                    _ => turn(value, references),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| turn(item, references)),
        _ => {}
    }
}
