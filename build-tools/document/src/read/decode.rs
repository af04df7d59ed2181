//! From bytes to text: size, encoding and emptiness, before any syntax.

use crate::diagnostic::{Diagnostic, Place};
use crate::source::Source;

pub(crate) const NOT_READ: &str = "What cannot be read for certain is not guessed at.";
pub(crate) const CUT_OFF: &str =
    "Fetch the source again; a download that was cut off or changed looks like this.";

rules! {
    pub(crate) RULES:

    EMPTY_SOURCE: Error {
        code: "empty-source",
        meaning: "A source holds nothing.",
        why: NOT_READ,
        help: CUT_OFF,
    }

    TOO_LARGE: Error {
        code: "too-large",
        meaning: "A source has more bytes than any API document.",
        why: "Memory and time are bounded, whatever is read.",
        help: "Check that it is the API document and not another download.",
    }

    NUL_BYTE: Error {
        code: "nul-byte",
        meaning: "A source has a NUL byte.",
        why: NOT_READ,
        help: "Save it as UTF-8 text.",
    }

    UTF_16: Error {
        code: "utf-16",
        meaning: "A source is UTF-16.",
        why: NOT_READ,
        help: "Save it as UTF-8 text.",
    }

    INVALID_UTF_8: Error {
        code: "invalid-utf-8",
        meaning: "A source is not UTF-8 text.",
        why: NOT_READ,
        help: "Save it as UTF-8 text.",
    }
}

/// The largest source that is read. The largest public `OpenAPI` documents are
/// about a tenth of this.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The text of a source, without a byte order mark.
pub(super) fn decode(source: &Source) -> Result<&str, Diagnostic> {
    let bytes = source.bytes.as_slice();
    check_size(source)?;
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(utf16(&source.name));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| invalid_utf8(&source.name, bytes, error.valid_up_to()))?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if let Some(offset) = text.find('\0') {
        return Err(nul(&source.name, text.as_bytes(), offset));
    }
    if text.trim().is_empty() {
        return Err(empty(&source.name));
    }
    Ok(text)
}

/// A place in a text that only moves forward, so that finding many places in
/// order takes one pass.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor {
    offset: usize,
    line: usize,
    column: usize,
}

impl Cursor {
    /// The first byte.
    pub(super) const START: Self = Self {
        offset: 0,
        line: 1,
        column: 1,
    };

    /// The cursor, moved on to the byte at `offset`. Columns count characters.
    pub(super) fn forward(mut self, bytes: &[u8], offset: usize) -> Self {
        let end = offset.min(bytes.len());
        for byte in bytes.get(self.offset..end).unwrap_or_default() {
            if *byte == b'\n' {
                self.line += 1;
                self.column = 1;
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                self.column += 1;
            }
        }
        self.offset = self.offset.max(end);
        self
    }

    pub(super) fn line(self) -> usize {
        self.line
    }

    pub(super) fn place(self) -> Place {
        Place::Line {
            line: self.line,
            column: self.column,
        }
    }
}

/// The place of one byte.
pub(super) fn place_at(bytes: &[u8], offset: usize) -> Place {
    Cursor::START.forward(bytes, offset).place()
}

fn check_size(source: &Source) -> Result<(), Diagnostic> {
    if source.bytes.len() <= MAX_BYTES {
        return Ok(());
    }
    Err(Diagnostic::new(
        &TOO_LARGE,
        &source.name,
        Place::File,
        format!(
            "the source has {} bytes; at most {MAX_BYTES} are read",
            source.bytes.len()
        ),
        "check that this is the API document and not another download",
    ))
}

fn utf16(file: &str) -> Diagnostic {
    Diagnostic::new(
        &UTF_16,
        file,
        Place::File,
        "the source is UTF-16 or UTF-32 text, by its byte order mark",
        "save it as UTF-8",
    )
}

fn invalid_utf8(file: &str, bytes: &[u8], offset: usize) -> Diagnostic {
    Diagnostic::new(
        &INVALID_UTF_8,
        file,
        place_at(bytes, offset),
        format!("the byte at offset {offset} is not UTF-8 text"),
        "save the source as UTF-8; a compressed or cut-off download also looks like this",
    )
}

fn nul(file: &str, bytes: &[u8], offset: usize) -> Diagnostic {
    Diagnostic::new(
        &NUL_BYTE,
        file,
        place_at(bytes, offset),
        "the source has a NUL byte",
        "save the source as UTF-8 text; UTF-16 without a byte order mark looks like this",
    )
}

/// Also used for a source that turns out to hold nothing but comments.
pub(super) fn empty(file: &str) -> Diagnostic {
    Diagnostic::new(
        &EMPTY_SOURCE,
        file,
        Place::File,
        "the source is empty",
        "fetch it again, or leave it out",
    )
}
