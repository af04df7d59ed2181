//! Proves the Rust verdict on every edit of the table: `cargo run -p semver-proof`.
//!
//! Writes `build-tools/proof/SEMVER.md`. Needs cargo-semver-checks. What programs send
//! is proven by itself, in `bin/sending-proof.rs`.

use api_document::diagnostic::Outcome;
use build_tools::workspace::Workspace;
use semver_proof::record::{FILE, record};
use semver_proof::{compiler, conclude, objections, prove};
use std::process::ExitCode;

fn main() -> ExitCode {
    conclude(FILE, proven)
}

/// The record, if every verdict holds.
fn proven(workspace: &Workspace) -> Outcome<Option<String>> {
    let mut holds = true;
    let judged = prove(workspace, |one| {
        eprintln!("{:5}  {}", one.evidence.ours.to_string(), one.edit.name);
        for objection in objections(&one.edit, &one.evidence) {
            holds = false;
            eprintln!("error: {}: {objection}", one.edit.name);
        }
    })?;
    holds.then(|| Ok(record(&judged, &compiler()?))).transpose()
}
