//! `cargo xtask semver-proof`.

use super::{current_workspace, print, write};
use build_tools::diagnostic::Outcome;
use build_tools::output::Output;
use build_tools::semver_proof;
use std::process::ExitCode;

pub(crate) fn semver_proof() -> Outcome<ExitCode> {
    let workspace = current_workspace()?;
    let mut holds = true;
    let judged = semver_proof::prove(&workspace, |one| {
        eprintln!("{:5}  {}", one.evidence.ours.to_string(), one.edit.name);
        for fault in semver_proof::faults(&one.edit, &one.evidence) {
            holds = false;
            eprintln!("error: {}: {fault}", one.edit.name);
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
        write(&record)?;
        print(&format!("updated   {}\n", workspace.shown(&record.path)))?;
    }
    Ok(ExitCode::SUCCESS)
}
