//! The generators that are compared, and how each is asked for a whole crate.

use crate::measured::{Measured, measure};
use std::fs;
use std::path::Path;
use std::process::Command;

pub(crate) struct Tool {
    pub(crate) name: &'static str,
    program: &'static str,
    /// The command that makes code of a document in a folder.
    command: fn(Command, &Path, &Path) -> Command,
    /// What is then missing to a crate.
    complete: fn(&Path),
}

/// Ours is the first.
pub(crate) static TOOLS: [Tool; 3] = [
    Tool {
        name: "ours",
        program: env!("CARGO_BIN_EXE_build-tools"),
        command: |mut ours, document, folder| {
            ours.args(["generate", "--spec"]).arg(document);
            ours.arg("--output-dir").arg(folder);
            ours
        },
        complete: |folder| append(&folder.join("Cargo.toml"), "[workspace]"),
    },
    Tool {
        name: "openapi-to-rust",
        program: "openapi-to-rust",
        command: |mut other, document, folder| {
            other.arg("generate").arg(document).current_dir(folder);
            other
        },
        complete: |folder| {
            let needed = folder.join("src/generated/REQUIRED_DEPS.toml");
            let needed = fs::read_to_string(needed).unwrap();
            let heading = "[dependencies]";
            let heading = if needed.contains(heading) {
                ""
            } else {
                heading
            };
            let manifest = format!(
                "[package]\nname = \"made\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n{heading}\n{needed}"
            );
            fs::write(folder.join("Cargo.toml"), manifest).unwrap();
            fs::write(folder.join("src/lib.rs"), "pub mod generated;\n").unwrap();
        },
    },
    Tool {
        name: "cargo-progenitor",
        program: "cargo-progenitor",
        command: |mut other, document, folder| {
            other.args(["progenitor", "--input"]).arg(document);
            other.arg("--output").arg(folder);
            other.args(["--name", "made", "--version", "0.0.0"]);
            other.args(["--interface", "builder"]);
            other
        },
        complete: |folder| append(&folder.join("Cargo.toml"), "[workspace]"),
    },
];

impl Tool {
    pub(crate) fn version(&self) -> String {
        if self.name == "ours" {
            return "this working tree".to_owned();
        }
        match Command::new(self.program).arg("--version").output() {
            Ok(output) if output.status.success() => {
                String::from_utf8_lossy(&output.stdout).trim().to_owned()
            }
            Ok(_) => "says no version".to_owned(),
            Err(error) => format!("cannot be run ({error}); install it as the first lines say"),
        }
    }

    /// Makes a crate in a folder that is empty before.
    pub(crate) fn generate(&self, document: &Path, folder: &Path) -> Result<Measured, String> {
        if folder.exists() {
            fs::remove_dir_all(folder).unwrap();
        }
        fs::create_dir_all(folder).unwrap();
        let command = (self.command)(Command::new(self.program), document, folder);
        let measured = measure(&command)?;
        (self.complete)(folder);
        Ok(measured)
    }
}

/// Adds a table to a manifest that lacks it.
fn append(manifest: &Path, table: &str) {
    let text = fs::read_to_string(manifest).unwrap();
    if !text.contains(table) {
        fs::write(manifest, format!("{text}\n{table}\n")).unwrap();
    }
}
