//! The inputs of the proof.

use crate::table::{self, Edit};
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use build_tools::workspace::read_source;
use std::path::Path;

/// The folder of the inputs, from the workspace's root.
const FIXTURES: &str = "build-tools/proof/tests/fixtures/semver";

/// A document, edits of it, and code that uses its crate.
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
    /// Reads the inputs from the workspace whose root is `root`.
    pub fn read(root: &Path) -> Outcome<Self> {
        let source = |file: &str| read_source(&root.join(FIXTURES).join(file));
        let base = source("base.yaml")?;
        let edits = table::read(&base, &source("edits.txt")?)?;
        let user = String::from_utf8_lossy(&source("user.rs")?.bytes).into_owned();
        Ok(Self { base, edits, user })
    }
}
