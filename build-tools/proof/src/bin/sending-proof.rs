//! Proves on every edit of the tables that a program goes on sending what it sent:
//! `cargo run -p semver-proof --bin sending-proof`.
//!
//! Writes `build-tools/proof/SENDING.md`.

use api_document::diagnostic::Outcome;
use build_tools::workspace::Output;
use build_tools::workspace::{Workspace, unwritable};
use semver_proof::sending::{self, Sending};
use semver_proof::{Fixtures, compiler, sending_record};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    prove().unwrap_or_else(|diagnostics| {
        eprintln!("{diagnostics}");
        ExitCode::from(2)
    })
}

fn prove() -> Outcome<ExitCode> {
    let workspace = Workspace::around(Path::new(env!("CARGO_MANIFEST_DIR")))?;
    let mut holds = true;
    let mut show = |one: &Sending| {
        eprintln!("{:5}  {}", one.ours.bump.to_string(), one.edit.name);
        for objection in sending::objections(one) {
            holds = false;
            eprintln!("error: {}: {objection}", one.edit.name);
        }
    };
    let names = Fixtures::names(workspace.root())?;
    let names = sending::prove(&workspace, &names, &mut show)?;
    let all = Fixtures::read(workspace.root())?;
    let all = sending::prove(&workspace, &all, &mut show)?;
    if !holds {
        return Ok(ExitCode::from(1));
    }
    let record = Output {
        path: workspace.root().join(sending_record::FILE),
        text: sending_record::record([&all, &names], &compiler()?),
    };
    if !record.is_current() {
        let file = workspace.shown(&record.path);
        record.write().map_err(|error| unwritable(&file, &error))?;
        println!("updated   {file}");
    }
    Ok(ExitCode::SUCCESS)
}
