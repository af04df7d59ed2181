//! Which schemas become types of their own, wherever they stand.

use api_document::member::Members;
use serde_json::Value;

/// Whether a schema becomes a type of its own.
pub(crate) fn is_own_type(schema: &Value) -> bool {
    let has = |key: &str| schema.member(key).is_some();
    let parts = schema.member("allOf").and_then(Value::as_array);
    let is_whole = parts.is_some_and(|parts| parts.len() > 1 || parts.iter().any(is_own_type));
    !has("x-sensitive")
        && !has("x-rust-type")
        && (has("enum") || has("properties") || has("oneOf") || has("anyOf") || is_whole)
}
