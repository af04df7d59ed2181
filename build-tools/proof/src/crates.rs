//! A workspace of its own with a generated crate and user code.
//!
//! One revision after another is built in it, so that dependencies are built once.

use crate::failure::failure;
use api_document::diagnostic::{Diagnostics, Outcome};
use api_document::ingest::{Source, any};
use api_generate::package;
use build_tools::proof::CARGO_FAILED;
use build_tools::workspace::Output;
use build_tools::workspace::{Workspace, read_source, unwritable};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output as Finished};

/// The name of the crate, whatever document it is generated from.
const NAME: &str = "parcels";

/// Programs are run, and nobody looks at them in a debugger.
const MANIFEST: &str = r#"[workspace]
resolver = "3"
members = ["parcels", "program", "user"]

[profile.dev]
debug = false
"#;

const USER: &str = r#"[package]
name = "user"
version = "0.0.0"
edition = "2024"

[dependencies]
chrono = { version = "0.4", default-features = false }
parcels = { path = "../parcels", default-features = false, features = ["schemars"] }
uuid = "1"
"#;

const PROGRAM: &str = r#"[package]
name = "program"
version = "0.0.0"
edition = "2024"

[dependencies]
parcels = { path = "../parcels", default-features = false }
tokio = { version = "1", default-features = false, features = ["rt"] }
"#;

/// The codes of the compiler's errors; empty if the code compiles.
pub(super) type Errors = BTreeSet<String>;

/// The workspace.
#[derive(Debug)]
pub(super) struct Crates {
    folder: PathBuf,
}

impl Crates {
    /// Sets the workspace up where cargo builds, with the dependencies locked as in
    /// `workspace`.
    pub(super) fn new(workspace: &Workspace) -> Outcome<Self> {
        let crates = Self {
            folder: target(workspace).join("semver-proof"),
        };
        crates.write("Cargo.toml", MANIFEST)?;
        crates.write("user/Cargo.toml", USER)?;
        crates.write("user/src/lib.rs", "")?;
        crates.write("program/Cargo.toml", PROGRAM)?;
        crates.write("program/src/main.rs", "fn main() {}\n")?;
        if !crates.folder.join("Cargo.lock").is_file() {
            let lock = read_source(&workspace.root().join("Cargo.lock"))?;
            crates.write("Cargo.lock", &text(&lock))?;
        }
        Ok(crates)
    }

    /// Returns the path of a file beside the crates.
    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Replaces the crate by that of a document, and returns what it is compiled from.
    pub(super) fn put(&self, document: &Source) -> Outcome<String> {
        let document = any(document)?;
        let folder = self.folder.join(NAME);
        let (_, files) = package::files(&document, &[], None, NAME)?;
        let mut code = String::new();
        for (file, text) in files {
            let text = text.replace("\n[workspace]\n", "");
            if file.ends_with(".rs") || file.ends_with(".toml") {
                code.push_str(&text);
            }
            store(&Output {
                path: folder.join(file),
                text,
            })?;
        }
        Ok(code)
    }

    /// Writes the rustdoc JSON of the crate to `to`.
    pub(super) fn document(&self, to: &Path) -> Outcome<()> {
        let mut cargo = self.cargo("documented");
        // Only the format is unstable; the crate uses no unstable features.
        cargo.env("RUSTC_BOOTSTRAP", "1");
        cargo.args(["rustdoc", "--lib", "--package", NAME]);
        cargo.args(["--no-default-features", "--features", "schemars", "--"]);
        cargo.args(["-Z", "unstable-options", "--output-format", "json"]);
        cargo.args(["--document-private-items", "--document-hidden-items"]);
        cargo.args(["--cap-lints", "allow"]);
        let finished = finish(cargo)?;
        if !finished.status.success() {
            return Err(cargo_failed(NAME, &finished));
        }
        let json = self.folder.join("documented/doc/parcels.json");
        store(&Output {
            path: to.to_owned(),
            text: text(&read_source(&json)?),
        })
    }

    /// Compiles user code with the crate.
    pub(super) fn compile(&self, code: &str) -> Outcome<Errors> {
        self.write("user/src/lib.rs", code)?;
        self.errors("check", "user")
    }

    /// Builds a program with the crate, and returns where it is; or the errors of its
    /// code.
    pub(super) fn build(&self, code: &str) -> Outcome<Result<PathBuf, Errors>> {
        self.write("program/src/main.rs", code)?;
        let errors = self.errors("build", "program")?;
        let file = format!("compiled/debug/program{}", std::env::consts::EXE_SUFFIX);
        Ok(if errors.is_empty() {
            Ok(self.folder.join(file))
        } else {
            Err(errors)
        })
    }

    /// Has cargo compile a package, and returns the codes of the errors in its own code.
    fn errors(&self, command: &str, package: &str) -> Outcome<Errors> {
        let mut cargo = self.cargo("compiled");
        cargo.args([command, "--package", package, "--message-format", "json"]);
        let finished = finish(cargo)?;
        let errors = errors(&String::from_utf8_lossy(&finished.stdout), package);
        if errors.is_empty() == finished.status.success() {
            Ok(errors)
        } else {
            Err(cargo_failed(package, &finished))
        }
    }

    fn cargo(&self, target: &str) -> Command {
        let mut cargo = Command::new("cargo");
        cargo
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join(target));
        cargo
    }

    fn write(&self, file: &str, text: &str) -> Outcome<()> {
        store(&Output {
            path: self.folder.join(file),
            text: text.to_owned(),
        })
    }
}

/// Returns the absolute path of the folder that cargo builds in.
fn target(workspace: &Workspace) -> PathBuf {
    let folder = match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => workspace.root().join("target"),
    };
    std::path::absolute(&folder).unwrap_or(folder)
}

fn text(source: &Source) -> String {
    String::from_utf8_lossy(&source.bytes).into_owned()
}

/// Writes a file only where its text differs, so that cargo rebuilds nothing else.
fn store(file: &Output) -> Outcome<()> {
    if file.is_current() {
        return Ok(());
    }
    file.write()
        .map_err(|error| unwritable(&file.path.display().to_string(), &error).into())
}

/// Returns the codes of the errors in the code of a package, from cargo's messages.
///
/// An error of another crate, or without a code, such as a syntax error, proves
/// nothing and is left out.
fn errors(messages: &str, package: &str) -> Errors {
    let at = |message: &Value, pointer: &str| {
        let text = message.pointer(pointer).and_then(Value::as_str);
        text.map(str::to_owned)
    };
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| at(message, "/target/name").as_deref() == Some(package))
        .filter(|message| at(message, "/message/level").as_deref() == Some("error"))
        .filter_map(|message| at(&message, "/message/code/code"))
        .collect()
}

fn finish(mut cargo: Command) -> Outcome<Finished> {
    cargo.output().map_err(|error| {
        let help = "check that cargo can be run".to_owned();
        failure(&CARGO_FAILED, "cargo", error.to_string(), help)
    })
}

fn cargo_failed(what: &str, finished: &Finished) -> Diagnostics {
    let message = String::from_utf8_lossy(&finished.stderr).trim().to_owned();
    let help = "correct the errors of the compiler".to_owned();
    failure(&CARGO_FAILED, what, message, help)
}
