//! Null as an alternative of a union: the union may be null, and has one
//! alternative less.

use super::work::Work;
use api_document::member::Members;
use api_document::schema::{each_nested_mut, each_root_mut, resolve};
use serde_json::{Value, json};

pub(super) fn simplify(work: &mut Work) {
    let shared = work.shared;
    each_root_mut(&mut work.document, &mut |root| {
        each_nested_mut(root, &mut |schema| without_null(schema, shared));
    });
}

fn without_null(schema: &mut Value, shared: &Value) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(Value::Array(parts)) = schema.get_mut(keyword) else {
            continue;
        };
        let is_null = |part: &Value| resolve(shared, part).member("enum") == Some(&json!([null]));
        let before = parts.len();
        if !parts.iter().all(is_null) {
            parts.retain(|part| !is_null(part));
        }
        if parts.len() < before {
            schema["nullable"] = json!(true);
        }
    }
}
