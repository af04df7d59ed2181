//! The tools behind `cargo xtask`, one module per stage in the order of the
//! data: ingest, overlay, normalise, generate, polish, render; then summary
//! and surface, which describe the result; lint, which says what is poor in a
//! document; compare, bump and report, which judge what changed; and `semver_proof`, which holds the verdict of `bump`
//! against cargo-semver-checks and the compiler.
//!
//! Stages are pure functions from value to value or text; files are read and
//! written by `workspace` and `output`, and nothing else.

pub mod diagnostic;
pub mod finding;
pub mod codes;

pub mod ingest;
pub mod overlay;
pub mod normalise;
pub mod generate;
pub mod polish;
pub mod render;
pub mod summary;
pub mod surface;
pub mod lint;
pub mod snapshots;
pub mod compare;
pub mod bump;
pub mod report;
pub mod release;

pub mod chain;
pub mod diff;
pub mod lock;
pub mod output;
pub mod profile;
pub mod schema;
pub mod semver_proof;
pub mod stand_alone;
pub mod install;
pub mod text;
mod mention;
mod threads;
pub mod stamp;
pub mod fetch;
pub mod transaction;
pub mod tree;
pub mod update;
pub mod workspace;
