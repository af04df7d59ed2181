//! Null as an alternative of a union: in OpenAPI 3.0 that is `nullable`.

use super::stage::Stage;
use crate::diagnostic::join_pointer;
use serde_json::{Map, Value, json};

/// What a schema says besides what its values are.
const TEXTS: [&str; 5] = ["title", "description", "default", "example", "examples"];

pub(super) fn of_unions(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    // What takes the place of a union of one may be a union.
    while ["anyOf", "oneOf"]
        .iter()
        .any(|keyword| without_null(members, keyword, at, stage))
    {}
}

/// Takes null out of a union; returns whether another alternative took its place.
fn without_null(
    members: &mut Map<String, Value>,
    keyword: &str,
    at: &str,
    stage: &mut Stage<'_>,
) -> bool {
    let Some(Value::Array(parts)) = members.get(keyword) else {
        return false;
    };
    if !parts.iter().any(is_null) {
        return false;
    }
    let (indices, left): (Vec<usize>, Vec<Value>) = parts
        .iter()
        .cloned()
        .enumerate()
        .filter(|(_, part)| !is_null(part))
        .unzip();
    if allows_null(members) {
        members.insert("nullable".to_owned(), json!(true));
    }
    match (left.as_slice(), indices.as_slice()) {
        ([], _) => {
            members.shift_remove(keyword);
            only_null(members);
            false
        }
        ([only], [index]) => {
            alone(members, keyword, only.clone(), *index, at, stage);
            true
        }
        _ => {
            let moves: Vec<(String, String)> = indices
                .iter()
                .enumerate()
                .map(|(to, from)| (format!("/{keyword}/{to}"), format!("/{keyword}/{from}")))
                .collect();
            stage.moved(at, &moves);
            members.insert(keyword.to_owned(), Value::Array(left));
            false
        }
    }
}

/// Whether the other keywords leave null to be allowed.
fn allows_null(members: &Map<String, Value>) -> bool {
    match members.get("type") {
        None => true,
        Some(Value::Array(types)) => types.contains(&json!("null")),
        Some(said) => said == "null",
    }
}

/// Puts the only alternative beside null in the place of the union: as part of an
/// `allOf` where it is a reference or says what is said around it already.
fn alone(
    members: &mut Map<String, Value>,
    keyword: &str,
    only: Value,
    index: usize,
    at: &str,
    stage: &mut Stage<'_>,
) {
    let from = format!("/{keyword}/{index}");
    let position = members.keys().position(|name| name == keyword);
    members.shift_remove(keyword);
    let inner = match only {
        Value::Object(inner) if fits(members, &inner) => inner,
        only => {
            let all = members.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(all) = all {
                stage.moved(at, &[(format!("/allOf/{}", all.len()), from)]);
                all.push(only);
            }
            return;
        }
    };
    let moves: Vec<(String, String)> = inner
        .keys()
        .filter(|name| !members.contains_key(*name))
        .map(|name| (join_pointer("", name), join_pointer(&from, name)))
        .collect();
    stage.moved(at, &moves);
    let mut next = position.unwrap_or(members.len());
    for (name, value) in inner {
        if !members.contains_key(&name) {
            members.shift_insert(next.min(members.len()), name, value);
            next += 1;
        }
    }
}

/// Whether a schema can be said in one with what is around it.
fn fits(outer: &Map<String, Value>, inner: &Map<String, Value>) -> bool {
    !inner.contains_key("$ref")
        && inner
            .keys()
            .all(|name| !outer.contains_key(name) || TEXTS.contains(&name.as_str()))
}

/// Whether a schema allows null and nothing else.
fn is_null(schema: &Value) -> bool {
    schema
        .get("type")
        .is_some_and(|said| said == "null" || *said == json!(["null"]))
        || schema.get("const").is_some_and(Value::is_null)
        || schema.get("enum") == Some(&json!([null]))
}

/// Says that a schema allows null and nothing else.
pub(super) fn only_null(members: &mut Map<String, Value>) {
    members.shift_remove("type");
    members.insert("enum".to_owned(), json!([null]));
    members.insert("nullable".to_owned(), json!(true));
}
