//! Members of objects by pattern, and those that no other keyword looked at.

use super::kept::keep_copy;
use super::lists::one_of_them;
use super::stage::Stage;
use crate::diagnostic::join_pointer;
use serde_json::{Map, Value, json};

/// What decides beside `properties` which members a schema has looked at.
const OTHERS: [&str; 8] = [
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "dependentSchemas",
    "additionalProperties",
];

/// Patterns that every name matches.
const ANY_NAME: [&str; 6] = ["", ".*", "^.*", "^.*$", "^", ".*$"];

pub(super) fn shape(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    dependencies(members, at, stage);
    if members.contains_key("unevaluatedProperties")
        && !OTHERS.iter().any(|other| members.contains_key(*other))
        && let Some(schema) = members.shift_remove("unevaluatedProperties")
    {
        members.insert("additionalProperties".to_owned(), schema);
        let from = "/unevaluatedProperties".to_owned();
        stage.moved(at, &[("/additionalProperties".to_owned(), from)]);
    }
    by_pattern(members, at, stage);
}

/// Before JSON Schema 2019-09, one keyword was what are two now.
fn dependencies(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    if !matches!(members.get("dependencies"), Some(Value::Object(_))) {
        return;
    }
    let Some(Value::Object(all)) = members.shift_remove("dependencies") else {
        return;
    };
    for (name, dependency) in all {
        let keyword = if dependency.is_array() {
            "dependentRequired"
        } else {
            "dependentSchemas"
        };
        let to = join_pointer(&join_pointer("", keyword), &name);
        stage.moved(at, &[(to, join_pointer("/dependencies", &name))]);
        let holder = members.entry(keyword).or_insert_with(|| json!({}));
        if let Value::Object(holder) = holder {
            holder.entry(name).or_insert(dependency);
        }
    }
}

/// A member beside the declared ones is as one of the patterns says, or as
/// `additionalProperties` does; without the latter it is anything.
fn by_pattern(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    let Some(Value::Object(patterns)) = members.get("patternProperties").cloned() else {
        return;
    };
    keep_copy(members, "patternProperties", at, stage);
    let mut parts: Vec<(Value, String)> = Vec::new();
    let mut has_all = false;
    for (pattern, schema) in patterns {
        has_all |= ANY_NAME.contains(&pattern.as_str());
        if parts.iter().all(|(known, _)| *known != schema) {
            let from = join_pointer("/patternProperties", &pattern);
            parts.push((schema, from));
        }
    }
    match members.get("additionalProperties") {
        None | Some(Value::Bool(true)) if !has_all => return,
        None | Some(Value::Bool(_)) => {}
        Some(rest) => {
            if !has_all && parts.iter().all(|(known, _)| known != rest) {
                parts.push((rest.clone(), "/additionalProperties".to_owned()));
            }
        }
    }
    if parts.is_empty() {
        return;
    }
    let (schema, moves) = one_of_them(parts, "/additionalProperties");
    stage.moved(at, &moves);
    members.insert("additionalProperties".to_owned(), schema);
}
