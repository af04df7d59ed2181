//! Raises a document of OpenAPI 3.0 to 3.1, word by word: what it says stays the
//! same, and all that 3.1 says otherwise is said so.

use api_document::schema::{each_nested_mut, each_root_mut};
use serde_json::{Map, Value, json};

/// The document in the words of 3.1.
pub(crate) fn raised(document: &Value) -> Value {
    let mut document = document.clone();
    document["openapi"] = json!("3.1.0");
    each_root_mut(&mut document, &mut |root| {
        each_nested_mut(root, &mut schema);
    });
    references(&mut document);
    document
}

/// Takes out what 3.0 passes over, and 3.1 does not: texts beside a `$ref`.
fn references(node: &mut Value) {
    match node {
        Value::Object(members) => {
            if members.get("$ref").is_some_and(Value::is_string) {
                members.retain(|name, _| !["summary", "description"].contains(&name.as_str()));
            }
            members.values_mut().for_each(references);
        }
        Value::Array(items) => items.iter_mut().for_each(references),
        _ => {}
    }
}

fn schema(schema: &mut Value) {
    let Value::Object(members) = schema else {
        return;
    };
    if let Some(reference) = members.get("$ref").filter(|to| to.is_string()).cloned() {
        *members = Map::from_iter([("$ref".to_owned(), reference)]);
        return;
    }
    bound(members, "minimum", "exclusiveMinimum");
    bound(members, "maximum", "exclusiveMaximum");
    if let Some(example) = members.shift_remove("example") {
        members.insert("examples".to_owned(), json!([example]));
    }
    content(members);
    // Elsewhere it says nothing, in either version.
    if members.get("nullable") == Some(&json!(true)) {
        members.shift_remove("nullable");
        null(members);
    }
    if members.get("enum").and_then(Value::as_array).map(Vec::len) == Some(1)
        && let Some(Value::Array(mut only)) = members.shift_remove("enum")
        && let Some(only) = only.pop()
    {
        members.insert("const".to_owned(), only);
    }
}

fn bound(members: &mut Map<String, Value>, bound: &str, exclusive: &str) {
    let is_exclusive = members.shift_remove(exclusive) == Some(json!(true));
    if is_exclusive && let Some(limit) = members.shift_remove(bound) {
        members.insert(exclusive.to_owned(), limit);
    }
}

fn content(members: &mut Map<String, Value>) {
    let (keyword, value) = match members.get("format").and_then(Value::as_str) {
        Some("byte") => ("contentEncoding", "base64"),
        Some("binary") => ("contentMediaType", "application/octet-stream"),
        _ => return,
    };
    if members.get("type") == Some(&json!("string")) {
        members.shift_remove("format");
        members.insert(keyword.to_owned(), json!(value));
    }
}

/// Lets a schema be null.
fn null(members: &mut Map<String, Value>) {
    if let Some(Value::Array(values)) = members.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    if let Some(said) = members.get_mut("type") {
        *said = json!([said.take(), "null"]);
        return;
    }
    for union in ["oneOf", "anyOf"] {
        if let Some(Value::Array(parts)) = members.get_mut(union) {
            parts.push(json!({ "type": "null" }));
            return;
        }
    }
    if let Some(all) = members.shift_remove("allOf") {
        let parts = match all.as_array().map(Vec::as_slice) {
            Some([only]) if only.get("$ref").is_some() => only.clone(),
            _ => json!({ "allOf": all }),
        };
        members.insert("oneOf".to_owned(), json!([parts, { "type": "null" }]));
    }
}
