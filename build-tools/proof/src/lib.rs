//! Proves the Rust verdict of `cargo xtask diff` on a table of edits.
//!
//! Each verdict is held against that of cargo-semver-checks, which it must not be
//! below, and against the compiler: user code shows each edit that is minor or
//! major. cargo-semver-checks decides nothing by itself, because it does not compare
//! the types of fields and arguments and requires nothing for additions.

mod crates;
mod failure;
mod fixtures;
mod judge;
mod prove;
pub mod record;
pub mod semver_checks;
pub mod table;

pub use fixtures::Fixtures;
pub use judge::{Evidence, Judged, objections};
pub use prove::{compiler, prove, verdict};
