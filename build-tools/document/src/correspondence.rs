//! Which schema component of one document is which of another, by where they are
//! used: names of components say nothing, since some are made anew whenever the
//! vendor's server starts.

use crate::schema::{components, ref_target};
use crate::source::Document;
use serde_json::Value;
use std::collections::BTreeMap;

/// The components of `old` that `new` has under another name at the same place of
/// an operation, with that name. Where two places disagree, the first counts.
pub fn renamed(old: &Document, new: &Document) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut pending: Vec<_> = old
        .value
        .get("paths")
        .zip(new.value.get("paths"))
        .into_iter()
        .collect();
    while let Some((from, to)) = pending.pop() {
        let mut met = Vec::new();
        references(from, to, &mut met);
        for (from, to) in met {
            if found.contains_key(&from) {
                continue;
            }
            pending.extend(schema(old, &from).zip(schema(new, &to)));
            found.insert(from, to);
        }
    }
    found.retain(|old, new| old != new);
    found
}

fn schema<'d>(document: &'d Document, name: &str) -> Option<&'d Value> {
    components(&document.value)?.get(name)
}

/// The names that two values refer to at the same places.
fn references(old: &Value, new: &Value, met: &mut Vec<(String, String)>) {
    if let Some(pair) = ref_target(old).zip(ref_target(new)) {
        met.push(pair);
        return;
    }
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, value) in old {
                if let Some(other) = new.get(key) {
                    references(value, other, met);
                }
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            for (value, other) in old.iter().zip(new) {
                references(value, other, met);
            }
        }
        _ => {}
    }
}
