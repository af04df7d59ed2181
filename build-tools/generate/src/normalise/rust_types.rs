//! Takes `x-rust-type` off every schema.
//!
//! The generator writes what it says into the code, and later stages use it
//! among themselves. A document comes from elsewhere: it must not say what
//! code is written.

use api_document::ingest::Document;
use api_document::schema::{each_nested_mut, each_root_mut};
use serde_json::Value;

const MEMBER: &str = "x-rust-type";

pub(super) fn strip(document: &mut Document) -> Vec<String> {
    let mut stripped = 0;
    each_root_mut(&mut document.value, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            if let Value::Object(members) = schema
                && members.shift_remove(MEMBER).is_some()
            {
                stripped += 1;
            }
        });
    });
    if stripped == 0 {
        return Vec::new();
    }
    vec![format!(
        "no document names Rust types: {stripped} `{MEMBER}` removed"
    )]
}
