//! The first stage: from the sources the vendor gives to one canonical
//! document.
//!
//! A source is JSON, YAML, or a documentation page with a YAML block in it.
//! [`read`] takes one source to a value, [`merge()`] takes many values to one,
//! [`check()`] checks that value as an `OpenAPI` document, and [`ingest`] does all
//! three. None of them touches a file, and none changes what a document of 3.1
//! says: that is for [`crate::downgrade`].

use crate::credentials::redact;
use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
use crate::localise::localise_references;
use crate::pages;
use crate::repair::{repair, take_out_repeated};
use crate::source::is_newer;
use crate::validate::operations;
use crate::validate::unheeded::unheeded;

pub use crate::merge::merge;
pub use crate::positions::{Position, Positions};
pub use crate::read::{MAX_BYTES, extension, is_whole, read, read_with_positions};
pub use crate::repair::{OPERATION_LEFT_OUT, PARAMETER_LEFT_OUT, UNTYPED_SCHEMA};
pub use crate::source::{
    Document, MAX_DEPTH, Source, api_version, openapi_version, to_canonical_json,
};
pub use crate::validate::operations::{DUPLICATE_OPERATION_ID, MISSING_OPERATION_ID};
pub use crate::validate::{check, parse, validate};

/// Reads every source, merges them in the order given, and validates the result.
///
/// The order of paths, components and tags in the result follows the order of
/// the sources; nothing else does.
pub fn ingest(sources: &[Source]) -> Outcome<Document> {
    let documents = read_all(sources)?;
    pages::of_one_document(sources)?;
    let merged = merge(&documents)?;
    let strict = operations::names(&merged.value)
        .into_iter()
        .chain(operations::repeated_parameters(&merged.value));
    let bad_names = strict.map(|bad| {
        let place = Place::Pointer(bad.pointer);
        Diagnostic::new(bad.rule, &merged.name, place, bad.message, bad.help)
    });
    let mut found: Vec<Diagnostic> = bad_names.collect();
    found.extend(doubts(&mut merged.clone()));
    if let Err(more) = check(&merged) {
        found.extend(more.iter().cloned());
    }
    let found = found
        .iter()
        .map(|one| trace(one, &merged, &documents))
        .collect();
    outcome(merged, found)
}

/// What a document says in vain, and what it gives away, which is taken out of
/// it: nothing of this stops the work on a document of others, but has to be told.
pub fn doubts(document: &mut Document) -> Vec<Diagnostic> {
    let unheeded = unheeded(document).into_iter();
    let mut doubts: Vec<Diagnostic> = unheeded
        .map(|bad| {
            let place = Place::Pointer(bad.pointer);
            Diagnostic::new(bad.rule, &document.name, place, bad.message, bad.help)
        })
        .collect();
    doubts.extend(redact(document));
    doubts
}

/// Reads and validates one document that need not be ours. Its operations may
/// go without names, which the normalising stage gives them, and a reference
/// may lead to any place in it.
pub fn any(source: &Source) -> Outcome<Document> {
    validated(read(source)?)
}

/// Reads one document as [`any`] does, with what there is to doubt in it.
pub fn any_with_doubts(source: &Source) -> Outcome<(Document, Vec<Diagnostic>)> {
    let mut document = read(source)?;
    let doubts = doubts(&mut document);
    Ok((validated(document)?, doubts))
}

/// Validates a document as [`any`] does.
pub fn validated(mut document: Document) -> Outcome<Document> {
    redact(&mut document);
    localise(&mut document);
    check(&document)?;
    Ok(document)
}

/// Reads one document as [`any`] does, but removes what is wrong in one place
/// only, with a warning, and keeps the rest.
pub fn repaired(source: &Source) -> Outcome<(Document, Vec<Diagnostic>)> {
    let mut document = read(source)?;
    let mut warnings = doubts(&mut document);
    take_out_repeated(&mut document, &warnings);
    localise(&mut document);
    warnings.extend(repair(&mut document)?);
    Ok((document, warnings))
}

/// A newer document is localised where it is downgraded, as it has more places to
/// refer to.
fn localise(document: &mut Document) {
    if !is_newer(document) {
        localise_references(&mut document.value);
    }
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

/// Names the source a fault came from, where one source has the same value.
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
