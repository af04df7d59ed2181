//! Turns a corrected document into the effective document: the rules that
//! hold for every operation, present and future.
//!
//! Each rule is one module and one pure function. What is true of a single
//! operation or schema is not a rule; it belongs in the overlay.

mod constraints;
mod errors;
mod names;
mod naming;
mod operation_ids;
mod provenance;
mod rust_types;
mod sensitive;
mod version_header;

pub(crate) use errors::ERROR_RESPONSE;
pub use naming::{Given, Held};

use crate::target::{ErrorTypes, Target, Transport};
use api_document::diagnostic::Outcome;
use api_document::ingest::{self, Document};
use api_document::rule::Rule;

/// The rules of this stage whose violation is an error.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    [names::RULES, errors::RULES].into_iter().flatten()
}

/// Applies every rule, in order, and checks that the result is still an
/// OpenAPI document. Gives what each rule did, for the report.
pub fn normalise(document: &Document, target: Target) -> Outcome<(Document, Vec<String>)> {
    normalise_named(document, target, &Given::default())
}

/// As [`normalise`], with names that the rules do not choose.
pub fn normalise_named(
    document: &Document,
    target: Target,
    given: &Given<'_>,
) -> Outcome<(Document, Vec<String>)> {
    applied(document, target, given, Limits::Dropped)
}

/// Applies every rule but the one that drops limits and defaults: what the
/// service holds a request to, in the words of the effective document.
pub fn served(document: &Document, given: &Given<'_>) -> Outcome<Document> {
    let (served, _) = applied(document, Target::Published, given, Limits::Kept)?;
    Ok(served)
}

/// What becomes of limits and defaults, which are the server's to enforce.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Limits {
    Dropped,
    Kept,
}

fn applied(
    document: &Document,
    target: Target,
    given: &Given<'_>,
    limits: Limits,
) -> Outcome<(Document, Vec<String>)> {
    let settings = target.settings();
    let mut effective = document.clone();
    let mut notes = names::rename_schemas(&mut effective)?;
    notes.extend(naming::operations(&mut effective, settings, given));
    notes.extend(operation_ids::complete(&mut effective, settings.strict)?);
    if settings.transport == Transport::Own {
        notes.extend(version_header::remove(&mut effective));
        provenance::complete(&mut effective);
    }
    if settings.opaque_ids {
        notes.extend(constraints::keep_ids_opaque(&mut effective));
    }
    notes.extend(match settings.error_types {
        ErrorTypes::One => errors::unify_everywhere(&mut effective)?,
        ErrorTypes::PerOperation => errors::unify_per_operation(&mut effective),
    });
    if limits == Limits::Dropped {
        notes.extend(constraints::strip(&mut effective));
    }
    notes.extend(rust_types::strip(&mut effective));
    notes.extend(sensitive::mark(&mut effective));
    ingest::check(&effective)?;
    Ok((effective, notes))
}
