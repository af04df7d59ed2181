//! Lists: `items` that is true or false, and `prefixItems`.

use super::kept::keep_copy;
use super::stage::Stage;
use serde_json::{Map, Value, json};

pub(super) fn shape(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    // Before JSON Schema 2020-12, a list in `items` was what is `prefixItems` now.
    if matches!(members.get("items"), Some(Value::Array(_)))
        && !members.contains_key("prefixItems")
        && let Some(first) = members.shift_remove("items")
    {
        members.insert("prefixItems".to_owned(), first);
        stage.moved(at, &[("/prefixItems".to_owned(), "/items".to_owned())]);
        if let Some(rest) = members.shift_remove("additionalItems") {
            members.insert("items".to_owned(), rest);
            stage.moved(at, &[("/items".to_owned(), "/additionalItems".to_owned())]);
        }
    }
    if members.contains_key("prefixItems") {
        prefix(members, at, stage);
    } else if members.get("items") == Some(&json!(false)) {
        members.shift_remove("items");
        at_most(members, 0);
    }
}

/// Each item is one of the schemas of the places, whatever its place is.
fn prefix(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    let Some(Value::Array(first)) = members.get("prefixItems").cloned() else {
        return;
    };
    keep_copy(members, "prefixItems", at, stage);
    let rest = members.shift_remove("items");
    if rest == Some(json!(false)) {
        at_most(members, first.len());
    }
    let most = members.get("maxItems").and_then(Value::as_u64);
    let has_rest = most.is_none_or(|most| most > first.len() as u64);
    let mut parts: Vec<(Value, String)> = Vec::new();
    for (index, part) in first.into_iter().enumerate() {
        if parts.iter().all(|(known, _)| *known != part) {
            parts.push((part, format!("/prefixItems/{index}")));
        }
    }
    if has_rest {
        match rest {
            None | Some(Value::Bool(true)) => {
                members.insert("items".to_owned(), json!({}));
                return;
            }
            Some(rest) => {
                if parts.iter().all(|(known, _)| *known != rest) {
                    parts.push((rest, "/items".to_owned()));
                }
            }
        }
    }
    let (items, moves) = one_of_them(parts, "/items");
    stage.moved(at, &moves);
    members.insert("items".to_owned(), items);
}

/// A schema for values of any of these schemas, and what moves where for it.
pub(super) fn one_of_them(
    parts: Vec<(Value, String)>,
    place: &str,
) -> (Value, Vec<(String, String)>) {
    let mut moves = Vec::new();
    let mut schemas = Vec::new();
    let is_only = parts.len() == 1;
    for (index, (schema, from)) in parts.into_iter().enumerate() {
        let to = if is_only {
            place.to_owned()
        } else {
            format!("{place}/anyOf/{index}")
        };
        moves.push((to, from));
        schemas.push(schema);
    }
    let only = schemas.pop_if(|_| is_only);
    let schema = only.unwrap_or_else(|| json!({ "anyOf": schemas }));
    (schema, moves)
}

fn at_most(members: &mut Map<String, Value>, count: usize) {
    let said = members.get("maxItems").and_then(Value::as_u64);
    let most = said.map_or(count as u64, |said| said.min(count as u64));
    members.insert("maxItems".to_owned(), json!(most));
}
