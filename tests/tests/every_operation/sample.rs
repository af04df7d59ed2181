//! A body for each operation, from its schema alone.

use serde_json::{Map, Value, json};

/// Schemas nested deeper than this are a circle.
const DEEPEST: usize = 8;

/// A body with every member that has a form.
pub(crate) fn body(document: &Value, operation: &Value) -> Value {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    if schema.is_null() {
        return Value::Null;
    }
    value(document, "", schema, 0)
}

fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(reference) => {
            let target = document.pointer(reference.trim_start_matches('#'));
            resolved(document, target.unwrap())
        }
        None => schema["allOf"]
            .as_array()
            .map_or(schema, |parts| resolved(document, &parts[0])),
    }
}

fn value(document: &Value, name: &str, schema: &Value, depth: usize) -> Value {
    let schema = resolved(document, schema);
    match (name, schema["type"].as_str()) {
        // What no schema says: it exists, and one of two lists is for all.
        ("environment", _) => return json!("ae_47abaca3db2c7c43"),
        ("deny", Some("array")) => return json!(["*"]),
        ("url", Some("string")) => return json!("https://example.com/hook"),
        _ => {}
    }
    let first = schema["enum"].as_array().and_then(|values| values.first());
    if let Some(value) = first.or(schema.get("example")) {
        return value.clone();
    }
    match schema["type"].as_str() {
        Some("boolean") => json!(true),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("array") => json!([value(document, name, &schema["items"], depth + 1)]),
        Some("string") if schema["format"] == "date-time" => json!("2025-01-31T15:53:52.180Z"),
        Some("string") => json!("sample"),
        Some("object") => members(document, schema, depth),
        _ => Value::Null,
    }
}

fn members(document: &Value, schema: &Value, depth: usize) -> Value {
    let properties = schema["properties"].as_object().into_iter().flatten();
    let members: Map<String, Value> = properties
        .filter(|_| depth < DEEPEST)
        .map(|(name, property)| (name.clone(), value(document, name, property, depth + 1)))
        // Nothing is said of it, so nothing is sent.
        .filter(|(_, value)| !value.is_null())
        .collect();
    Value::Object(members)
}
