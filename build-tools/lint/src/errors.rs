//! Errors that do not look alike.

use super::violation::Violation;
use api_document::schema::{Operation, operations, ref_target, resolve_any};
use api_document::schema::{is_error, json_schema};
use serde_json::Value;
use std::collections::BTreeMap;

rules! {
    pub(crate) RULES:

    INCONSISTENT_ERROR_TYPES: Warning {
        code: "inconsistent-error-types",
        meaning: "An operation's error responses differ in form from those of other operations.",
        why: "A caller wants to handle every error in one way; an operation has one error type in \
              Rust.",
        help: "Check whether the difference is real; correct what is wrong in an overlay.",
    }
}

pub(super) fn inconsistent(document: &Value) -> Vec<Violation> {
    let all = operations(document);
    let bodies: Vec<_> = all
        .iter()
        .map(|operation| (operation, error_bodies(document, operation)))
        .filter(|(_, bodies)| !bodies.is_empty())
        .collect();
    let usual = usual(bodies.iter().map(|(_, bodies)| bodies));
    let mut found = Vec::new();
    for (operation, bodies) in &bodies {
        let message = if bodies.len() > 1 {
            format!("has {} kinds of error: {}", bodies.len(), listed(bodies))
        } else if let Some(usual) = usual.as_ref().filter(|usual| !bodies.contains_key(*usual)) {
            let other = bodies.keys().next().map(|body| shown(body));
            let other = other.unwrap_or_default();
            format!(
                "answers errors with {other}, most operations with {}",
                shown(usual)
            )
        } else {
            continue;
        };
        found.push(Violation {
            rule: &INCONSISTENT_ERROR_TYPES,
            pointer: operation.pointer() + "/responses",
            message: format!("{} {message}", operation.location()),
            help: "an operation has one error type in Rust: several are merged where they can \
                   be, and are any JSON value where not; correct what is wrong in an overlay",
        });
    }
    found
}

/// Identifies an error body: the component's name, the schema as text, or the
/// media types of what is not JSON. Empty without a body.
type Body = String;

/// The bodies of an operation's errors, each with its statuses.
fn error_bodies<'d>(
    document: &'d Value,
    operation: &Operation<'d>,
) -> BTreeMap<Body, Vec<&'d str>> {
    let responses = operation.value.get("responses").and_then(Value::as_object);
    let mut bodies: BTreeMap<Body, Vec<&str>> = BTreeMap::new();
    for (status, response) in responses.into_iter().flatten() {
        if is_error(status) {
            let body = body(resolve_any(document, response));
            bodies.entry(body).or_default().push(status);
        }
    }
    bodies
}

fn body(response: &Value) -> Body {
    if let Some(schema) = json_schema(response) {
        return ref_target(schema).unwrap_or_else(|| schema.to_string());
    }
    let content = response.get("content").and_then(Value::as_object);
    let media_types: Vec<&str> = content
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect();
    media_types.join(", ")
}

/// The body that most operations have, where more than one has it.
fn usual<'b>(all: impl Iterator<Item = &'b BTreeMap<Body, Vec<&'b str>>>) -> Option<Body> {
    let mut counts: BTreeMap<&Body, usize> = BTreeMap::new();
    for body in all.flat_map(BTreeMap::keys) {
        *counts.entry(body).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (most.1 > 1).then(|| most.0.clone())
}

fn listed(bodies: &BTreeMap<Body, Vec<&str>>) -> String {
    let kinds: Vec<String> = bodies
        .iter()
        .map(|(body, statuses)| format!("{} for {}", shown(body), statuses.join(", ")))
        .collect();
    kinds.join("; ")
}

fn shown(body: &str) -> String {
    const LONGEST: usize = 60;
    match body.chars().count() {
        0 => "no body".to_owned(),
        length if length <= LONGEST => format!("`{body}`"),
        _ => "a schema written in place".to_owned(),
    }
}
