//! The files that people or the vendor write.

use crate::workspace::{
    CARGO_LOCK, CHANGELOG, CLIENT, EXAMPLE_TESTS, EXAMPLES, MANIFEST, NAMES, OVERLAY, README,
    SIMULATOR_MANIFEST, SUPPLEMENT, Workspace, read_sources,
};
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use std::collections::BTreeMap;

/// Everything that the other files follow from.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// The sources of record, in the order of their names.
    pub pages: Vec<Source>,
    /// The vendored document.
    pub document: Source,
    /// The operations that are documented elsewhere only.
    pub supplement: Source,
    /// The corrections.
    pub overlay: Source,
    /// The names that were given so far.
    pub names: Source,
    /// The changelog, whose newest heading is the crate's version.
    pub changelog: Source,
    /// The crate's README, which lists the operations.
    pub readme: Source,
    /// The crate's manifest.
    pub manifest: Source,
    /// The simulator's manifest.
    pub simulator_manifest: Source,
    /// Cargo's lock, which pins the generators.
    pub cargo_lock: Source,
    /// The hand-written sources of the crate, by their paths below `src`.
    pub client: BTreeMap<String, String>,
    /// The crate's examples and their tests, by file.
    pub examples: BTreeMap<String, String>,
}

impl Inputs {
    /// Reads the inputs of a workspace.
    pub fn of(workspace: &Workspace) -> Outcome<Self> {
        let mut client = read_sources(&workspace.root().join(CLIENT).join("src"))?;
        client.retain(|file, _| !file.starts_with("generated/"));
        let mut examples = BTreeMap::new();
        for folder in [EXAMPLES, EXAMPLE_TESTS] {
            let sources = read_sources(&workspace.root().join(folder))?.into_iter();
            examples.extend(sources.map(|(name, text)| (format!("{folder}/{name}"), text)));
        }
        Ok(Self {
            document: workspace.document()?,
            pages: workspace.pages()?,
            supplement: workspace.source(SUPPLEMENT)?,
            overlay: workspace.source(OVERLAY)?,
            names: workspace.source_or_empty(NAMES)?,
            changelog: workspace.source(CHANGELOG)?,
            readme: workspace.source(README)?,
            manifest: workspace.source(MANIFEST)?,
            simulator_manifest: workspace.source(SIMULATOR_MANIFEST)?,
            cargo_lock: workspace.source(CARGO_LOCK)?,
            client,
            examples,
        })
    }
}
