//! Which kind of Rust type a component becomes, where its form alone says so.

use api_document::member::Members;
use serde_json::{Map, Value, json};

/// What says nothing of the kind.
const BESIDE: [&str; 5] = [
    "title",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
];

/// A kind of type that has the name of its component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A struct, which has a builder.
    Struct,
    /// A type around one value or what may be null, or an enum of texts.
    Value,
    /// An enum, or a struct, of several parts.
    Union,
}

/// The kind that a component becomes; nothing where more than its form decides,
/// or where it may get the name of a type from elsewhere.
pub(super) fn form(schema: &Value) -> Option<Form> {
    let members = schema.as_object()?;
    let of = |keys: &[&str]| {
        let known = |key: &String| keys.contains(&key.as_str()) || BESIDE.contains(&key.as_str());
        members.keys().all(known)
    };
    match members.member("type").and_then(Value::as_str) {
        Some(_) if members.member("nullable") == Some(&Value::Bool(true)) => {
            let keys = [
                "type",
                "nullable",
                "properties",
                "required",
                "additionalProperties",
                "items",
                "enum",
                "format",
            ];
            of(&keys).then_some(Form::Value)
        }
        Some("object") => {
            let keys = ["type", "properties", "required", "additionalProperties"];
            (of(&keys) && has_properties(members)).then_some(Form::Struct)
        }
        Some("array") => of(&["type", "items"]).then_some(Form::Value),
        Some("string") => (of(&["type", "enum"]) && is_of_texts(members)).then_some(Form::Value),
        Some("boolean" | "integer" | "number") => of(&["type", "format"]).then_some(Form::Value),
        Some(_) => None,
        None => {
            let parts = ["oneOf", "anyOf"].map(|key| members.member(key).and_then(Value::as_array));
            let is_union = of(&["oneOf", "anyOf"])
                && matches!(parts, [Some(parts), None] | [None, Some(parts)]
                    if parts.iter().filter(|part| part.member("$ref").is_some()).count() > 1);
            is_union.then_some(Form::Union)
        }
    }
}

fn has_properties(members: &Map<String, Value>) -> bool {
    let properties = members.member("properties").and_then(Value::as_object);
    properties.is_some_and(|properties| !properties.is_empty())
}

fn is_of_texts(members: &Map<String, Value>) -> bool {
    match members.member("enum") {
        Some(Value::Array(values)) => !values.is_empty() && values.iter().all(Value::is_string),
        Some(_) => false,
        None => true,
    }
}

/// A component that becomes a struct as small as one can be.
pub(super) fn stand_in() -> Value {
    json!({ "type": "object", "properties": { "name": { "type": "string" } } })
}
