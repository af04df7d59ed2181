//! Whether two documents say the same in one place, whatever their schemas are
//! called: names of components may be made anew whenever the vendor's server
//! starts.

use crate::schema::{components, ref_target};
use serde_json::Value;
use std::collections::HashSet;

/// Whether a place of each document says the same. A place that neither has is
/// the same.
pub(crate) fn alike(one: &Value, other: &Value, pointer: &str) -> bool {
    let places = [one, other].map(|document| document.pointer(pointer));
    let mut comparison = Comparison {
        documents: [one, other],
        met: HashSet::new(),
    };
    match places {
        [None, None] => true,
        [Some(left), Some(right)] => comparison.same(left, right),
        _ => false,
    }
}

struct Comparison<'d> {
    documents: [&'d Value; 2],
    /// The pairs of components that are compared already.
    met: HashSet<(String, String)>,
}

impl<'d> Comparison<'d> {
    fn same(&mut self, one: &Value, other: &Value) -> bool {
        if let Some((left, right)) = ref_target(one).zip(ref_target(other)) {
            let targets = (self.component(0, &left), self.component(1, &right));
            let is_new = self.met.insert((left, right));
            return match targets {
                (Some(left), Some(right)) => !is_new || self.same(left, right),
                (None, None) => one == other,
                _ => false,
            };
        }
        match (one, other) {
            (Value::Object(one), Value::Object(other)) => {
                one.len() == other.len()
                    && one.iter().all(|(key, left)| {
                        let right = other.get(key);
                        right.is_some_and(|right| self.same(left, right))
                    })
            }
            (Value::Array(one), Value::Array(other)) => {
                let pairs = one.iter().zip(other);
                one.len() == other.len() && pairs.into_iter().all(|(a, b)| self.same(a, b))
            }
            _ => one == other,
        }
    }

    fn component(&self, side: usize, name: &str) -> Option<&'d Value> {
        components(self.documents[side])?.get(name)
    }
}

#[cfg(test)]
mod tests {
    use super::alike;
    use serde_json::{Value, json};

    /// A document whose one place refers to a schema that refers to itself.
    fn document(name: &str, kind: &str) -> Value {
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        json!({
            "a": reference,
            "components": { "schemas": {
                name: { "properties": { "next": reference, "kind": { "type": kind } } },
            } },
        })
    }

    #[test]
    fn names_of_schemas_make_no_difference_and_what_they_hold_does() {
        let one = document("A", "string");
        assert!(alike(&one, &document("B", "string"), "/a"));
        assert!(!alike(&one, &document("B", "integer"), "/a"));
        assert!(!alike(&one, &json!({ "a": one["a"] }), "/a"));
        assert!(!alike(&one, &json!({}), "/a"));
        assert!(alike(&one, &json!({}), "/b"));
    }
}
