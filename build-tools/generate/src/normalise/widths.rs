//! Gives integers the width that their bounds need.

use api_document::ingest::Document;
use api_document::schema::{each_nested_mut, each_root_mut};
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

pub(super) fn widen(document: &mut Document) -> Vec<String> {
    let mut widened = 0;
    each_root_mut(&mut document.value, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            if let Value::Object(members) = schema
                && let Some(format) = wide_format(members)
            {
                members.insert("format".to_owned(), json!(format));
                widened += 1;
            }
        });
    });
    if widened == 0 {
        return Vec::new();
    }
    vec![format!(
        "bounds need wider integers than their formats say: {widened} widened"
    )]
}

/// The format that holds the bounds, where the schema's own does not.
fn wide_format(schema: &Map<String, Value>) -> Option<&'static str> {
    if schema.get("type").and_then(Value::as_str) != Some("integer") {
        return None;
    }
    let bound = |key: &str| schema.get(key).and_then(wide);
    let least = bound("minimum").unwrap_or_default();
    let most = bound("maximum").unwrap_or_default();
    let format = schema.get("format").and_then(Value::as_str);
    let narrow = NARROW.iter().find(|(name, ..)| Some(*name) == format);
    let holds = |from: i128, to: i128| from <= least && most <= to;
    if format == Some("uint64") || narrow.is_some_and(|(_, from, to)| holds(*from, *to)) {
        None
    } else if most > i128::from(i64::MAX) && bound("minimum").is_some_and(|least| least >= 0) {
        Some("uint64")
    } else {
        narrow.map(|_| "int64")
    }
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
