//! Finds members without hashing their names.
//!
//! An object of a document has few members, and each stage asks all objects for the same
//! few: to look at the names that are there takes less than to hash the one that is asked for.

use crate::diagnostic::unescape_segment;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// Of more members than these the name is hashed.
const FEW: usize = 16;

/// What may have members.
pub trait Members {
    /// The member of a name.
    fn member(&self, name: &str) -> Option<&Value>;

    /// The member of a name, to change.
    fn member_mut(&mut self, name: &str) -> Option<&mut Value>;

    /// Takes a member out, and leaves the order of the others. What is asked for is
    /// most often not there.
    fn take_member(&mut self, name: &str) -> Option<Value>;

    /// Whether there is a member of a name.
    fn has(&self, name: &str) -> bool {
        self.member(name).is_some()
    }
}

impl Members for Map<String, Value> {
    fn member(&self, name: &str) -> Option<&Value> {
        if self.len() > FEW {
            return self.get(name);
        }
        let mut members = self.iter();
        members.find_map(|(own, value)| (own == name).then_some(value))
    }

    fn member_mut(&mut self, name: &str) -> Option<&mut Value> {
        if self.len() > FEW {
            return self.get_mut(name);
        }
        let mut members = self.iter_mut();
        members.find_map(|(own, value)| (own == name).then_some(value))
    }

    fn take_member(&mut self, name: &str) -> Option<Value> {
        if self.has(name) {
            self.shift_remove(name)
        } else {
            None
        }
    }
}

/// Nothing but an object has members.
impl Members for Value {
    fn member(&self, name: &str) -> Option<&Value> {
        self.as_object()?.member(name)
    }

    fn member_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.as_object_mut()?.member_mut(name)
    }

    fn take_member(&mut self, name: &str) -> Option<Value> {
        self.as_object_mut()?.take_member(name)
    }
}

/// The value at a JSON pointer, as [`Value::pointer`] finds it.
pub fn at<'v>(document: &'v Value, pointer: &str) -> Option<&'v Value> {
    let mut found = document;
    if pointer.is_empty() {
        return Some(found);
    }
    for segment in pointer.strip_prefix('/')?.split('/') {
        let segment = if segment.contains('~') {
            Cow::Owned(unescape_segment(segment))
        } else {
            Cow::Borrowed(segment)
        };
        found = match found {
            Value::Object(members) => members.member(&segment)?,
            Value::Array(items) => items.get(index(&segment)?)?,
            _ => return None,
        };
    }
    Some(found)
}

/// An index as RFC 6901 has it: without a sign, and without zeros in front.
fn index(segment: &str) -> Option<usize> {
    let plain = segment == "0" || !segment.starts_with(['0', '+']);
    segment.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::json;

    #[test]
    fn few_members_and_many_are_found_alike() {
        for count in [0, 1, FEW, FEW + 1, 3 * FEW] {
            let members = (0..count).map(|number| (number.to_string(), json!(number)));
            let mut value = Value::Object(members.collect());
            for number in 0..=count {
                let expected = (number < count).then(|| json!(number));
                let name = number.to_string();
                assert_eq!(value.member(&name), expected.as_ref());
                assert_eq!(value.has(&name), expected.is_some());
                assert_eq!(value.member_mut(&name).cloned(), expected);
            }
            let first = value.take_member("0");
            assert_eq!(first, (count > 0).then(|| json!(0)));
            let rest = value.as_object().unwrap().keys().map(String::as_str);
            assert!(rest.eq((1..count).map(|number| number.to_string())));
        }
        assert_eq!(json!(["0"]).member("0"), None);
    }

    #[test]
    fn a_pointer_leads_where_serde_json_says() {
        let document = json!({
            "": { "": 1 },
            "a/b": [{ "m~n": 2 }, 3],
            "c": { "01": 4, "+1": 5, "1": 6 },
        });
        for pointer in [
            "",
            "/",
            "//",
            "/a~1b",
            "/a~1b/0/m~0n",
            "/a~1b/1",
            "/a~1b/01",
            "/a~1b/+1",
            "/a~1b/2",
            "/a~1b/-",
            "/c/01",
            "/c/+1",
            "/c/1/2",
            "c",
            "/a/b",
            "/a~1b/00",
            "/a~1b/",
        ] {
            assert_eq!(
                at(&document, pointer),
                document.pointer(pointer),
                "{pointer}"
            );
        }
    }
}
