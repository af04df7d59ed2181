//! The commands, the reports and the plans, one module for each room.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod cli;
mod command;
mod compared;
mod composed;
mod diff;
mod doubts;
mod fetch;
mod folders;
mod frozen;
mod instructions;
mod names_moved;
mod overlays;
#[path = "../../../document/tests/raise/mod.rs"]
mod raise;
mod regeneration;
mod reports;
mod sent_otherwise;
mod server;
mod snapshots;
mod update;
mod upstream;
mod walls;
mod workflows;
