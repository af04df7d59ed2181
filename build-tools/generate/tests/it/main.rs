//! What code follows from a document, each stage and the whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod any_document;
mod generate;
mod naming;
mod normalise;
mod paging;
mod parameters;
mod trace;

#[path = "../small/mod.rs"]
mod small;
