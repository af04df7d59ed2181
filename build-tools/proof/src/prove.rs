//! Gathers the evidence about every edit.

use crate::crates::{Crates, Errors};
use crate::failure::failure;
use crate::fixtures::Fixtures;
use crate::judge::{Evidence, Judged};
use crate::semver_checks;
use crate::table::Edit;
use crate::verdict::verdict;
use api_document::diagnostic::Outcome;
use build_tools::proof::{RUSTC_FAILED, USER_CODE};
use build_tools::workspace::Workspace;
use rust_surface::Bump;
use std::path::PathBuf;

/// Judges every edit, and reports each to `progress`.
pub fn prove(workspace: &Workspace, mut progress: impl FnMut(&Judged)) -> Outcome<Vec<Judged>> {
    semver_checks::check_installed()?;
    let fixtures = Fixtures::read(workspace.root())?;
    let crates = Crates::new(workspace)?;
    let proof = Proof {
        base: crates.file("base.json"),
        revision: crates.file("revision.json"),
        crates,
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
    /// The rustdoc JSON of the two crates.
    base: PathBuf,
    revision: PathBuf,
}

impl Proof {
    /// Documents the base's crate, and compiles the code of each edit with it.
    fn compile_with_base(&self) -> Outcome<Vec<Errors>> {
        self.crates.put(&self.fixtures.base)?;
        self.crates.document(&self.base)?;
        let errors = self.crates.compile(&self.fixtures.user)?;
        if !errors.is_empty() {
            let message = format!("does not compile with the crate of the base: {errors:?}");
            let help = "correct it, or the document".to_owned();
            return Err(failure(&USER_CODE, "user.rs", message, help));
        }
        let edits = self.fixtures.edits.iter();
        edits.map(|edit| self.compile_own(edit)).collect()
    }

    fn evidence(&self, edit: &Edit, base_errors: Errors) -> Outcome<Evidence> {
        let ours = verdict(&self.fixtures.base, edit)?.bump;
        self.crates.put(&edit.revision())?;
        self.crates.document(&self.revision)?;
        Ok(Evidence {
            ours,
            semver_checks: semver_checks::compare(&self.base, &self.revision)?,
            with_base: base_errors,
            with_revision: self.compile_own(edit)?,
            users: match ours {
                Bump::Major => Errors::new(),
                _ => self.crates.compile(&self.fixtures.user)?,
            },
        })
    }

    /// Compiles the code of an edit, if it has any.
    fn compile_own(&self, edit: &Edit) -> Outcome<Errors> {
        if edit.code.is_empty() {
            return Ok(Errors::new());
        }
        self.crates.compile(&format!("{PRELUDE}\n{}", edit.code))
    }
}

/// The start of the code of every edit.
const PRELUDE: &str = "#![allow(unused_imports)]
use parcels::{Client, Error, Nullable, Secret, builder, types};
";

/// Returns the compiler's name and version.
pub fn compiler() -> Outcome<String> {
    let output = std::process::Command::new("rustc")
        .arg("--version")
        .output();
    let output = output.map_err(|error| {
        let help = "check that rustc can be run".to_owned();
        failure(&RUSTC_FAILED, "rustc", error.to_string(), help)
    })?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.split(' ').take(2).collect::<Vec<_>>().join(" "))
}
