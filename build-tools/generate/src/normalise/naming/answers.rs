//! What the answers of an operation carry.

use api_document::names::words;
use api_document::schema::{json_schema, only_part, resolve, resolve_any};
use serde_json::Value;
use std::collections::BTreeMap;

/// Members of an answer that hold what was asked for; what is beside them is
/// about it.
const PAYLOAD: [&str; 3] = ["data", "items", "results"];

/// Words for where an answer is among its neighbours.
const PAGING: [&str; 4] = ["cursor", "pagination", "page", "paging"];

/// The status and schema of every success of an operation that has JSON.
pub(super) fn successes<'d>(
    document: &'d Value,
    operation: &'d Value,
) -> Vec<(&'d str, &'d Value)> {
    let responses = operation.get("responses").and_then(Value::as_object);
    let mut found: Vec<_> = responses
        .into_iter()
        .flatten()
        .filter(|(status, _)| status.starts_with('2'))
        .filter_map(|(status, response)| {
            let schema = json_schema(resolve_any(document, response))?;
            Some((status.as_str(), schema))
        })
        .collect();
    found.sort_by_key(|(status, _)| *status);
    found
}

/// The member of an answer that holds what was asked for, if the answer is an
/// envelope around it.
pub(super) fn payload<'d>(document: &'d Value, answer: &'d Value) -> Option<&'d Value> {
    let members = members(document, answer);
    let holds = |name: &str, schema: &Value| {
        let schema = inner(document, schema);
        is_list(schema) || (name == "data" && is_object(schema))
    };
    PAYLOAD.iter().find_map(|name| {
        let schema = members.get(*name)?;
        holds(name, schema).then_some(*schema)
    })
}

/// Whether an answer says where the next one begins.
pub(super) fn has_cursor(document: &Value, answer: &Value) -> bool {
    has_cursor_within(document, answer, 3)
}

fn has_cursor_within(document: &Value, schema: &Value, depth: usize) -> bool {
    members(document, schema).into_iter().any(|(name, member)| {
        let is_cursor = words(name)
            .iter()
            .any(|word| PAGING.contains(&word.as_str()));
        let inside = depth > 0 && !PAYLOAD.contains(&name);
        is_cursor || (inside && has_cursor_within(document, member, depth - 1))
    })
}

/// The properties of a schema and of the parts that it is made of.
fn members<'d>(document: &'d Value, schema: &'d Value) -> BTreeMap<&'d str, &'d Value> {
    let mut found = BTreeMap::new();
    let mut open = vec![(schema, 0)];
    while let Some((schema, depth)) = open.pop() {
        let schema = resolve(document, schema);
        let properties = schema.get("properties").and_then(Value::as_object);
        let properties = properties.into_iter().flatten();
        found.extend(properties.map(|(name, member)| (name.as_str(), member)));
        let parts = schema.get("allOf").and_then(Value::as_array);
        if depth < 8 {
            open.extend(parts.into_iter().flatten().map(|part| (part, depth + 1)));
        }
    }
    found
}

pub(super) fn is_list(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("array")
}

fn is_object(schema: &Value) -> bool {
    ["properties", "allOf", "oneOf", "anyOf"]
        .iter()
        .any(|key| schema.get(*key).is_some())
}

/// Whether an operation answers with several things.
pub(super) fn answers_list(document: &Value, operation: &Value) -> bool {
    successes(document, operation).iter().any(|(_, schema)| {
        let held = payload(document, schema).unwrap_or(schema);
        is_list(inner(document, held))
    })
}

/// The schema behind references and behind an `allOf` of one.
pub(super) fn inner<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    let mut current = resolve(document, schema);
    for _ in 0..8 {
        match only_part(current) {
            Some(only) if current.get("properties").is_none() => {
                current = resolve(document, only);
            }
            _ => return current,
        }
    }
    current
}
