//! Gives integers the width that their bounds and values need.

use super::sites::sites;
use api_document::ingest::Document;
use serde_json::{Map, Value, json};

/// The bounds of the formats that are narrower than `int64`.
const NARROW: [(&str, i128, i128); 6] = [
    ("int8", i8::MIN as i128, i8::MAX as i128),
    ("int16", i16::MIN as i128, i16::MAX as i128),
    ("int32", i32::MIN as i128, i32::MAX as i128),
    ("uint8", 0, u8::MAX as i128),
    ("uint16", 0, u16::MAX as i128),
    ("uint32", 0, u32::MAX as i128),
];

/// What is said of a value that an integer has to hold.
const BOUNDS: [&str; 4] = ["minimum", "maximum", "default", "example"];

pub(super) fn widen(document: &mut Document) -> Vec<String> {
    // Most documents have none, and to know all places costs more than to look.
    if !has_narrow(&document.value) {
        return Vec::new();
    }
    let narrow: Vec<(String, &str)> = sites(&document.value)
        .iter()
        .filter_map(|site| Some((site.pointer.clone(), wide_format(site.schema.as_object()?)?)))
        .collect();
    let widened = narrow.into_iter().map(|(pointer, format)| {
        if let Some(Value::Object(schema)) = document.value.pointer_mut(&pointer) {
            schema.insert("format".to_owned(), json!(format));
        }
        format!("integer at #{pointer}: `{format}`, because its bounds need it")
    });
    widened.collect()
}

fn has_narrow(node: &Value) -> bool {
    match node {
        Value::Object(members) => {
            wide_format(members).is_some() || members.values().any(has_narrow)
        }
        Value::Array(items) => items.iter().any(has_narrow),
        _ => false,
    }
}

/// The format that holds the bounds, where the schema's own does not.
fn wide_format(schema: &Map<String, Value>) -> Option<&'static str> {
    if schema.get("type").and_then(Value::as_str) != Some("integer") {
        return None;
    }
    let bound = |key: &str| schema.get(key).and_then(wide);
    let listed = schema.get("enum").and_then(Value::as_array);
    let listed = listed.into_iter().flatten().filter_map(wide);
    let said: Vec<i128> = BOUNDS
        .iter()
        .filter_map(|key| bound(key))
        .chain(listed)
        .collect();
    let least = said.iter().copied().min().unwrap_or_default();
    let most = said.iter().copied().max().unwrap_or_default();
    let format = schema.get("format").and_then(Value::as_str);
    let narrow = NARROW.iter().find(|(name, ..)| Some(*name) == format);
    let holds = |from: i128, to: i128| from <= least && most <= to;
    if format == Some("uint64") || narrow.is_some_and(|(_, from, to)| holds(*from, *to)) {
        None
    } else if most > i128::from(i64::MAX) && is_never_negative(schema) {
        Some("uint64")
    } else {
        narrow.map(|_| "int64")
    }
}

fn is_never_negative(schema: &Map<String, Value>) -> bool {
    let excluded = schema.get("exclusiveMinimum") == Some(&json!(true));
    let least = schema.get("minimum").and_then(wide);
    least.is_some_and(|least| least >= if excluded { -1 } else { 0 })
}

/// A bound, where it is an integer; what no integer of 64 bits holds is written
/// as a float.
fn wide(bound: &Value) -> Option<i128> {
    let whole = bound.as_i64().map(i128::from);
    let whole = whole.or_else(|| bound.as_u64().map(i128::from));
    whole.or_else(|| match bound.as_f64()? {
        float if float >= 9.3e18 => Some(i128::MAX),
        float if float <= -9.3e18 => Some(i128::MIN),
        _ => None,
    })
}
