//! Renames schema components to the Rust names the overlay gives them.
//!
//! A name is an `x-rust-name` member on a component, so that any Overlay tool
//! can carry it; this rule moves the component, turns every reference, and
//! removes the member. Where a component has no name of its own, the member
//! stands at a place that refers to it.

use api_document::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use api_document::ingest::Document;
use api_document::schema::{components, components_mut, only_part, ref_target, reference_to};
use api_document::way::Way;
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

pub(super) const MEMBER: &str = "x-rust-name";

/// Moves the names at places that refer to a component to the component.
pub(super) fn lift(document: &mut Document) -> Vec<Diagnostic> {
    let mut places = Vec::new();
    find(&document.value, &Way::ROOT, &mut places);
    let mut found = Vec::new();
    for place in places {
        let schema = document.value.pointer_mut(&place);
        let Some(members) = schema.and_then(Value::as_object_mut) else {
            continue;
        };
        let whole = Value::Object(members.clone());
        let Some(target) = ref_target(&whole).or_else(|| ref_target(only_part(&whole)?)) else {
            continue;
        };
        let Some(name) = members.shift_remove(MEMBER) else {
            continue;
        };
        let component = components_mut(&mut document.value).and_then(|all| all.get_mut(&target));
        if let Some(Value::Object(component)) = component {
            let given = component.entry(MEMBER).or_insert_with(|| name.clone());
            if *given != name {
                let message = format!("{name} is here what is called {given} elsewhere");
                let help = "give one name for both places in the overlay";
                found.push(fault(document, join_pointer(&place, MEMBER), message, help));
            }
        }
    }
    found
}

/// Refuses names that name nothing where the document has to be as we say, and only
/// notes them otherwise: another tool may mean something else by the member.
pub(super) fn without_effect(found: Vec<Diagnostic>, strict: bool) -> Outcome<Vec<String>> {
    if strict {
        return outcome(Vec::new(), found);
    }
    let note = |Diagnostic { place, message, .. }: Diagnostic| match place {
        Place::Pointer(pointer) => format!("name at #{pointer}: not used, because {message}"),
        Place::File | Place::Line { .. } => format!("name: not used, because {message}"),
    };
    Ok(found.into_iter().map(note).collect())
}

/// The pointers to what has a name and is not a component itself.
fn find(node: &Value, way: &Way<'_>, places: &mut Vec<String>) {
    const NOT_SCHEMAS: [&str; 5] = ["example", "examples", "default", "enum", "x-rust-name"];
    match node {
        Value::Object(members) => {
            for (key, value) in members {
                if !NOT_SCHEMAS.contains(&key.as_str()) || way.name() == Some("properties") {
                    find(value, &way.member(key), places);
                }
            }
            if members.get(MEMBER).is_some_and(Value::is_string) && !is_component(way) {
                places.push(way.pointer());
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                find(item, &way.item(index), places);
            }
        }
        _ => {}
    }
}

fn is_component(way: &Way<'_>) -> bool {
    let schemas = way.name().and(way.around());
    schemas.is_some_and(|schemas| schemas.pointer() == "/components/schemas")
}

/// Finds the names that are left: those of what is not a type of its own.
pub(super) fn left(document: &Document) -> Vec<Diagnostic> {
    let mut places = Vec::new();
    find(&document.value, &Way::ROOT, &mut places);
    let found = places.iter().map(|place| {
        let message = "the schema here is not a type of its own".to_owned();
        let help = "name an object with properties, an enum or a component in the overlay";
        fault(document, join_pointer(place, MEMBER), message, help)
    });
    found.collect()
}

fn fault(document: &Document, at: String, message: String, help: &str) -> Diagnostic {
    Diagnostic {
        rule: &INVALID_NAME,
        file: document.name.clone(),
        place: Place::Pointer(at),
        message,
        help: help.to_owned(),
    }
}

/// Says which name two different schemas were given.
pub(super) fn given_twice(document: &Document, name: &str) -> Diagnostic {
    let message = format!("`{name}` is given to schemas that say different things");
    let help = "give each schema its own name in the overlay";
    fault(document, "/components/schemas".to_owned(), message, help)
}

/// The components that have names, after they were renamed.
#[derive(Debug, Default)]
pub(super) struct Renamed {
    /// What components are called now, by what they were called.
    pub(super) components: BTreeMap<String, String>,
    /// The names that they were given.
    pub(super) given: BTreeMap<String, String>,
    /// What was done.
    pub(super) notes: Vec<String>,
}

/// Renames the components that have a name. Where types are named `by_rule`, what
/// other components are called means nothing: several may have one name, and those
/// that are called as a rule will call its own make room.
pub(super) fn rename_schemas(
    document: &mut Document,
    by_rule: bool,
    reserved: &[&str],
) -> Outcome<Renamed> {
    let mut renamed = collect(document, by_rule)?;
    if by_rule {
        make_room(document, reserved, &mut renamed);
    }
    if let Some(schemas) = components_mut(&mut document.value) {
        *schemas = std::mem::take(schemas)
            .into_iter()
            .map(|(name, mut schema)| {
                if let Value::Object(members) = &mut schema {
                    members.shift_remove(MEMBER);
                }
                let new = renamed.components.get(&name).cloned();
                (new.unwrap_or(name), schema)
            })
            .collect::<Map<_, _>>();
    }
    let references = renamed
        .components
        .iter()
        .map(|(from, to)| (reference_to(from), reference_to(to)))
        .collect();
    turn(&mut document.value, &references);
    Ok(renamed)
}

fn make_room(document: &Document, reserved: &[&str], renamed: &mut Renamed) {
    let Some(all) = components(&document.value) else {
        return;
    };
    for name in reserved.iter().filter(|name| all.contains_key(**name)) {
        let free = |other: &String| {
            let is_given = renamed.components.values().any(|given| given == other);
            !(is_given || all.contains_key(other))
        };
        let other = (2..usize::MAX).map(|number| format!("{name}-{number}"));
        if !renamed.components.contains_key(*name)
            && let Some(other) = other.into_iter().find(free)
        {
            renamed.components.insert((*name).to_owned(), other);
        }
    }
}

fn collect(document: &Document, by_rule: bool) -> Outcome<Renamed> {
    let mut renamed = Renamed::default();
    let mut found = Vec::new();
    let mut taken: BTreeSet<String> = components(&document.value)
        .into_iter()
        .flatten()
        .filter(|(_, schema)| by_rule || schema.get(MEMBER).is_none())
        .map(|(name, _)| name.clone())
        .collect();
    for (name, schema) in components(&document.value).into_iter().flatten() {
        let Some(given) = schema.get(MEMBER) else {
            continue;
        };
        let at = join_pointer(&join_pointer("/components/schemas", name), MEMBER);
        let mut refuse =
            |message: String, help| found.push(fault(document, at.clone(), message, help));
        match given.as_str() {
            Some(given) if !is_type_name(given) => refuse(
                format!("`{given}` is not a Rust type name"),
                "give an UpperCamelCase name in the overlay",
            ),
            Some(given) if !by_rule && taken.contains(given) => refuse(
                format!("`{given}` is the name of another schema too"),
                "give each schema its own name in the overlay",
            ),
            Some(given) => {
                let numbered = (2..usize::MAX).map(|number| format!("{given}-{number}"));
                let component = std::iter::once(given.to_owned())
                    .chain(numbered)
                    .find(|name| taken.insert(name.clone()));
                let component = component.unwrap_or_else(|| given.to_owned());
                renamed
                    .notes
                    .push(format!("schema {name} is named {given}"));
                renamed.components.insert(name.clone(), component.clone());
                renamed.given.insert(component, given.to_owned());
            }
            None => refuse(
                "the name is not a string".to_owned(),
                "give an UpperCamelCase name in the overlay",
            ),
        }
    }
    outcome(renamed, found)
}

pub(super) fn is_type_name(name: &str) -> bool {
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
