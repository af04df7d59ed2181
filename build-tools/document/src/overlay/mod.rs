//! Applies an OpenAPI Overlay to a document, strictly.
//!
//! The Overlay Specification lets an action match nothing and change nothing.
//! A correction that does so is stale, so here both are diagnostics: every
//! action says in `x-matches` how many nodes it must match, and each of those
//! nodes must come out different. Of an overlay by others, actions that do not
//! say so are applied as the specification has it.

mod apply;
mod edit;
mod matches;
mod parse;
mod stale;
mod supplement;

use crate::rule::Rule;

pub use apply::{Applied, OVERLAY_STALE, apply, describe, idle};
pub use parse::{Overlay, any, parse};
pub use stale::{Stale, stale, without};
pub use supplement::Supplement;

/// The rules of this stage.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    [parse::RULES, apply::RULES, stale::RULES, supplement::RULES]
        .into_iter()
        .flatten()
}
