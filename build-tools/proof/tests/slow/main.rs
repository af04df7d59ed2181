//! The Rust verdict on every edit of the table, and that the quick way to it
//! leads where the whole crates do; and how what a program sends is compared.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod affected;
mod both_ways;
mod sending;
mod table;
mod verdicts;
