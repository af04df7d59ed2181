//! The inputs of the proof.

use crate::table::{self, Edit};
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use build_tools::workspace::read_source;
use std::path::Path;

/// The folders of the inputs, from the workspace's root.
const SEMVER: &str = "build-tools/proof/tests/fixtures/semver";
const NAMES: &str = "build-tools/proof/tests/fixtures/names";

/// A document, edits of it, and code that uses its crate.
#[derive(Debug, Clone, PartialEq)]
pub struct Fixtures {
    /// The document before any edit.
    pub base: Source,
    /// The edits.
    pub edits: Vec<Edit>,
    /// A program that calls every operation of the base's crate with every
    /// parameter and every member of the body.
    pub program: String,
    /// Code that uses every operation and type of the base's crate; empty where only
    /// what is sent counts.
    pub user: String,
}

impl Fixtures {
    /// Reads the edits of every kind from the workspace whose root is `root`; those
    /// whose verdict the compiler shows have code that does.
    pub fn read(root: &Path) -> Outcome<Self> {
        let folder = root.join(SEMVER);
        let fixtures = Self::of(&folder)?;
        table::check_code(&fixtures.edits, &read_source(&folder.join(EDITS))?)?;
        let user = text(&folder.join("user.rs"))?;
        Ok(Self { user, ..fixtures })
    }

    /// Reads the edits that could give a name to something else.
    pub fn names(root: &Path) -> Outcome<Self> {
        Self::of(&root.join(NAMES))
    }

    fn of(folder: &Path) -> Outcome<Self> {
        let base = read_source(&folder.join("base.yaml"))?;
        let edits = table::read(&base, &read_source(&folder.join(EDITS))?)?;
        Ok(Self {
            base,
            edits,
            program: text(&folder.join("program.rs"))?,
            user: String::new(),
        })
    }
}

const EDITS: &str = "edits.txt";

fn text(file: &Path) -> Outcome<String> {
    Ok(String::from_utf8_lossy(&read_source(file)?.bytes).into_owned())
}
