//! What takes a copy of the workspace, a build of the client or a browser.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod browser;
mod copy;
mod damage;
mod frozen;
#[path = "../it/server.rs"]
mod server;
mod tree;
mod up_to_date;
mod update;
