//! Which objects are bare.

use serde_json::Value;

/// Members that say something of what is in an object, or what it is instead.
const TELLING: [&str; 13] = [
    "$ref",
    "properties",
    "additionalProperties",
    "patternProperties",
    "required",
    "minProperties",
    "maxProperties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "discriminator",
];

pub(super) fn is_bare(schema: &Value) -> bool {
    let Value::Object(members) = schema else {
        return false;
    };
    let is_said = |member: &Value| match member {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    let tells = |key: &str| {
        let member = members.get(key);
        // A map of any values says that it is a map.
        member.is_some_and(|member| key == "additionalProperties" || is_said(member))
    };
    members.get("type").and_then(Value::as_str) == Some("object")
        && !TELLING.iter().any(|key| tells(key))
}
