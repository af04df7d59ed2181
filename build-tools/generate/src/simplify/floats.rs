//! Where there are floats, which the generator writes as `2.0` even where there is
//! no fraction.

use api_document::member::Members;
use api_document::schema::{components, reachable};
use serde_json::Value;

/// Whether a schema, or what it refers to, has a float.
pub(super) fn are_in(document: &Value, node: &Value) -> bool {
    let components = components(document);
    let referred = reachable(document, node);
    has_float(node)
        || referred
            .iter()
            .filter_map(|name| components?.get(name))
            .any(has_float)
}

fn has_float(node: &Value) -> bool {
    match node {
        Value::Object(members) => {
            members.member("type").and_then(Value::as_str) == Some("number")
                || members.values().any(has_float)
        }
        Value::Array(items) => items.iter().any(has_float),
        _ => false,
    }
}
