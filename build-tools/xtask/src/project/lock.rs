//! The lock: which inputs the checked-in code was made from.

use api_generate::digest::sha256;
use serde::Serialize;
use std::collections::BTreeMap;

/// The lock file's content.
#[derive(Debug, Serialize)]
pub(super) struct Lock {
    /// The document's `info.version`.
    pub(super) version: String,
    /// The pages the document was ingested from.
    pub(super) sources: Vec<Locked>,
    /// The document, as ingested.
    pub(super) document: Locked,
    /// The operations that are documented elsewhere only.
    pub(super) supplement: Locked,
    /// The corrections.
    pub(super) overlay: Locked,
    /// The names that were given so far, with those of this run.
    pub(super) names: Locked,
    /// The document that the generator saw.
    pub(super) effective: Locked,
    /// The generated code.
    pub(super) generated: Vec<Locked>,
    /// The document that the simulator serves.
    pub(super) served: Locked,
    /// The calls of every operation, for the test that makes them all.
    pub(super) exercise: Locked,
    /// The generators, by package, as `Cargo.lock` pins them.
    pub(super) generators: BTreeMap<String, String>,
}

/// One file and its digest.
#[derive(Debug, Serialize)]
pub(super) struct Locked {
    /// The path from the workspace's root, with forward slashes.
    pub(super) file: String,
    /// Lower-case hexadecimal.
    pub(super) sha256: String,
}

impl Locked {
    /// A file by its path and content.
    pub(super) fn new(file: &str, bytes: &[u8]) -> Self {
        Self {
            file: file.to_owned(),
            sha256: sha256(bytes),
        }
    }
}

impl Lock {
    /// The lock as the text of its file.
    pub(super) fn to_text(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        api_document::ingest::to_canonical_json(&value)
    }
}
