//! Reads JSON as far as it goes.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

/// As deep as the decoder goes.
const MAX_DEPTH: usize = 127;

/// Reads what is complete in JSON that breaks off, or is in part not JSON.
///
/// Texts and numbers are whole: one that breaks off is not there. Objects and lists have what
/// was complete in them. A member that an object has twice, with different values, is not there.
pub(crate) fn salvage(json: &[u8]) -> Option<Value> {
    let mut text = Text(json);
    text.value(MAX_DEPTH).value
}

/// What was read of a value.
struct Read {
    value: Option<Value>,
    /// Whether what comes after the value can be read.
    ended: bool,
}

const NOTHING: Read = Read {
    value: None,
    ended: false,
};

/// The text that is still to be read.
struct Text<'t>(&'t [u8]);

impl<'t> Text<'t> {
    fn value(&mut self, depth: usize) -> Read {
        self.skip_space();
        match self.0.first() {
            Some(b'{' | b'[') if depth == 0 => NOTHING,
            Some(b'{') => self.object(depth - 1),
            Some(b'[') => self.array(depth - 1),
            Some(_) => self.scalar(),
            None => NOTHING,
        }
    }

    fn object(&mut self, depth: usize) -> Read {
        let mut members = Members::default();
        let ended = self.elements(b'}', |text| {
            let Some(name) = text.name() else {
                return false;
            };
            let Read { value, ended } = text.value(depth);
            if let Some(value) = value {
                members.add(name, value);
            }
            ended
        });
        Read {
            value: Some(Value::Object(members.all)),
            ended,
        }
    }

    fn array(&mut self, depth: usize) -> Read {
        let mut items = Vec::new();
        let ended = self.elements(b']', |text| {
            let Read { value, ended } = text.value(depth);
            items.extend(value);
            ended
        });
        Read {
            value: Some(Value::Array(items)),
            ended,
        }
    }

    /// Reads elements up to the end of their container, and returns whether it has one.
    fn elements(&mut self, end: u8, mut element: impl FnMut(&mut Self) -> bool) -> bool {
        self.0 = self.0.get(1..).unwrap_or_default();
        if self.take(end) {
            return true;
        }
        while element(self) {
            if self.take(end) {
                return true;
            }
            if !self.take(b',') {
                return false;
            }
        }
        false
    }

    /// Reads the name of a member and the colon.
    fn name(&mut self) -> Option<String> {
        self.skip_space();
        let name = self.string()?;
        let name = serde_json::from_slice(name).ok()?;
        self.take(b':').then_some(name)
    }

    fn scalar(&mut self) -> Read {
        let scalar = match self.0 {
            [b'"', ..] => self.string(),
            _ => self.word(),
        };
        scalar.map_or(NOTHING, |scalar| Read {
            value: serde_json::from_slice(scalar).ok(),
            ended: true,
        })
    }

    /// A string with its quotation marks, if it is complete.
    fn string(&mut self) -> Option<&'t [u8]> {
        let [b'"', inside @ ..] = self.0 else {
            return None;
        };
        let mut escaped = false;
        let end = inside.iter().position(|byte| {
            let ends = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            ends
        })?;
        self.split(end + 2)
    }

    /// A number, true, false or null, if something comes after it.
    fn word(&mut self) -> Option<&'t [u8]> {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b",]}".contains(byte);
        let end = self.0.iter().position(ends)?;
        self.split(end)
    }

    fn split(&mut self, at: usize) -> Option<&'t [u8]> {
        let (read, rest) = self.0.split_at_checked(at)?;
        self.0 = rest;
        Some(read)
    }

    fn take(&mut self, byte: u8) -> bool {
        self.skip_space();
        let [first, rest @ ..] = self.0 else {
            return false;
        };
        let taken = *first == byte;
        if taken {
            self.0 = rest;
        }
        taken
    }

    fn skip_space(&mut self) {
        self.0 = self.0.trim_ascii_start();
    }
}

/// The members of an object, and the names of those that it has in two ways.
#[derive(Default)]
struct Members {
    all: Map<String, Value>,
    ambiguous: BTreeSet<String>,
}

impl Members {
    fn add(&mut self, name: String, value: Value) {
        let is_other = self.all.get(&name).is_some_and(|known| *known != value);
        if is_other {
            self.all.remove(&name);
            self.ambiguous.insert(name);
        } else if !self.ambiguous.contains(&name) {
            self.all.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    fn whole() -> Value {
        json!({
            "data": { "id": "wh_1\\\"", "n": [-1.5e3, 12, true, null, {}, []], "é": "a\u{1F980}" },
            "more": { "a": { "b": "c" } },
        })
    }

    /// Whether everything in `part` is in `whole`, in its place.
    fn is_part(part: &Value, whole: &Value) -> bool {
        match (part, whole) {
            (Value::Object(part), Value::Object(whole)) => part
                .iter()
                .all(|(name, member)| whole.get(name).is_some_and(|whole| is_part(member, whole))),
            (Value::Array(part), Value::Array(whole)) => {
                part.len() <= whole.len()
                    && part
                        .iter()
                        .zip(whole)
                        .all(|(part, whole)| is_part(part, whole))
            }
            (part, whole) => part == whole,
        }
    }

    #[test]
    fn whole_json_is_read_whole() {
        for text in [whole().to_string(), format!(" {:#}\r\n", whole())] {
            assert_eq!(salvage(text.as_bytes()), Some(whole()));
        }
    }

    #[test]
    fn wherever_it_breaks_off_what_is_read_is_a_part_of_it() {
        for text in [whole().to_string(), format!("{:#}", whole())] {
            let mut read = 0;
            for end in 1..text.len() {
                let part = salvage(text.as_bytes().get(..end).unwrap()).unwrap();
                assert!(is_part(&part, &whole()), "{part}");
                let size = part.to_string().len();
                assert!(size >= read, "{part}");
                read = size;
            }
            assert!(read > 60, "{read}");
        }
    }

    #[test]
    fn what_breaks_off_is_not_there() {
        for (text, part) in [
            (
                r#"{"data":{"id":"wh_1","token":"a"#,
                json!({"data": {"id": "wh_1"}}),
            ),
            (r#"{"id":"wh_1\"#, json!({})),
            (r#"{"n":12"#, json!({})),
            (r#"{"n":12,"#, json!({"n": 12})),
            (r#"{"n":12 "#, json!({"n": 12})),
            (r#"{"n":tru"#, json!({})),
            (r#"{"n""#, json!({})),
            (r"[1,2", json!([1])),
        ] {
            assert_eq!(salvage(text.as_bytes()), Some(part), "{text}");
        }
        for text in ["", " ", "<html>", "12", "\"a"] {
            assert_eq!(salvage(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_value_that_cannot_be_read_costs_no_other() {
        let text = b"{\"a\": 1e999, \"b\": \"\xff\", \"c\": \"\\ud800\", \"d\": oops, \"e\": 5}";
        assert_eq!(salvage(text), Some(json!({"e": 5})));
        assert_eq!(salvage(br#"{"a": 1 "b": 2}"#), Some(json!({"a": 1})));
        let deep = format!("{{\"a\": 1, \"b\": {}", "[".repeat(100_000));
        let read = salvage(deep.as_bytes()).unwrap();
        assert_eq!(read.get("a"), Some(&json!(1)));
    }

    #[test]
    fn of_a_member_that_is_given_twice_neither_is_read() {
        let text = br#"{"a": 1, "b": 2, "a": 3, "a": 1, "b": 2, "c": {"\u0061": 1, "a": 2}}"#;
        assert_eq!(salvage(text), Some(json!({"b": 2, "c": {}})));
    }
}
