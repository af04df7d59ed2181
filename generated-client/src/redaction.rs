//! Takes the API key out of what is kept or told of an answer that repeats it.

use serde_json::Value;
use zeroize::Zeroizing;

use crate::harmless;

const REDACTED: &str = "[redacted]";
/// A shorter key is a test's; redacting it would garble words.
const SHORTEST: usize = 6;

/// The API key, as it is looked for: plain, or escaped as in JSON or in an address.
#[derive(Clone, Copy)]
pub(crate) struct Redaction<'k>(&'k [u8]);

impl<'k> Redaction<'k> {
    /// Of the value of the `Authorization` header.
    pub(crate) fn of(authorization: &'k [u8]) -> Self {
        let key = authorization.strip_prefix(b"Bearer ").unwrap_or_default();
        Self(if key.len() < SHORTEST { &[] } else { key })
    }

    /// Whether the key is in the text.
    pub(crate) fn finds(self, text: &[u8]) -> bool {
        (0..text.len()).any(|start| {
            self.at(text.get(start..).unwrap_or_default(), false)
                .is_some()
        })
    }

    /// Cleans all texts of a JSON value for people to read.
    pub(crate) fn clean(self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.line(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.clean(item)),
            Value::Object(members) => {
                // One by one: to collect them would sort them first.
                for (name, mut member) in std::mem::take(members) {
                    self.clean(&mut member);
                    members.insert(self.line(&name), member);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// The text for people to read.
    pub(crate) fn line(self, text: &str) -> String {
        let redacted = self.redacted(text.as_bytes(), false);
        let text = redacted
            .as_deref()
            .map_or(text.into(), |bytes| String::from_utf8_lossy(bytes));
        harmless::line(&text)
    }

    /// The bytes of a body without the key; `cut` if more of them were to come, so that they
    /// may end within it.
    pub(crate) fn body(self, body: Zeroizing<Vec<u8>>, cut: bool) -> Zeroizing<Vec<u8>> {
        self.redacted(&body, cut).unwrap_or(body)
    }

    /// The text without the key, if it has it.
    fn redacted(self, text: &[u8], cut: bool) -> Option<Zeroizing<Vec<u8>>> {
        let mut rest = text;
        let mut redacted = Zeroizing::new(Vec::new());
        while let [first, after @ ..] = rest {
            if let Some(length) = self.at(rest, cut) {
                if redacted.is_empty() {
                    // Growing it would leave copies behind that are not wiped.
                    redacted.reserve(text.len() * 2);
                    redacted.extend_from_slice(text.get(..text.len() - rest.len())?);
                }
                redacted.extend_from_slice(REDACTED.as_bytes());
                rest = rest.get(length..)?;
            } else {
                if !redacted.is_empty() {
                    redacted.push(*first);
                }
                rest = after;
            }
        }
        (!redacted.is_empty()).then_some(redacted)
    }

    /// How long the key is with which the text begins.
    fn at(self, text: &[u8], cut: bool) -> Option<usize> {
        let mut rest = text;
        for (matched, byte) in self.0.iter().enumerate() {
            if cut && rest.is_empty() && matched >= SHORTEST {
                return Some(text.len());
            }
            rest = after(rest, *byte)?;
        }
        (!self.0.is_empty()).then_some(text.len() - rest.len())
    }
}

/// What comes after a byte, however it is written.
fn after(text: &[u8], byte: u8) -> Option<&[u8]> {
    match text {
        [first, rest @ ..] if *first == byte => Some(rest),
        [b'\\', first, rest @ ..] if *first == byte && br#"\/""#.contains(first) => Some(rest),
        [b'\\', b'u', b'0', b'0', high, low, rest @ ..] | [b'%', high, low, rest @ ..] => {
            let digit = |digit: &u8| char::from(*digit).to_digit(16);
            (digit(high)? * 16 + digit(low)? == u32::from(byte)).then_some(rest)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    const KEY: &[u8] = b"Bearer a/b+c\"d=";

    fn redacted(text: &str, cut: bool) -> String {
        let body = Zeroizing::new(text.as_bytes().to_vec());
        let body = Redaction::of(KEY).body(body, cut);
        String::from_utf8(body.to_vec()).unwrap()
    }

    #[test]
    fn a_key_is_found_however_it_is_written() {
        for key in [
            r#"a/b+c"d="#,
            r#"a/b+c\"d="#,
            r"a\/b\u002Bc\u0022d=",
            "a%2Fb%2bc%22d%3D",
            r#"%61/b+c\"d%3d"#,
        ] {
            assert_eq!(
                redacted(&format!("<{key}>{key}"), false),
                "<[redacted]>[redacted]"
            );
        }
        for other in ["a/b+c", "a/b+c\"d", "A/b+c\"d=", "%a", "\\", ""] {
            assert_eq!(redacted(other, false), other);
        }
    }

    #[test]
    fn a_body_that_was_cut_may_end_within_the_key() {
        assert_eq!(redacted("the key a/b+c\"d", true), "the key [redacted]");
        assert_eq!(redacted("the key a/b+c", true), "the key a/b+c");
        assert_eq!(redacted("the key a/b+c\"d", false), "the key a/b+c\"d");
    }

    #[test]
    fn all_texts_of_a_value_are_cleaned() {
        let mut value = json!({ "a/b+c\"d=": ["a/b+c\"d=", 1, { "\u{202e}": "\r" }] });
        Redaction::of(KEY).clean(&mut value);
        assert_eq!(
            value,
            json!({ "[redacted]": ["[redacted]", 1, { "\u{fffd}": " " }] })
        );
    }

    #[test]
    fn a_key_of_a_test_is_a_word() {
        assert!(!Redaction::of(b"Bearer short").finds(b"short"));
        assert!(Redaction::of(b"Bearer longer").finds(b"a longer one"));
    }
}
