//! Gives operations and types their names by rule: from what they do and where
//! they are used, and never from how a server's own code happens to call them.
//!
//! The rules are for the published client, and for documents of `NestJS`, which
//! names operations after controllers (`WebhooksController_findAll`), schemas
//! after classes (`WebhookEntityV1`), and classes without a name at random, anew
//! at each start. Documents of another origin keep the names that they give.

mod answers;
mod assign;
mod call;
mod carried;
mod colour;
mod found;
mod grammar;
mod group;
mod held;
mod hold;
mod inline;
mod members;
mod operations;
mod places;
mod roles;
mod route;
mod sense;
mod types;
mod verb;

pub use held::Held;
pub(super) use held::RULES;
pub(crate) use members::NUMBERS;

use crate::target::Settings;
use api_document::ingest::Document;
use api_document::schema::{self, components};
use operations::Scope;
use std::collections::{BTreeMap, BTreeSet};

/// The names that the rules do not choose.
#[derive(Debug, Clone, Default)]
pub struct Given<'h> {
    /// The operations, by method and path, that the overlay names.
    pub operations: BTreeSet<String>,
    /// The names of earlier runs.
    pub held: Option<&'h Held>,
}

/// Names every operation, and says how.
pub(super) fn operations(
    document: &mut Document,
    settings: &Settings,
    given: &Given<'_>,
) -> Vec<String> {
    let none = Held::default();
    let scope = Scope {
        all: settings.strict,
        given: &given.operations,
        held: given.held.unwrap_or(&none),
    };
    operations::name(&mut document.value, scope)
}

/// Names every type; `fixed` are the names that components have already.
pub(super) fn types(
    document: &mut Document,
    fixed: &BTreeMap<String, String>,
    given: &Given<'_>,
) -> types::Named {
    let none = Held::default();
    types::name(&mut document.value, fixed, given.held.unwrap_or(&none))
}

/// The record of names, with those of this run.
pub(super) fn recorded(document: &Document, given: &Given<'_>, types: Option<Held>) -> Held {
    let mut record = given.held.cloned().unwrap_or_default();
    for operation in schema::operations(&document.value) {
        record.add_operation(&operation.location(), operation.id().to_owned());
    }
    record.add(types.unwrap_or_default());
    record
}

/// Whether a document calls things as `NestJS` does.
pub fn is_by_framework(document: &Document) -> bool {
    let operations = schema::operations(&document.value);
    operations
        .iter()
        .any(|operation| verb::of_controller(operation.id()).is_some())
        || components(&document.value)
            .into_iter()
            .flatten()
            .any(|(name, _)| is_anonymous(name))
}

/// Whether a schema's name is one that was made at random.
fn is_anonymous(name: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    name.len() >= 16 && name.chars().all(is_digit)
}
