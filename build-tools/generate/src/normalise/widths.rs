//! Gives integers the width that their bounds and values need.

use super::sites::sites;
use api_document::ingest::Document;
use api_document::integers::{is_never_negative, whole};
use api_document::member::Members;
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

/// What writers call a format of another name. The sizes of a machine are 64
/// bits here, as they are where documents are made from Rust; the generator
/// would take 32 for them.
const OTHERWISE: [(&str, &str); 7] = [
    ("int", "int64"),
    ("uint", "uint64"),
    ("uint128", "uint64"),
    ("u-int8", "uint8"),
    ("u-int16", "uint16"),
    ("u-int32", "uint32"),
    ("u-int64", "uint64"),
];

/// What is said of a value that an integer has to hold.
const BOUNDS: [&str; 4] = ["minimum", "maximum", "default", "example"];

/// Why an integer gets another format.
const BY_BOUNDS: &str = "because its bounds need it";
const BY_NAME: &str = "which is what its format is called elsewhere";

pub(super) fn widen(document: &mut Document) -> Vec<String> {
    // Most documents have none, and to know all places costs more than to look.
    if !has_narrow(&document.value) {
        return Vec::new();
    }
    let narrow: Vec<_> = sites(&document.value)
        .iter()
        .filter_map(|site| Some((site.pointer.clone(), wide_format(site.schema.as_object()?)?)))
        .collect();
    let widened = narrow.into_iter().map(|(pointer, (format, why))| {
        if let Some(Value::Object(schema)) = document.value.pointer_mut(&pointer) {
            schema.insert("format".to_owned(), json!(format));
        }
        format!("integer at #{pointer}: `{format}`, {why}")
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
fn wide_format(schema: &Map<String, Value>) -> Option<(&'static str, &'static str)> {
    if schema.member("type").and_then(Value::as_str) != Some("integer") {
        return None;
    }
    let bound = |key: &str| schema.member(key).and_then(whole);
    let listed = schema.member("enum").and_then(Value::as_array);
    let listed = listed.into_iter().flatten().filter_map(whole);
    let said: Vec<i128> = BOUNDS
        .iter()
        .filter_map(|key| bound(key))
        .chain(listed)
        .collect();
    let least = said.iter().copied().min().unwrap_or_default();
    let most = said.iter().copied().max().unwrap_or_default();
    let written = schema.member("format").and_then(Value::as_str);
    let known = OTHERWISE.iter().find(|(name, _)| Some(*name) == written);
    let named = known.map(|(_, format)| (*format, BY_NAME));
    let format = known.map(|(_, format)| *format).or(written);
    let narrow = NARROW.iter().find(|(name, ..)| Some(*name) == format);
    let holds = |from: i128, to: i128| from <= least && most <= to;
    if format == Some("uint64") || narrow.is_some_and(|(_, from, to)| holds(*from, *to)) {
        named
    } else if most > i128::from(i64::MAX) && is_never_negative(schema) {
        Some(("uint64", BY_BOUNDS))
    } else {
        narrow.map(|_| ("int64", BY_BOUNDS)).or(named)
    }
}
