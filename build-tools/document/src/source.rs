//! A source, the document read from it, and what diagnostics about both share.

use crate::diagnostic::{Diagnostic, Place};
use serde_json::Value;

rules! {
    pub(crate) RULES:

    TOO_DEEP: Error {
        code: "too-deep",
        meaning: "Objects and lists nest deeper than in any real document.",
        why: "The later stages follow the nesting, and each level takes stack.",
        help: "Check that it is the API document; write deep schemas as components.",
    }

    DUPLICATE_KEY: Error {
        code: "duplicate-key",
        meaning: "An object has a duplicate key.",
        why: "Readers disagree on which of the two counts, so two tools would see two documents.",
        help: "Keep one of the two.",
    }
}

/// The deepest nesting of objects and lists that is read; the outermost object
/// is level 1. The vendor's pages nest 9 deep. Later stages recurse, and debug
/// builds of `openapiv3` take up to 80 KiB of stack for each level.
pub const MAX_DEPTH: usize = 50;

/// One input, as fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path or URL, as the user gave it.
    pub name: String,
    /// The content, unchanged.
    pub bytes: Vec<u8>,
}

/// A document whose syntax was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What diagnostics call it.
    pub name: String,
    /// Always an object; members in the order of the source.
    pub value: Value,
}

/// The one way a document is written: members in their order, two spaces of
/// indentation, one newline at the end.
pub fn to_canonical_json(value: &Value) -> String {
    format!("{value:#}\n")
}

/// The `openapi` member: which version of `OpenAPI` the document is written in.
pub fn openapi_version(document: &Document) -> Option<&str> {
    document.value.pointer("/openapi")?.as_str()
}

/// Whether a document is of OpenAPI 3.1 or 3.2, and has to be downgraded before its
/// schemas are looked at.
pub(crate) fn is_newer(document: &Document) -> bool {
    openapi_version(document)
        .is_some_and(|version| version.starts_with("3.1.") || version.starts_with("3.2."))
}

/// The `info.version` member: which version of the API the document describes.
pub fn api_version(document: &Document) -> Option<&str> {
    document.value.pointer("/info/version")?.as_str()
}

pub(crate) fn too_deep(file: &str, place: Place) -> Diagnostic {
    let message = format!("nested deeper than {MAX_DEPTH} levels");
    let help = "check that this is the API document; real ones do not nest this deep";
    Diagnostic::new(&TOO_DEEP, file, place, message, help)
}

pub(crate) fn duplicate_key(file: &str, place: Place, key: &str, first: usize) -> Diagnostic {
    let message = format!("duplicate key `{key}` (first at line {first})");
    Diagnostic::new(&DUPLICATE_KEY, file, place, message, "keep one of the two")
}

/// A value in a few words, for messages.
pub(crate) fn describe(value: &Value) -> String {
    const LONGEST: usize = 60;
    match value {
        Value::Array(items) => format!("a list of length {}", items.len()),
        Value::Object(members) => format!("an object of size {}", members.len()),
        Value::String(text) if text.chars().count() > LONGEST => {
            let start: String = text.chars().take(LONGEST).collect();
            format!("`{}`...", Value::String(start))
        }
        scalar => format!("`{scalar}`"),
    }
}
