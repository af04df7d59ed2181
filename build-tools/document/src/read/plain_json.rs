//! A fast path of `json`, and only that: most sources are sound, and of those nobody asks
//! where in the text something stands.
//!
//! Whatever is odd, or only seldom there, is left to `json`, which says what is wrong and
//! where.

use crate::source::MAX_DEPTH;
use serde_json::{Map, Number, Value};

/// An integer of so many digits has 64 bits.
const DIGITS: usize = 18;

/// Reads JSON; nothing where it is not sound, or has something that is seldom there.
pub(super) fn read(text: &str) -> Option<Value> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.pass_space();
    (reader.at == text.len()).then_some(value)
}

/// A text, and how far it is read.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn pass_while(&mut self, passes: impl Fn(u8) -> bool) -> usize {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| passes(**byte)).count();
        self.at += count;
        count
    }

    fn pass_space(&mut self) {
        self.pass_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    /// Passes a byte that has to be there, after any space.
    fn pass(&mut self, expected: u8) -> Option<()> {
        self.pass_space();
        let found = self.pass_if(expected);
        found.then_some(())
    }

    fn pass_if(&mut self, wanted: u8) -> bool {
        let found = self.next() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.pass_space();
        match self.next()? {
            b'"' => self.string().map(Value::String),
            b'{' if depth < MAX_DEPTH => self.object(depth + 1),
            b'[' if depth < MAX_DEPTH => self.list(depth + 1),
            b'-' | b'0'..=b'9' => self.number().map(Value::Number),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => None,
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        let is_there = self
            .text
            .as_bytes()
            .get(self.at..)?
            .starts_with(word.as_bytes());
        self.at += word.len();
        is_there.then_some(value)
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut members = Map::new();
        self.separated([b'{', b'}'], |reader| {
            reader.pass_space();
            let key = reader.string()?;
            reader.pass(b':')?;
            // A repeated key is a fault.
            let before = members.insert(key, reader.value(depth)?);
            before.is_none().then_some(())
        })?;
        Some(Value::Object(members))
    }

    fn list(&mut self, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        self.separated([b'[', b']'], |reader| {
            items.push(reader.value(depth)?);
            Some(())
        })?;
        Some(Value::Array(items))
    }

    /// Reads what stands between two brackets, each part of it by itself.
    fn separated(
        &mut self,
        [open, close]: [u8; 2],
        mut part: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.pass(open)?;
        self.pass_space();
        if self.pass_if(close) {
            return Some(());
        }
        loop {
            part(self)?;
            self.pass_space();
            if !self.pass_if(b',') {
                return self.pass(close);
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        if !self.pass_if(b'"') {
            return None;
        }
        let mut read = self.plain_text()?.to_owned();
        loop {
            match self.next()? {
                b'"' => {
                    self.at += 1;
                    return Some(read);
                }
                b'\\' => {
                    self.at += 1;
                    read.push(self.escaped()?);
                }
                _ => read.push_str(self.plain_text().filter(|text| !text.is_empty())?),
            }
        }
    }

    /// What stands in a string up to the next character that means something else there.
    fn plain_text(&mut self) -> Option<&'t str> {
        let start = self.at;
        self.pass_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1F));
        self.text.get(start..self.at)
    }

    fn escaped(&mut self) -> Option<char> {
        let escape = self.next()?;
        self.at += 1;
        Some(match escape {
            b'"' | b'\\' | b'/' => char::from(escape),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.code_unit()?;
                if !(0xD800..0xDC00).contains(&first) {
                    return char::from_u32(first);
                }
                let second = self.pass_if(b'\\') && self.pass_if(b'u');
                let second = second.then(|| self.code_unit())??.checked_sub(0xDC00)?;
                let is_second = second < 0x400;
                let character = 0x1_0000 + ((first - 0xD800) << 10) + second;
                return is_second.then(|| char::from_u32(character))?;
            }
            _ => return None,
        })
    }

    fn code_unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let are_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.at += 4;
        are_digits.then(|| u32::from_str_radix(digits, 16).ok())?
    }

    fn number(&mut self) -> Option<Number> {
        let start = self.at;
        let is_negative = self.pass_if(b'-');
        let first = self.next()?;
        let digits = self.digits()?;
        if first == b'0' && digits > 1 {
            return None;
        }
        let mut is_integer = true;
        if self.pass_if(b'.') {
            self.digits()?;
            is_integer = false;
        }
        if self.pass_if(b'e') || self.pass_if(b'E') {
            let _sign = self.pass_if(b'-') || self.pass_if(b'+');
            self.digits()?;
            is_integer = false;
        }
        let written = self.text.get(start..self.at)?;
        if !is_integer {
            return Number::from_f64(written.parse().ok()?);
        }
        if digits > DIGITS || (is_negative && first == b'0') {
            return None;
        }
        if is_negative {
            return Some(written.parse::<i64>().ok()?.into());
        }
        Some(written.parse::<u64>().ok()?.into())
    }

    /// Passes one digit or more.
    fn digits(&mut self) -> Option<usize> {
        Some(self.pass_while(|byte| byte.is_ascii_digit())).filter(|count| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::json;
    use super::super::scalar::Scalars;
    use super::*;
    use proptest::prelude::*;

    /// Whether it is read; what is read is what `json` reads.
    fn agrees(text: &str) -> bool {
        let read = read(text);
        if let Some(read) = &read {
            let slowly = json::read("a.json", text, Scalars::Resolved, None);
            assert_eq!(slowly.ok().as_ref(), Some(read), "{text}");
        }
        read.is_some()
    }

    #[test]
    fn what_is_usual_is_read() {
        for text in [
            "{}",
            " [ ] ",
            "{\"a\": [1, -2, 0, 0.1, 1e5, 2.50E-3, true, false, null], \"b\" : {\"c\":\"\"}}",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u2026\\uD83D\\uDE00 é😀\"",
            "[0.30000000000000004, 179769313486231570e291, 123456789012345678]",
            "[-123456789012345678]",
        ] {
            assert!(agrees(text), "{text}");
        }
        assert!(agrees(&("[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH))));
    }

    #[test]
    fn what_is_odd_is_left() {
        let deep = "[".repeat(MAX_DEPTH + 1) + &"]".repeat(MAX_DEPTH + 1);
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\":1,\"a\":1}",
            "[1 2]",
            "01",
            "-",
            "1.",
            ".5",
            "+1",
            "-0",
            "1e",
            "1e999",
            "1234567890123456789",
            "\"\u{1}\"",
            "\"\\x\"",
            "\"\\uD800\"",
            "\"\\uD800\\u0041\"",
            "\"\\uDC00\"",
            "\"\\u+123\"",
            "\"a",
            "\"\\",
            "tru",
            "nul",
            "{} {}",
            "{a:1}",
            "{\"a\" 1}",
            "[\u{a0}1]",
            "\u{feff}1",
            "NaN",
            "[1}",
            &deep,
        ] {
            assert!(!agrees(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_reads_what_json_reads(text in "[\\[\\]{}:,\" \n0-9.eE+\\\\untrfalsé😀-]{0,24}") {
            agrees(&text);
        }

        #[test]
        fn numbers_too(text in "-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?") {
            agrees(&text);
        }

        #[test]
        fn and_texts(text in "\"([a-zé😀\u{0}-\u{1f}\"]|\\\\.|\\\\u[dD][89a-fA-F][0-9a-f]{2}|\\\\u[0-9a-f]{4}){0,6}\"") {
            agrees(&text);
        }
    }
}
