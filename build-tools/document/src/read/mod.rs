//! From one source to a value: JSON, YAML, or a documentation page with a YAML
//! block in it.

mod anchors;
mod decode;
mod format;
mod json;
mod lines;
mod page;
mod scalar;
mod yaml;

use crate::diagnostic::{Diagnostic, Outcome, Place};
use crate::read::decode::NOT_READ;
use crate::rule::Rule;
use crate::source::{Document, Source, describe, fault};
use serde_json::Value;
use std::collections::HashMap;

rules! {
    pub(crate) RULES:

    UNKNOWN_FORMAT: Error {
        code: "unknown-format",
        meaning: "A source is neither JSON nor YAML nor a documentation page.",
        why: NOT_READ,
        help: "Fetch the raw document or the Markdown page, not the rendered HTML.",
    }

    NOT_AN_OBJECT: Error {
        code: "not-an-object",
        meaning: "The outermost value of a source is no object.",
        why: "An OpenAPI document, and an overlay, is an object.",
        help: "Use a source whose outermost value is the document.",
    }
}

/// The rules of this stage.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    let modules = [decode::RULES, RULES, json::RULES, yaml::RULES, page::RULES];
    modules.into_iter().flatten()
}

/// Reads one source: encoding, format, syntax and duplicate keys, nothing more.
pub fn read(source: &Source) -> Outcome<Document> {
    let file = source.name.as_str();
    let text = decode::decode(source)?;
    let value = match format::detect(file, text) {
        Some(format::Format::Json) => json::read(file, text)?,
        Some(format::Format::Yaml) => yaml::read(file, text, &[])?,
        Some(format::Format::Page) => page::read(file, text)?,
        None => return Err(unknown_format(file).into()),
    };
    if !value.is_object() {
        return Err(not_an_object(file, &value).into());
    }
    Ok(Document {
        name: source.name.clone(),
        value,
    })
}

/// On which line of a source each JSON pointer stands, counted from 1: the line
/// of a member's name, or where an item of a list starts.
///
/// Of a source that cannot be read, what was understood before the first fault
/// is given.
pub fn lines(source: &Source) -> HashMap<String, usize> {
    let Ok(text) = decode::decode(source) else {
        return HashMap::new();
    };
    match format::detect(&source.name, text) {
        Some(format::Format::Json) => lines::of_json(text),
        Some(format::Format::Yaml) => yaml::lines(text),
        Some(format::Format::Page) => page::lines(&source.name, text),
        None => HashMap::new(),
    }
}

/// The line of what a pointer names or, where the source does not have that, of
/// the nearest value around it.
#[allow(
    clippy::implicit_hasher,
    reason = "what `lines` gives is what this takes"
)]
pub fn nearest_line(lines: &HashMap<String, usize>, pointer: &str) -> Option<usize> {
    let mut pointer = pointer;
    loop {
        if let Some(line) = lines.get(pointer) {
            return Some(*line);
        }
        pointer = &pointer[..pointer.rfind('/')?];
    }
}

/// The extension that says what a source is: `.json`, `.yaml` or `.md`.
pub fn extension(source: &Source) -> &'static str {
    let text = String::from_utf8_lossy(&source.bytes);
    match format::detect(&source.name, &text) {
        Some(format::Format::Yaml) => ".yaml",
        Some(format::Format::Page) => ".md",
        Some(format::Format::Json) | None => ".json",
    }
}

fn unknown_format(file: &str) -> Diagnostic {
    fault(
        &UNKNOWN_FORMAT,
        file,
        Place::File,
        "the source is neither JSON nor YAML nor a documentation page",
        "fetch the raw document or the Markdown page, not the rendered HTML",
    )
}

fn not_an_object(file: &str, value: &Value) -> Diagnostic {
    fault(
        &NOT_AN_OBJECT,
        file,
        Place::File,
        format!("the source holds {}, not an object", describe(value)),
        "use a source whose outermost value is an OpenAPI document",
    )
}
