//! What the answers of an operation carry.

use api_document::schema::{json_schema, resolve, resolve_any};
use serde_json::Value;

/// Members of an answer that hold what was asked for; what is beside them is
/// about it.
const PAYLOAD: [&str; 3] = ["data", "items", "results"];

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
pub(super) fn payload<'d>(document: &'d Value, answer: &'d Value) -> Option<(&'d str, &'d Value)> {
    let properties = resolve(document, answer).get("properties")?.as_object()?;
    let holds = |name: &str, schema: &Value| {
        let schema = inner(document, schema);
        let is_list = schema.get("type").and_then(Value::as_str) == Some("array");
        is_list || (name == "data" && schema.get("properties").is_some())
    };
    PAYLOAD.iter().find_map(|name| {
        let (name, schema) = properties.get_key_value(*name)?;
        holds(name, schema).then_some((name.as_str(), schema))
    })
}

/// Whether an operation answers with several things.
pub(super) fn answers_list(document: &Value, operation: &Value) -> bool {
    let is_list = |schema: &Value| {
        let schema = inner(document, schema);
        schema.get("type").and_then(Value::as_str) == Some("array")
    };
    successes(document, operation).iter().any(|(_, schema)| {
        let held = payload(document, schema).map(|(_, held)| held);
        is_list(schema) || held.is_some_and(is_list)
    })
}

/// The schema behind references and behind an `allOf` of one.
pub(super) fn inner<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    let mut current = resolve(document, schema);
    for _ in 0..8 {
        let parts = current.get("allOf").and_then(Value::as_array);
        match parts.map(Vec::as_slice) {
            Some([only]) if current.get("properties").is_none() => {
                current = resolve(document, only);
            }
            _ => return current,
        }
    }
    current
}
