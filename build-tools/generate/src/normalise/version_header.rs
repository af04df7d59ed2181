//! Takes the API version header out of every operation's parameters.
//!
//! The client sends it on every request, from the document's `info.version`;
//! as a parameter it would be an argument of every call.

use api_document::ingest::Document;
use api_document::member::Members;
use api_document::schema::{METHODS, beside_components, resolve_any};
use serde_json::Value;

const HEADER: &str = "x-api-version";

pub(super) fn remove(document: &mut Document) -> Vec<String> {
    let removed = beside_components(&mut document.value, |document, shared| {
        let paths = document.member_mut("paths").and_then(Value::as_object_mut);
        let mut removed = 0;
        for item in paths.into_iter().flat_map(serde_json::Map::values_mut) {
            removed += remove_from(item, shared);
            for method in METHODS {
                if let Some(operation) = item.get_mut(method) {
                    removed += remove_from(operation, shared);
                }
            }
        }
        removed
    });
    if removed == 0 {
        return Vec::new();
    }
    vec![format!(
        "the parameter X-API-Version is the transport's: removed from {removed} place(s)"
    )]
}

fn remove_from(holder: &mut Value, document: &Value) -> usize {
    let Some(Value::Array(parameters)) = holder.member_mut("parameters") else {
        return 0;
    };
    let before = parameters.len();
    parameters.retain(|parameter| !is_version_header(resolve_any(document, parameter)));
    let removed = before - parameters.len();
    if parameters.is_empty()
        && removed > 0
        && let Value::Object(members) = holder
    {
        members.take_member("parameters");
    }
    removed
}

fn is_version_header(parameter: &Value) -> bool {
    let text = |key: &str| parameter.member(key).and_then(Value::as_str);
    text("in") == Some("header")
        && text("name").is_some_and(|name| name.eq_ignore_ascii_case(HEADER))
}
