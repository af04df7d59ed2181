//! Proves the Rust verdict of `cargo xtask diff` on tables of edits.
//!
//! Each verdict is held against that of cargo-semver-checks, which it must not be
//! below, and against the compiler: user code shows each edit that is minor or
//! major. cargo-semver-checks decides nothing by itself, because it does not compare
//! the types of fields and arguments and requires nothing for additions.
//!
//! What no compiler tells is seen on the wire: one program runs with the crates of
//! both documents, and what it sends is compared.

pub mod calls;
mod conclude;
mod crates;
mod failure;
mod fixtures;
mod judge;
mod kept;
mod prove;
pub mod record;
pub mod recorder;
pub mod request;
mod run;
pub mod semver_checks;
pub mod sending;
pub mod sending_record;
pub mod table;
mod verdict;

pub use conclude::conclude;
pub use fixtures::Fixtures;
pub use judge::{Evidence, Judged, objections};
pub use prove::{compiler, prove};
pub use verdict::{Verdict, verdict};
