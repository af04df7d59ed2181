//! Gives operations and types their names by rule: from what they do and where
//! they are used, and never from how a server's own code happens to call them.
//!
//! The rules are for the published client, and for documents of `NestJS`, which
//! names operations after controllers (`WebhooksController_findAll`), schemas
//! after classes (`WebhookEntityV1`), and classes without a name at random, anew
//! at each start. Documents of another origin keep the names that they give.

mod answers;
mod grammar;
mod held;
mod operations;
mod route;
mod sense;
mod verb;

pub use held::Held;

use crate::target::Settings;
use api_document::ingest::Document;
use operations::Scope;
use std::collections::BTreeSet;

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
