//! The Rust verdict on every edit of the table, and that the quick way to it
//! leads where the whole crates do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod affected;
mod both_ways;
mod table;
