//! Whether JSON has no object with a name twice.

use serde_json::{Map, Value};

use crate::misfit::{Kind, Tokens};

/// Returns whether a text that is JSON has no object with a name twice.
///
/// Of two members with one name, a [`serde_json::Value`] would silently keep the last.
pub(crate) fn has_unique_names(json: &[u8]) -> bool {
    // The names of each object that is open, and none of each list. In such a map, since the
    // program has the code of it already.
    let mut open: Vec<Map<String, Value>> = Vec::new();
    for (kind, token) in Tokens::of(json) {
        match kind {
            Kind::Object | Kind::List => open.push(Map::new()),
            Kind::End => {
                open.pop();
            }
            Kind::Name => {
                let name = json.get(token).map(serde_json::from_slice::<String>);
                if let (Some(names), Some(Ok(name))) = (open.last_mut(), name)
                    && names.insert(name, Value::Null).is_some()
                {
                    return false;
                }
            }
            Kind::Single | Kind::Comma => {}
        }
    }
    open.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_within_each_object() {
        let json = br#"{"a": [1, -2, 3.5, 1e9], "b": {"a": null, "c": true, "d": "a"}}"#;
        assert!(has_unique_names(json));
    }

    #[test]
    fn a_name_that_occurs_twice_is_found_at_any_depth() {
        assert!(!has_unique_names(br#"{"a": 1, "a": 1}"#));
        assert!(!has_unique_names(br#"[{"b": {"a": 1, "\u0061": null}}]"#));
        assert!(!has_unique_names(b"{"));
    }
}
