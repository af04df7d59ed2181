//! The commands, one module for each: they read, call the stages, write, and
//! decide about the exit code.

pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod generate;
pub(crate) mod ingest;
pub(crate) mod semver_proof;
pub(crate) mod update;

use build_tools::diagnostic::Outcome;
use build_tools::output::Output;
use build_tools::transaction;
use build_tools::workspace::{Workspace, unreadable, unwritable};
use std::io::{self, ErrorKind, Write};

fn current_workspace() -> Outcome<Workspace> {
    let folder = std::env::current_dir().map_err(|error| unreadable(".", &error))?;
    let workspace = Workspace::around(&folder)?;
    if let Some(files) = transaction::recover(workspace.root())? {
        eprintln!("finished an update of {files} files that was interrupted");
    }
    Ok(workspace)
}

fn write(output: &Output) -> Outcome<()> {
    output
        .write()
        .map_err(|error| unwritable(&output.path.display().to_string(), &error).into())
}

/// Prints to standard output. A reader that has seen enough, such as `head`,
/// is no fault.
fn print(text: &str) -> Outcome<()> {
    let mut output = io::stdout().lock();
    let printed = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    match printed {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(unwritable("standard output", &error).into())
        }
        _ => Ok(()),
    }
}
