//! The keywords without an equal in OpenAPI 3.0, which are kept in an extension.

use super::stage::{NEWER_FEATURE, Stage};
use crate::diagnostic::join_pointer;
use crate::validate::kind::KEYWORDS;
use serde_json::{Map, Value, json};

/// What is kept as it is.
const KEPT: [&str; 16] = [
    "additionalItems",
    "unevaluatedItems",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "unevaluatedProperties",
    "dependentRequired",
    "dependentSchemas",
    "if",
    "then",
    "else",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "$recursiveRef",
];

pub(super) fn keep(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    for keyword in KEPT {
        if let Some(value) = members.shift_remove(keyword) {
            let pointer = join_pointer(at, keyword);
            if let Some(name) = undeclared(members, keyword, &value) {
                let message = format!("`{name}`, which only `{keyword}` declares, has no field");
                let help = "declare them in `properties` too, or use `oneOf`";
                stage.warn(&NEWER_FEATURE, &pointer, message, help);
            }
            add(members, keyword, value, at, stage);
        }
    }
}

/// Keeps a keyword of which other keywords were made.
pub(super) fn keep_copy(
    members: &mut Map<String, Value>,
    keyword: &str,
    at: &str,
    stage: &mut Stage<'_>,
) {
    if let Some(value) = members.shift_remove(keyword) {
        add(members, keyword, value, at, stage);
    }
}

fn add(
    members: &mut Map<String, Value>,
    keyword: &str,
    value: Value,
    at: &str,
    stage: &mut Stage<'_>,
) {
    let place = join_pointer(&join_pointer("", KEYWORDS), keyword);
    stage.moved(at, &[(place, join_pointer("", keyword))]);
    let kept = members.entry(KEYWORDS).or_insert_with(|| json!({}));
    if let Value::Object(kept) = kept {
        kept.insert(keyword.to_owned(), value);
    }
}

/// A property that is declared for some cases only.
fn undeclared<'v>(
    members: &Map<String, Value>,
    keyword: &str,
    value: &'v Value,
) -> Option<&'v str> {
    let cases: Vec<&Value> = match keyword {
        "then" | "else" => vec![value],
        "dependentSchemas" => value.as_object()?.values().collect(),
        _ => return None,
    };
    let declared = members.get("properties");
    let properties = cases.into_iter().filter_map(|case| case.get("properties"));
    let mut names = properties
        .filter_map(Value::as_object)
        .flatten()
        .map(|(name, _)| name.as_str());
    names.find(|name| declared.is_none_or(|declared| declared.get(name).is_none()))
}
