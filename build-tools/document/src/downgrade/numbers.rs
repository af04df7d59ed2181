//! Bounds that are exclusive: a number in newer versions, a flag in 3.0.

use super::stage::Stage;
use serde_json::{Map, Value, json};

/// The keywords that count.
const COUNTS: [&str; 6] = [
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

pub(super) fn bounds(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    one(members, "minimum", "exclusiveMinimum", at, stage);
    one(members, "maximum", "exclusiveMaximum", at, stage);
    for keyword in COUNTS {
        if let Some(count) = members.get(keyword).and_then(whole) {
            members.insert(keyword.to_owned(), count);
        }
    }
}

/// A number without a fraction that is written with one: in JSON Schema `2.0` is an
/// integer.
fn whole(count: &Value) -> Option<Value> {
    let text = count.as_f64().filter(|_| count.is_f64())?.to_string();
    text.parse::<u64>().ok().map(Value::from)
}

fn one(
    members: &mut Map<String, Value>,
    bound: &str,
    exclusive: &str,
    at: &str,
    stage: &mut Stage<'_>,
) {
    let limit = match members.get(exclusive) {
        Some(limit @ Value::Number(_)) => limit.clone(),
        Some(Value::Bool(_)) => {
            stage.older(exclusive, at);
            return;
        }
        _ => return,
    };
    let included = members.get(bound).and_then(Value::as_f64);
    let excluded = limit.as_f64().unwrap_or_default();
    let is_looser = included.is_some_and(|included| match bound {
        "minimum" => excluded < included,
        _ => excluded > included,
    });
    if is_looser {
        members.shift_remove(exclusive);
        return;
    }
    let moved = (format!("/{bound}"), format!("/{exclusive}"));
    if let Some(position) = members.keys().position(|name| name == exclusive)
        && !members.contains_key(bound)
    {
        members.shift_insert(position, bound.to_owned(), limit);
    } else {
        members.insert(bound.to_owned(), limit);
    }
    members.insert(exclusive.to_owned(), json!(true));
    stage.moved(at, &[moved]);
}
