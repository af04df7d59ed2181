//! What code follows from a document, each stage and the whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod any_document;
mod bare_objects;
mod batches;
mod examples;
mod exercise;
mod generate;
mod held;
mod library;
mod naming;
mod normalise;
mod nulls;
mod numbers;
mod paging;
mod parameters;
mod partial;
mod published;
mod raised;
mod shared;
mod trace;

#[path = "../../../xtask/benches/documents/mod.rs"]
mod documents;
#[path = "../small/mod.rs"]
mod small;
