//! Applies an OpenAPI Overlay to a document, strictly.
//!
//! The Overlay Specification lets an action match nothing and change nothing.
//! A correction that does so is stale, so here both are diagnostics: every
//! action says in `x-matches` how many nodes it must match, and each of those
//! nodes must come out different.

mod apply;
mod parse;
mod stale;

pub use apply::{Applied, apply};
pub use parse::{Overlay, parse};
pub use stale::{Stale, stale, without};
