//! Tests of the document crate through its public functions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod bundle;
mod doubts;
mod downgrade;
mod ingest;
mod overlay;
