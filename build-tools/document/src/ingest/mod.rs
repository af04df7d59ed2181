//! The first stage: from the sources the vendor gives to one canonical
//! document.
//!
//! A source is JSON, YAML, or a documentation page with a YAML block in it.
//! [`read`] takes one source to a value, [`merge()`] takes many values to one,
//! [`check()`] checks that value as an `OpenAPI` 3.0 document, and [`ingest`]
//! does all three. None of them touches a file.

mod anchors;
mod difference;
mod format;
mod json;
mod kind;
mod lines;
mod local;
mod mend;
mod merge;
mod operations;
mod page;
mod parse;
mod plain;
mod references;
mod scalar;
mod text;
mod validate;
mod walk;
mod yaml;

use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
use serde_json::Value;
use std::collections::HashMap;

pub use merge::merge;
pub use validate::{check, validate};

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

/// Reads every source, merges them in the order given, and validates the result.
///
/// The order of paths, components and tags in the result follows the order of
/// the sources; nothing else does.
pub fn ingest(sources: &[Source]) -> Outcome<Document> {
    let documents = read_all(sources)?;
    let merged = merge(&documents)?;
    let strict = operations::names(&merged.value)
        .into_iter()
        .chain(operations::repeated_parameters(&merged.value));
    let bad_names = strict.map(|bad| {
        let place = Place::Pointer(bad.pointer);
        fault(bad.code, &merged.name, place, bad.message, bad.remedy)
    });
    let mut found: Vec<Diagnostic> = bad_names.collect();
    if let Err(more) = check(&merged) {
        found.extend(more.iter().cloned());
    }
    let found = found
        .iter()
        .map(|one| trace(one, &merged, &documents))
        .collect();
    outcome(merged, found)
}

/// Reads and validates one document that need not be ours. Its operations may
/// go without names, which the normalising stage gives them, and a reference
/// may lead to any place in it.
pub fn any(source: &Source) -> Outcome<Document> {
    let mut document = read(source)?;
    local::to_components(&mut document.value);
    check(&document)?;
    Ok(document)
}

/// As [`any`], but what is wrong in one place only is taken out, with a
/// warning, and the rest kept.
pub fn mended(source: &Source) -> Outcome<(Document, Vec<Diagnostic>)> {
    let mut document = read(source)?;
    local::to_components(&mut document.value);
    let warnings = mend::mend(&mut document)?;
    Ok((document, warnings))
}

/// Reads one source: encoding, format, syntax and duplicate keys, nothing more.
pub fn read(source: &Source) -> Outcome<Document> {
    let file = source.name.as_str();
    let text = text::decode(source)?;
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
    let Ok(text) = text::decode(source) else {
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

/// Parses a document that the tools made themselves, without looking for
/// faults in it.
pub fn parse(value: &Value) -> Result<openapiv3::OpenAPI, String> {
    parse::document(value).map_err(|misunderstood| misunderstood.message)
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

/// The `info.version` member: which version of the API the document describes.
pub fn api_version(document: &Document) -> Option<&str> {
    document.value.pointer("/info/version")?.as_str()
}

fn read_all(sources: &[Source]) -> Outcome<Vec<Document>> {
    let mut documents = Vec::new();
    let mut found = Vec::new();
    for source in sources {
        match read(source) {
            Ok(document) => documents.push(document),
            Err(diagnostics) => found.extend(diagnostics.iter().cloned()),
        }
    }
    outcome(documents, found)
}

/// Names the source a fault came from, where it can be told.
fn trace(found: &Diagnostic, merged: &Document, documents: &[Document]) -> Diagnostic {
    let mut traced = found.clone();
    if let Some(origin) = origin(&found.place, merged, documents) {
        traced.file.clone_from(&origin.name);
    }
    traced
}

/// The first document that has exactly what the merged one has at a place.
fn origin<'d>(place: &Place, merged: &Document, documents: &'d [Document]) -> Option<&'d Document> {
    let Place::Pointer(pointer) = place else {
        return None;
    };
    let part = merged.value.pointer(pointer)?;
    documents
        .iter()
        .find(|document| document.value.pointer(pointer) == Some(part))
}

fn unknown_format(file: &str) -> Diagnostic {
    fault(
        "unknown-format",
        file,
        Place::File,
        "the source is neither JSON nor YAML nor a documentation page",
        "fetch the raw document or the Markdown page, not the rendered HTML",
    )
}

fn not_an_object(file: &str, value: &Value) -> Diagnostic {
    fault(
        "not-an-object",
        file,
        Place::File,
        format!("the source holds {}, not an object", describe(value)),
        "use a source whose outermost value is an OpenAPI document",
    )
}

fn too_deep(file: &str, place: Place) -> Diagnostic {
    let message = format!("more than {MAX_DEPTH} objects and lists are nested here");
    let remedy = "check that this is the API document; no real one nests this deep";
    fault("too-deep", file, place, message, remedy)
}

fn duplicate_key(file: &str, place: Place, pointer: &str) -> Diagnostic {
    let message = format!("the object has this key a second time: `{pointer}`");
    fault("duplicate-key", file, place, message, "keep one of the two")
}

/// A value in a few words, for messages.
fn describe(value: &Value) -> String {
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

fn fault(
    code: &'static str,
    file: &str,
    place: Place,
    message: impl Into<String>,
    remedy: &str,
) -> Diagnostic {
    Diagnostic {
        code,
        file: file.to_owned(),
        place,
        message: message.into(),
        remedy: remedy.to_owned(),
    }
}
