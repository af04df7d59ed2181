//! Shows that the Rust verdict is right: for each edit of a table, beside that
//! of cargo-semver-checks and against the compiler.
//!
//! cargo-semver-checks is a witness, not the judge: it compares no types of
//! fields and arguments, and takes additions for granted. Our verdict is never
//! below its, and a user's code shows each one that is minor or major.

mod crates;
mod judge;
pub mod record;
pub mod table;
pub mod witness;

use api_document::diagnostic::{Diagnostic, Diagnostics, Outcome, Place};
use api_document::ingest::Source;
use api_document::rule::Rule;
use build_tools::diff;
use build_tools::proof::{RUSTC_FAILED, USER_CODE};
use build_tools::workspace::{Workspace, read_source};
use crates::Crates;
use rust_surface::Bump;
use std::path::{Path, PathBuf};
use table::Edit;

pub use judge::{Evidence, faults};

/// The files the proof is made from.
const FIXTURES: &str = "build-tools/proof/tests/fixtures/semver";

/// An edit, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The edit.
    pub edit: Edit,
    /// What was found out about it.
    pub evidence: Evidence,
}

/// The document, its edits, and code that uses all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fixtures {
    /// The document before any edit.
    pub base: Source,
    /// The edits.
    pub edits: Vec<Edit>,
    /// Code that uses every operation and type of the base's crate.
    pub user: String,
}

impl Fixtures {
    /// Reads them from the workspace whose root is `root`.
    pub fn read(root: &Path) -> Outcome<Self> {
        let source = |file: &str| read_source(&root.join(FIXTURES).join(file));
        let base = source("base.yaml")?;
        let edits = table::read(&base, &source("edits.txt")?)?;
        let user = String::from_utf8_lossy(&source("user.rs")?.bytes).into_owned();
        Ok(Self { base, edits, user })
    }
}

/// Our verdict on an edit: the one that `cargo xtask diff` gives.
pub fn verdict(base: &Source, edit: &Edit) -> Outcome<Bump> {
    let difference = diff::diff(base, &edit.revision(), None, Ok)?;
    match difference.not_generated {
        Some(why) => Err(why),
        None => Ok(difference.report.summary.bump),
    }
}

/// Judges every edit, telling `progress` of each.
pub fn prove(workspace: &Workspace, mut progress: impl FnMut(&Judged)) -> Outcome<Vec<Judged>> {
    witness::check_installed()?;
    let fixtures = Fixtures::read(workspace.root())?;
    let folder = target(workspace).join("semver-proof");
    let proof = Proof {
        base: folder.join("base.json"),
        revision: folder.join("revision.json"),
        crates: Crates::new(workspace, folder)?,
        fixtures,
    };
    let with_base = proof.compile_with_base()?;
    let mut judged = Vec::new();
    for (edit, base_errors) in proof.fixtures.edits.iter().zip(with_base) {
        let one = Judged {
            edit: edit.clone(),
            evidence: proof.evidence(edit, base_errors)?,
        };
        progress(&one);
        judged.push(one);
    }
    Ok(judged)
}

struct Proof {
    fixtures: Fixtures,
    crates: Crates,
    /// Where the descriptions of the two crates go.
    base: PathBuf,
    revision: PathBuf,
}

impl Proof {
    /// The base's crate described, and what each edit's code gives with it.
    fn compile_with_base(&self) -> Outcome<Vec<crates::Errors>> {
        self.crates.put(&self.fixtures.base)?;
        self.crates.describe(&self.base)?;
        let errors = self.crates.compile(&self.fixtures.user)?;
        if !errors.is_empty() {
            let message = format!("it does not compile with the base: {errors:?}");
            let help = "correct it, or the document".to_owned();
            return Err(fault(&USER_CODE, "user.rs", message, help));
        }
        let edits = self.fixtures.edits.iter();
        edits.map(|edit| self.compile_own(edit)).collect()
    }

    fn evidence(&self, edit: &Edit, base_errors: crates::Errors) -> Outcome<Evidence> {
        let ours = verdict(&self.fixtures.base, edit)?;
        self.crates.put(&edit.revision())?;
        self.crates.describe(&self.revision)?;
        Ok(Evidence {
            ours,
            witness: witness::compare(&self.base, &self.revision)?,
            with_base: base_errors,
            with_revision: self.compile_own(edit)?,
            users: match ours {
                Bump::Major => crates::Errors::new(),
                _ => self.crates.compile(&self.fixtures.user)?,
            },
        })
    }

    /// Compiles the code of an edit alone, if it has any.
    fn compile_own(&self, edit: &Edit) -> Outcome<crates::Errors> {
        if edit.code.is_empty() {
            return Ok(crates::Errors::new());
        }
        self.crates.compile(&format!("{PRELUDE}\n{}", edit.code))
    }
}

/// What stands before the code of an edit.
const PRELUDE: &str = "#![allow(unused_imports)]
use parcels::{Client, Error, Nullable, Secret, builder, types};
";

/// The compiler's name and version.
pub fn compiler() -> Outcome<String> {
    let output = std::process::Command::new("rustc")
        .arg("--version")
        .output();
    let output = output.map_err(|error| {
        let help = "check that rustc can be run".to_owned();
        fault(&RUSTC_FAILED, "rustc", error.to_string(), help)
    })?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.split(' ').take(2).collect::<Vec<_>>().join(" "))
}

/// The folder that cargo builds in, from wherever it is looked at.
fn target(workspace: &Workspace) -> PathBuf {
    let folder = match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => workspace.root().join("target"),
    };
    std::path::absolute(&folder).unwrap_or(folder)
}

fn fault(rule: &'static Rule, file: &str, message: String, help: String) -> Diagnostics {
    Diagnostic {
        rule,
        file: file.to_owned(),
        place: Place::File,
        message,
        help,
    }
    .into()
}
