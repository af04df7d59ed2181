//! Equality of text: the order of members counts.

use serde_json::Value;

/// Whether two values are the same text.
pub(crate) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let members = || one.iter().zip(other);
            one.len() == other.len()
                && members().all(|((name, one), (other_name, other))| {
                    name == other_name && same(one, other)
                })
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (one, other) => one == other,
    }
}
