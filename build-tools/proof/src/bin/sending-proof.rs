//! Proves on every edit of the tables that a program goes on sending what it sent:
//! `cargo run -p semver-proof --bin sending-proof`.
//!
//! Writes `build-tools/proof/SENDING.md`.

use api_document::diagnostic::Outcome;
use build_tools::workspace::Workspace;
use semver_proof::sending::{Sending, objections, prove};
use semver_proof::sending_record::{FILE, record};
use semver_proof::{Fixtures, compiler, conclude};
use std::process::ExitCode;

fn main() -> ExitCode {
    conclude(FILE, proven)
}

/// The record, if every verdict holds.
fn proven(workspace: &Workspace) -> Outcome<Option<String>> {
    let mut holds = true;
    let mut show = |one: &Sending| {
        eprintln!("{:5}  {}", one.ours.bump.to_string(), one.edit.name);
        for objection in objections(one) {
            holds = false;
            eprintln!("error: {}: {objection}", one.edit.name);
        }
    };
    let names = Fixtures::names(workspace.root())?;
    let names = prove(workspace, &names, &mut show)?;
    let all = Fixtures::read(workspace.root())?;
    let all = prove(workspace, &all, &mut show)?;
    holds
        .then(|| Ok(record([&all, &names], &compiler()?)))
        .transpose()
}
