//! The client, seen through its public interface, against the simulator.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod certificates;
mod connections;
mod create;
mod drift;
mod faults;
mod keys;
mod limits;
mod outcome;
mod paging;
mod refusals;
mod request;
mod runtimes;
mod secrets;
mod socks;
mod wrapping;
mod unreachable;
