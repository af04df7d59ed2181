//! What is generated compiles: these tests run cargo.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod folder;
mod small_documents;
mod targets;

#[path = "../small/mod.rs"]
mod small;
