//! A schema of several types as alternatives of one type each.

use super::stage::Stage;
use serde_json::{Map, Value, json};

const OF_TEXT: [&str; 7] = [
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];
const OF_NUMBERS: [&str; 5] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];
const OF_LISTS: [&str; 10] = [
    "items",
    "prefixItems",
    "additionalItems",
    "unevaluatedItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
];
const OF_OBJECTS: [&str; 12] = [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "unevaluatedProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "discriminator",
];
/// The formats of numbers; any other is one of text.
const NUMBER_FORMATS: [&str; 8] = [
    "int8", "int16", "int32", "int64", "uint32", "uint64", "float", "double",
];

/// Makes alternatives of several types, each with the keywords that are about it.
pub(super) fn split(
    members: &mut Map<String, Value>,
    types: &[String],
    at: &str,
    stage: &mut Stage<'_>,
) {
    let union = ["oneOf", "anyOf"]
        .into_iter()
        .find(|keyword| !members.contains_key(*keyword));
    let place = union.map_or_else(
        || format!("/allOf/{}/oneOf", count(members.get("allOf"))),
        |keyword| format!("/{keyword}"),
    );
    let mut moves = vec![(place.clone(), "/type".to_owned())];
    let mut parts: Vec<Value> = Vec::new();
    for name in types {
        let Some(part) = part(members, name) else {
            continue;
        };
        let inside = part.keys().filter(|keyword| *keyword != "type");
        moves.extend(inside.map(|keyword| {
            let to = format!("{place}/{}/{keyword}", parts.len());
            (to, format!("/{keyword}"))
        }));
        parts.push(Value::Object(part));
    }
    stage.moved(at, &moves);
    members.shift_remove("type");
    members.shift_remove("enum");
    for keyword in types.iter().flat_map(|name| keywords_of(name)) {
        members.shift_remove(keyword);
    }
    if let Some(keyword) = union {
        members.insert(keyword.to_owned(), Value::Array(parts));
    } else if let Value::Array(all) = members.entry("allOf").or_insert_with(|| json!([])) {
        all.push(json!({ "oneOf": parts }));
    }
}

/// The alternative of one type; nothing where no listed value is of it.
fn part(members: &Map<String, Value>, name: &str) -> Option<Map<String, Value>> {
    let mut part = Map::from_iter([("type".to_owned(), json!(name))]);
    if let Some(values) = members.get("enum").and_then(Value::as_array) {
        let own = values.iter().filter(|value| is_of(value, name));
        let own: Vec<Value> = own.cloned().collect();
        if own.is_empty() {
            return None;
        }
        part.insert("enum".to_owned(), Value::Array(own));
    }
    let format = members.get("format").and_then(Value::as_str);
    let is_of_numbers = format.is_some_and(|format| NUMBER_FORMATS.contains(&format));
    for keyword in keywords_of(name) {
        let fits = keyword != "format" || is_of_numbers == is_number(name);
        if let Some(value) = members.get(keyword).filter(|_| fits) {
            part.insert(keyword.to_owned(), value.clone());
        }
    }
    Some(part)
}

fn count(list: Option<&Value>) -> usize {
    list.and_then(Value::as_array).map_or(0, Vec::len)
}

fn is_number(name: &str) -> bool {
    name == "number" || name == "integer"
}

/// The keywords that are about values of one type.
fn keywords_of(name: &str) -> Vec<&'static str> {
    let (own, format): (&[&str], _) = match name {
        "string" => (&OF_TEXT, None),
        "number" | "integer" => (&OF_NUMBERS, Some("format")),
        "array" => (&OF_LISTS, None),
        "object" => (&OF_OBJECTS, None),
        _ => (&[], None),
    };
    own.iter().copied().chain(format).collect()
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(is_whole),
        "number" => value.is_number(),
        _ => false,
    }
}

fn is_whole(number: f64) -> bool {
    number.fract().abs() <= 0.0
}
