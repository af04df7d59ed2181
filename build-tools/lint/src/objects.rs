//! Objects that say nothing of what is in them.

use super::uses::Use;
use super::violation::Violation;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

rules! {
    pub(crate) RULES:

    UNTYPED_OBJECT: Warning {
        code: "untyped-object",
        meaning: "A schema does not describe its values.",
        why: "In Rust it is any JSON value, a map of any JSON, or what a rule guesses from the rest \
              of the document. Often the document is only careless: an id that is text was \
              declared as an object, and no text is one.",
        help: "Check what the service really sends, and describe that in an overlay.",
    }
}

/// The members that say something of a value.
const TELLING: [&str; 11] = [
    "$ref",
    "properties",
    "additionalProperties",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "enum",
    "items",
    "pattern",
    "format",
];

pub(super) fn untyped(uses: &[Use<'_>]) -> Vec<Violation> {
    let mut seen = BTreeSet::new();
    uses.iter()
        .filter_map(|used| Some((used, what_is_said(used.schema.as_object()?)?)))
        .filter(|(used, _)| seen.insert(&used.pointer))
        .map(|(used, said)| Violation {
            rule: &UNTYPED_OBJECT,
            pointer: used.pointer.clone(),
            message: format!("{} {said}", called(used)),
            help: "write down what it holds, in an overlay; for an object with members of any \
                   name say so with `additionalProperties: true`",
        })
        .collect()
}

fn called(used: &Use<'_>) -> String {
    match used.name.as_str() {
        "" => "the schema".to_owned(),
        name => format!("`{name}`"),
    }
}

fn what_is_said(schema: &Map<String, Value>) -> Option<&'static str> {
    if TELLING.iter().any(|member| schema.contains_key(*member)) {
        return None;
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => {
            Some("is an object of unknown members: any JSON, or a map of it, in Rust")
        }
        None => Some("has no type: any JSON value in Rust"),
        Some(_) => None,
    }
}
