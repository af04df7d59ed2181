//! Turns a corrected document into the effective document: the rules that
//! hold for every operation, present and future.
//!
//! Each rule is one module and one pure function. What is true of a single
//! operation or schema is not a rule; it belongs in the overlay.

mod bare_objects;
mod constraints;
mod errors;
mod names;
mod naming;
mod nulls;
mod numbers;
mod operation_ids;
mod provenance;
mod rust_types;
mod sensitive;
mod shared;
mod sites;
mod types;
mod version_header;
mod widths;

pub use constraints::is_the_servers;
pub(crate) use errors::ERROR_RESPONSE;
pub(crate) use naming::NUMBERS;
pub use naming::{Given, Held, is_by_framework};
pub use types::Types;

use crate::target::{ErrorTypes, Target, Transport};
use api_document::diagnostic::Outcome;
use api_document::downgrade::VERSION;
use api_document::ingest::{self, Document};
use api_document::member::Members;
use api_document::rule::Rule;
use serde_json::Value;

/// The rules of this stage whose violation is an error.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    [names::RULES, errors::RULES, naming::RULES]
        .into_iter()
        .flatten()
}

/// Applies every rule, in order, and checks that the result is still an
/// OpenAPI document. Gives what each rule did, for the report.
pub fn normalise(document: &Document, target: Target) -> Outcome<(Document, Vec<String>)> {
    let normalised = normalise_named(document, target, &Given::default())?;
    Ok((normalised.document, normalised.notes))
}

/// An effective document.
#[derive(Debug)]
pub struct Normalised {
    /// The document.
    pub document: Document,
    /// What each rule did.
    pub notes: Vec<String>,
    /// What the schemas of the document before are called in this one.
    pub types: Types,
    /// The names of earlier runs and of this one.
    pub names: Held,
}

/// As [`normalise`], with names that the rules do not choose.
pub fn normalise_named(
    document: &Document,
    target: Target,
    given: &Given<'_>,
) -> Outcome<Normalised> {
    applied(document, target, given, Limits::Dropped)
}

/// Applies every rule but the one that drops limits and defaults: what the
/// service holds a request to, in the words of the effective document.
pub fn served(document: &Document, given: &Given<'_>) -> Outcome<Document> {
    let served = applied(document, Target::Published, given, Limits::Kept)?;
    Ok(served.document)
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
) -> Outcome<Normalised> {
    let settings = target.settings();
    let mut effective = document.clone();
    // Which of the versions with one form it was written in makes no difference.
    if let Some(version) = effective.value.member_mut("openapi") {
        *version = Value::from(VERSION);
    }
    let mut notes = Vec::new();
    notes.extend(names::without_effect(
        names::lift(&mut effective),
        settings.strict,
    )?);
    // Places in the report are those that an overlay line has.
    let by_framework = settings.strict || naming::is_by_framework(document);
    if by_framework {
        notes.extend(bare_objects::decide(&mut effective));
        notes.extend(numbers::make_integers(&mut effective));
    }
    if settings.strict {
        notes.extend(nulls::allow(&mut effective));
    }
    notes.extend(widths::widen(&mut effective));
    let reserved: &[&str] = match settings.error_types {
        ErrorTypes::One => &errors::NAMES,
        ErrorTypes::PerOperation => &[],
    };
    let renamed = names::rename_schemas(&mut effective, by_framework, reserved)?;
    notes.extend(renamed.notes);
    let mut types = Types::renamed(&renamed.components);
    notes.extend(naming::operations(&mut effective, settings, given));
    notes.extend(operation_ids::complete(&mut effective, settings.strict)?);
    if settings.transport == Transport::Own {
        notes.extend(version_header::remove(&mut effective));
        provenance::complete(&mut effective);
    }
    if settings.opaque_ids {
        notes.extend(constraints::keep_ids_opaque(&mut effective));
    }
    if !by_framework {
        shared::entitle(&mut effective.value);
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
    let mut record = None;
    if by_framework {
        let mut fixed = renamed.given;
        if settings.error_types == ErrorTypes::One {
            fixed.extend(errors::NAMES.map(|name| (name.to_owned(), name.to_owned())));
        }
        let by_use = naming::types(&mut effective, &fixed, given);
        if let Some(name) = &by_use.given_twice {
            return Err(names::given_twice(document, name).into());
        }
        types.rename(by_use.types);
        notes.extend(by_use.notes);
        record = Some(by_use.record);
    }
    let left = names::left(&effective);
    notes.extend(names::without_effect(left, settings.strict)?);
    let names = naming::recorded(&effective, given, record);
    ingest::check(&effective)?;
    Ok(Normalised {
        document: effective,
        notes,
        types,
        names,
    })
}
