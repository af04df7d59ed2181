//! Compiles the client as an update would leave it, in a copy of the
//! workspace, before anything is written.

use super::copy::write_copy;
use crate::project::release::PACKAGE;
use crate::workspace::{Transaction, Workspace, unreadable, unwritable};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

rules! {
    pub(crate) RULES:

    CLIENT_DOES_NOT_COMPILE: Error {
        code: "client-does-not-compile",
        meaning: "The client that was generated from the new document does not compile.",
        why: "An update is applied as a whole or not at all.",
        help: "Correct the construct in the overlay; the message names the copy that was tried.",
    }

    NO_TARGET_FOLDER: Error {
        code: "no-target-folder",
        meaning: "Cargo does not say where it builds.",
        why: "An update is applied as a whole or not at all.",
        help: "Run `cargo metadata` and correct what it reports.",
    }
}

/// The features that add code; the other two choose between TLS libraries.
const FEATURES: &str = "schemars,tracing,webhook";

/// Checks that the client compiles after the transaction.
pub fn compile(workspace: &Workspace, transaction: &Transaction) -> Outcome<()> {
    let target = target_folder(workspace)?;
    let _alone = alone(&target)?;
    // Always the same place, so that the next update reuses what was compiled.
    let copy = target.join("update");
    let written = write_copy(workspace.root(), &target, &copy, transaction);
    written.map_err(|error| unwritable(&copy.display().to_string(), &error))?;
    let mut cargo = cargo();
    cargo
        .args(["check", "--quiet", "--locked", "--package", PACKAGE])
        .args(["--features", FEATURES])
        .arg("--target-dir")
        // Not ours: Cargo tells packages apart by their paths inside a workspace, so that
        // it would take what it made of the copy for what it makes of the original.
        .arg(target.join("update-target"))
        .current_dir(&copy);
    let output = run(&mut cargo)?;
    if output.status.success() {
        return Ok(());
    }
    Err(Diagnostic {
        rule: &CLIENT_DOES_NOT_COMPILE,
        file: "generated-client".to_owned(),
        place: Place::File,
        message: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        help: format!(
            "correct the construct in the overlay; the client that was tried is in {}",
            copy.display()
        ),
    }
    .into())
}

/// Locks the copy, which two concurrent updates would share.
fn alone(target: &Path) -> Outcome<File> {
    let path = target.join("update.lock");
    let lock = fs::create_dir_all(target)
        .and_then(|()| File::create(&path))
        .and_then(|lock| lock.lock().map(|()| lock));
    lock.map_err(|error| unwritable(&path.display().to_string(), &error).into())
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn run(command: &mut Command) -> Outcome<Output> {
    let output = command.output();
    output.map_err(|error| unreadable("cargo", &error).into())
}

/// Returns the folder of Cargo's output.
pub fn target_folder(workspace: &Workspace) -> Outcome<PathBuf> {
    let mut cargo = cargo();
    cargo
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(workspace.root());
    let output = run(&mut cargo)?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
    match metadata
        .get("target_directory")
        .and_then(|folder| folder.as_str())
    {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => Err(Diagnostic {
            rule: &NO_TARGET_FOLDER,
            file: "Cargo.toml".to_owned(),
            place: Place::File,
            message: format!(
                "cargo metadata failed: {}",
                String::from_utf8_lossy(&output.stderr).trim()
            ),
            help: "run `cargo metadata` and correct what it reports".to_owned(),
        }
        .into()),
    }
}
