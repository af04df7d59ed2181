//! The simulator itself, seen through a plain HTTP client and raw sockets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod answers;
mod by_hand;
mod faults;
mod hostile;
mod limit;
mod paging;
mod recording;
mod sender;
mod settings;
mod usual;
mod validation;
