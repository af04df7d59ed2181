//! Adds to a document what the service promises of every operation, whether
//! the operation lists it or not.
//!
//! The public documentation says it once for all: a version that is missing
//! or unknown is a 400, a missing or wrong key a 401, an unknown id a 404, one
//! request too many a 429. The address of a webhook must start with
//! `https://`, which the document says in a description only.

use serde_json::{Map, Value, json};

use super::operation::{Segment, json_schema, segments};
use super::schema::{members, resolved};

const HTTPS: &str = "^https://";

/// The document with these promises.
pub(super) fn promised(document: &Value) -> Value {
    let refusal = refusal(document);
    let mut promised = document.clone();
    let paths = promised.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        let has_id = segments(path)
            .iter()
            .any(|segment| matches!(segment, Segment::Parameter(_)));
        for (_, operation) in item.as_object_mut().into_iter().flatten() {
            let responses = operation
                .get_mut("responses")
                .and_then(Value::as_object_mut);
            if let Some(responses) = responses {
                add(responses, &refusal, has_id);
            }
        }
    }
    demand_https(&mut promised);
    promised
}

fn add(responses: &mut Map<String, Value>, refusal: &Value, has_id: bool) {
    for status in ["400", "401", "404", "429"] {
        if (has_id || status != "404") && !responses.contains_key(status) {
            responses.insert(status.to_owned(), refusal.clone());
        }
    }
}

/// A response as those that refuse have it: the first that is documented.
fn refusal(document: &Value) -> Value {
    let operations = members(document.get("paths")).flat_map(|(_, item)| members(Some(item)));
    let responses = operations.flat_map(|(_, operation)| members(operation.get("responses")));
    let schema = responses
        .filter(|(status, _)| status.starts_with('4'))
        .find_map(|(_, response)| json_schema(resolved(document, response)));
    match schema {
        Some(schema) => json!({
            "description": "As for every operation.",
            "content": { "application/json": { "schema": schema } },
        }),
        None => json!({ "description": "As for every operation." }),
    }
}

/// Every string that is called `url` gets the pattern, wherever it is sent.
fn demand_https(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(demand_https),
        Value::Object(object) => {
            let url = object
                .get_mut("properties")
                .and_then(|properties| properties.get_mut("url"))
                .and_then(Value::as_object_mut);
            if let Some(url) = url
                && url.get("type") == Some(&json!("string"))
            {
                url.entry("pattern").or_insert(json!(HTTPS));
            }
            object.values_mut().for_each(demand_https);
        }
        _ => {}
    }
}
