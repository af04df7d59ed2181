//! Takes validation keywords and defaults out of every schema.
//!
//! They are the server's to enforce. Kept, they would make the generator
//! build types that reject answers the server really sends, send defaults
//! nobody asked for, and change a field's Rust type whenever upstream adjusts
//! a limit. `maxLength: 0` and the like say nothing a client can act on; the
//! server's 422 names the violation.

use api_document::ingest::Document;
use api_document::member::Members;
use api_document::schema::{each_nested_mut, each_root_mut};
use serde_json::Value;

const KEYWORDS: [&str; 14] = [
    "default",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
];

/// Whether a keyword of a schema is one of those, of which the code says nothing.
pub fn is_the_servers(keyword: &str) -> bool {
    KEYWORDS.contains(&keyword)
}

pub(super) fn strip(document: &mut Document) -> Vec<String> {
    let mut stripped = 0;
    each_root_mut(&mut document.value, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            if let Value::Object(members) = schema {
                let before = members.len();
                members.retain(|key, _| !is_the_servers(key));
                stripped += before - members.len();
            }
        });
    });
    if stripped == 0 {
        return Vec::new();
    }
    vec![format!(
        "limits and defaults are the server's to enforce: {stripped} removed"
    )]
}

/// Takes `format: uuid` off strings: the service's ids are opaque strings,
/// whatever they look like, and the published client has no type for it.
pub(super) fn keep_ids_opaque(document: &mut Document) -> Vec<String> {
    let mut opened = 0;
    each_root_mut(&mut document.value, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            if schema.member("format").and_then(Value::as_str) == Some("uuid")
                && let Value::Object(members) = schema
            {
                members.take_member("format");
                opened += 1;
            }
        });
    });
    if opened == 0 {
        return Vec::new();
    }
    vec![format!("ids are opaque: {opened} `format: uuid` removed")]
}
