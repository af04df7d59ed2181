//! Runs a program, and keeps what it sends.

use crate::calls::Calls;
use crate::failure::failure;
use crate::recorder::recorded;
use api_document::diagnostic::{Diagnostics, Outcome};
use build_tools::proof::PROGRAM_FAILED;
use std::path::Path;
use std::process::Command;

/// Runs a program with the address of a recorder.
pub(super) fn run(program: &Path) -> Outcome<Calls> {
    let recorded = recorded(|address| Command::new(program).arg(address).output());
    let (finished, requests) = recorded.map_err(|error| failed(error.to_string()))?;
    let finished = finished.map_err(|error| failed(error.to_string()))?;
    if !finished.status.success() {
        let message = String::from_utf8_lossy(&finished.stderr).trim().to_owned();
        return Err(failed(message));
    }
    Calls::new(&String::from_utf8_lossy(&finished.stdout), requests).map_err(failed)
}

fn failed(message: String) -> Diagnostics {
    let help = "correct the program, or the document".to_owned();
    failure(&PROGRAM_FAILED, "program", message, help)
}
