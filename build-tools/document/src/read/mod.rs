//! Reads one source to a value: JSON, YAML, or a documentation page with a YAML
//! block in it.

mod anchors;
mod decode;
mod fences;
mod format;
mod heading;
mod json;
mod keys;
mod misfits;
mod page;
mod plain_json;
mod scalar;
mod yaml;

use crate::diagnostic::{Diagnostic, Outcome, Place};
use crate::positions::Positions;
use crate::read::decode::NOT_READ;
use crate::rule::Rule;
use crate::source::{Document, Source, describe};
use scalar::Scalars;
use serde_json::Value;

pub use decode::MAX_BYTES;
pub(crate) use heading::Heading;

rules! {
    pub(crate) RULES:

    UNKNOWN_FORMAT: Error {
        code: "unknown-format",
        meaning: "A source is neither JSON nor YAML nor a documentation page.",
        why: NOT_READ,
        help: "Fetch the raw document, or the page as Markdown.",
    }

    HTML: Error {
        code: "html",
        meaning: "A source is a rendered page in HTML.",
        why: "A rendered page shows the document without being it, and an address that is gone \
              is often answered with one.",
        help: "Fetch the raw document, or the page as Markdown: its address ends in `.md`.",
    }

    NOT_AN_OBJECT: Error {
        code: "not-an-object",
        meaning: "The outermost value of a source is not an object.",
        why: "An OpenAPI document, and an overlay, is an object.",
        help: "Use a source whose outermost value is the document.",
    }
}

/// The rules of this stage.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    let modules = [
        decode::RULES,
        RULES,
        json::RULES,
        yaml::RULES,
        page::RULES,
        misfits::RULES,
    ];
    modules.into_iter().flatten()
}

/// Reads one source: encoding, format, syntax and duplicate keys, nothing more.
pub fn read(source: &Source) -> Outcome<Document> {
    read_noting(source, None)
}

/// Reads one source as [`read`] does, with the position of each value.
pub fn read_with_positions(source: &Source) -> Outcome<(Document, Positions)> {
    let mut positions = Positions::default();
    let document = read_noting(source, Some(&mut positions))?;
    Ok((document, positions))
}

/// The headings of the document blocks of a page; none where the source is not
/// a page, or one without a document.
pub(crate) fn headings(source: &Source) -> Outcome<Vec<Heading>> {
    let text = text(source)?;
    Ok(match format::detect(&source.name, text) {
        Some(format::Format::Page) => page::headings(text),
        _ => Vec::new(),
    })
}

/// Whether the source is a whole document, by its content.
pub fn is_whole(source: &Source) -> Outcome<bool> {
    Ok(format::is_whole(text(source)?))
}

/// The text of a source that is not a rendered page.
pub(crate) fn text(source: &Source) -> Outcome<&str> {
    let text = decode::decode(source)?;
    if format::is_html(text) {
        return Err(html(&source.name).into());
    }
    Ok(text)
}

/// Reads a file that is part of a document, and may be of any form: what its
/// name says it is.
pub(crate) fn read_part(source: &Source) -> Outcome<Document> {
    any_value(source, format::of_part, None)
}

/// Reads such a file with the position of each value.
pub(crate) fn read_part_with_positions(source: &Source) -> Outcome<(Document, Positions)> {
    let mut positions = Positions::default();
    let document = any_value(source, format::of_part, Some(&mut positions))?;
    Ok((document, positions))
}

fn read_noting(source: &Source, positions: Option<&mut Positions>) -> Outcome<Document> {
    let document = any_value(source, format::detect, positions)?;
    if !document.value.is_object() {
        return Err(not_an_object(&document.name, &document.value).into());
    }
    Ok(document)
}

/// The values that are not of the type that their schema has, or texts only
/// because they are read as such; none of a source that cannot be read.
pub(crate) fn mistyped(source: &Source) -> Vec<Diagnostic> {
    mistyped_in(source, format::detect)
}

/// The same of a file that is part of a document.
pub(crate) fn mistyped_in_part(source: &Source) -> Vec<Diagnostic> {
    mistyped_in(source, format::of_part)
}

fn mistyped_in(source: &Source, detect: Detect) -> Vec<Diagnostic> {
    let file = source.name.as_str();
    let value = |scalars| value(file, text(source)?, detect, scalars, None);
    let Ok(resolved) = value(Scalars::Resolved) else {
        return Vec::new();
    };
    let found = misfits::misfits(&resolved);
    if found.is_empty() {
        return Vec::new();
    }
    let written = value(Scalars::AsWritten).unwrap_or(resolved);
    misfits::told(file, &found, &written)
}

/// Finds the format of a text by that and by its name.
type Detect = fn(&str, &str) -> Option<format::Format>;

fn value(
    file: &str,
    text: &str,
    detect: Detect,
    scalars: Scalars,
    positions: Option<&mut Positions>,
) -> Outcome<Value> {
    match detect(file, text) {
        Some(format::Format::Json) => {
            let fast = (positions.is_none() && scalars == Scalars::Resolved)
                .then(|| plain_json::read(text))
                .flatten();
            fast.map_or_else(|| json::read(file, text, scalars, positions), Ok)
        }
        Some(format::Format::Yaml) => yaml::read(file, text, &[], scalars, positions),
        Some(format::Format::Page) => page::read(file, text, scalars, positions),
        None => Err(unknown_format(file).into()),
    }
}

/// Takes for text what is written without quotes where only text can be.
fn keep_texts(resolved: &mut Value, written: impl FnOnce() -> Outcome<Value>) -> Outcome<()> {
    let mut texts = misfits::misfits(resolved);
    texts.retain(|misfit| misfit.is_text);
    if texts.is_empty() {
        return Ok(());
    }
    let written = written()?;
    for misfit in texts {
        if let Some(text) = written.pointer(&misfit.pointer)
            && let Some(place) = resolved.pointer_mut(&misfit.pointer)
        {
            place.clone_from(text);
        }
    }
    Ok(())
}

/// Reads a value of any form, in the format that `detect` finds.
fn any_value(
    source: &Source,
    detect: Detect,
    mut positions: Option<&mut Positions>,
) -> Outcome<Document> {
    let file = source.name.as_str();
    let text = text(source)?;
    let noted = positions.as_deref_mut();
    let mut value = value(file, text, detect, Scalars::Resolved, noted)?;
    keep_texts(&mut value, || {
        self::value(file, text, detect, Scalars::AsWritten, None)
    })?;
    if let Some(positions) = positions {
        let mark = source.bytes.len() - text.len();
        positions.shift(|offset| offset + mark);
    }
    Ok(Document {
        name: source.name.clone(),
        value,
    })
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
    Diagnostic::new(
        &UNKNOWN_FORMAT,
        file,
        Place::File,
        "the source is neither JSON nor YAML nor a documentation page",
        "fetch the raw document, or the page as Markdown",
    )
}

fn html(file: &str) -> Diagnostic {
    Diagnostic::new(
        &HTML,
        file,
        Place::File,
        "expected a document or a page in Markdown, found HTML",
        "fetch the raw document, or the page as Markdown: its address ends in `.md`",
    )
}

fn not_an_object(file: &str, value: &Value) -> Diagnostic {
    Diagnostic::new(
        &NOT_AN_OBJECT,
        file,
        Place::File,
        format!("expected an object, found {}", describe(value)),
        "use a source whose outermost value is an OpenAPI document",
    )
}
