//! Proves the Rust verdict on every edit of the table: `cargo run -p semver-proof`.
//!
//! Writes `build-tools/proof/SEMVER.md`. Needs cargo-semver-checks. What programs send
//! is proven by itself, in `bin/sending-proof.rs`.

use api_document::diagnostic::Outcome;
use build_tools::workspace::Output;
use build_tools::workspace::{Workspace, unwritable};
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
    let judged = semver_proof::prove(&workspace, |one| {
        eprintln!("{:5}  {}", one.evidence.ours.to_string(), one.edit.name);
        for objection in semver_proof::objections(&one.edit, &one.evidence) {
            holds = false;
            eprintln!("error: {}: {objection}", one.edit.name);
        }
    })?;
    if !holds {
        return Ok(ExitCode::from(1));
    }
    let record = Output {
        path: workspace.root().join(semver_proof::record::FILE),
        text: semver_proof::record::record(&judged, &semver_proof::compiler()?),
    };
    if !record.is_current() {
        let file = workspace.shown(&record.path);
        record.write().map_err(|error| unwritable(&file, &error))?;
        println!("updated   {file}");
    }
    Ok(ExitCode::SUCCESS)
}
