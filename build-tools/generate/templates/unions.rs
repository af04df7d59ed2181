//! Tells the forms of a value apart by how much of it each of them holds.

use serde::Serialize;
use serde_json::Value;

/// The form that holds most of `value`; of those that hold as much, the first.
pub(crate) fn fullest<T: Serialize>(
    value: &Value,
    forms: &[fn(&Value) -> Option<T>],
) -> Option<T> {
    let mut best: Option<(usize, T)> = None;
    for decode in forms {
        let Some(form) = decode(value) else { continue };
        let lost = serde_json::to_value(&form).map_or(usize::MAX, |held| lost(value, &held));
        if lost == 0 {
            return Some(form);
        }
        if best.as_ref().is_none_or(|(least, _)| lost < *least) {
            best = Some((lost, form));
        }
    }
    best.map(|(_, form)| form)
}

/// How many members of `value` are not in `held`.
fn lost(value: &Value, held: &Value) -> usize {
    match (value, held) {
        (Value::Object(members), Value::Object(held)) => members
            .iter()
            .map(|(name, value)| match held.get(name) {
                Some(held) => lost(value, held),
                // What is null may be written by leaving it out.
                None => usize::from(!value.is_null()),
            })
            .sum(),
        (Value::Array(items), Value::Array(held)) => {
            let missing = items.len().saturating_sub(held.len());
            let pairs = items.iter().zip(held);
            missing + pairs.map(|(value, held)| lost(value, held)).sum::<usize>()
        }
        (Value::Object(_) | Value::Array(_), _) => 1,
        _ => 0,
    }
}
