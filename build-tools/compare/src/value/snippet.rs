//! A value as reports show it, cut to a readable length.

use serde_json::Value;
use std::io::{Error, ErrorKind, Result, Write};

const LINES: usize = 24;
const BYTES: usize = 4000;

/// Prints a value as JSON and stops where it gets too long.
pub(crate) fn snippet(value: &Value) -> String {
    let mut short = Short::default();
    let whole = serde_json::to_writer_pretty(&mut short, value).is_ok();
    let mut text = short.into_text();
    if !whole {
        text.push_str("\n...");
    }
    text
}

#[derive(Default)]
struct Short {
    bytes: Vec<u8>,
    lines: usize,
}

impl Short {
    /// The text written so far; a character that was cut is left out.
    fn into_text(mut self) -> String {
        let valid = match std::str::from_utf8(&self.bytes) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        self.bytes.truncate(valid);
        String::from_utf8(self.bytes).unwrap_or_default()
    }
}

impl Write for Short {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        for byte in bytes {
            self.lines += usize::from(*byte == b'\n');
            if self.lines == LINES || self.bytes.len() == BYTES {
                return Err(Error::from(ErrorKind::WriteZero));
            }
            self.bytes.push(*byte);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, LINES, snippet};
    use serde_json::json;

    #[test]
    fn what_is_short_is_shown_whole() {
        assert_eq!(
            snippet(&json!({"a": ["ä"]})),
            "{\n  \"a\": [\n    \"ä\"\n  ]\n}"
        );
    }

    #[test]
    fn what_is_long_is_cut_by_lines_and_by_bytes() {
        let lines = snippet(&json!(vec![1; 100]));
        assert_eq!(lines.lines().count(), LINES + 1);
        assert!(lines.ends_with("1,\n..."), "{lines}");
        for odd in ["", "a"] {
            let text = snippet(&json!(format!("{odd}{}", "ä".repeat(BYTES))));
            assert!(text.len() <= BYTES + 4 && text.ends_with("ä\n..."));
        }
    }
}
