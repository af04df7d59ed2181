//! The expected content of every file of the workspace.

use super::build::Build;
use super::inputs::Inputs;
use super::release::{self, changelog};
use super::snapshots::snapshots;
use crate::workspace::{self, PAGES};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::{self, Document, to_canonical_json};
use api_document::overlay::{self, Supplement};
use api_generate::Held;
use api_generate::package::Files;
use semver::Version;
use std::slice;

rules! {
    pub(crate) RULES:

    DOCUMENT_EDITED: Error {
        code: "document-edited",
        meaning: "The vendored document is not what the pages give.",
        why: "Each file follows from the one before: pages, document, effective document, code.",
        help: "Correct upstream's mistakes in the overlay, and ingest the pages again.",
    }
}

/// The inputs and everything that follows from them.
#[derive(Debug)]
pub struct Expected {
    /// What the rest follows from.
    pub inputs: Inputs,
    /// What the document implies.
    pub build: Build,
    /// The version of the published crate.
    pub version: Version,
    /// What `cargo xtask generate` writes.
    pub outputs: Files,
    /// What `cargo xtask snapshots` writes.
    pub snapshots: Files,
}

impl Expected {
    /// Makes everything that follows from the inputs.
    pub fn of(inputs: Inputs) -> Outcome<Self> {
        let document = vendored(&inputs)?;
        let overlay = overlay::parse(&inputs.overlay)?;
        let supplement = Supplement::parse(&inputs.supplement)?;
        let names = Held::parse(&inputs.names)?;
        let build = Build::of(document, &supplement, &overlay, &names, &inputs.client)?;
        Self::new(inputs, build)
    }

    /// Puts a build into the files, under the version that the changelog names.
    pub fn new(inputs: Inputs, build: Build) -> Outcome<Self> {
        let version = changelog::newest(&inputs.changelog)?;
        let version = release::for_api(&version, &inputs.document.name, build.api_version())?;
        let snapshots = snapshots(&build).into_iter();
        Ok(Self {
            outputs: build.files(&version, &inputs)?,
            snapshots: snapshots.map(|one| (one.file(), one.file_text())).collect(),
            inputs,
            build,
            version,
        })
    }
}

/// Returns the vendored document. It equals what `ingest` makes of the pages, byte
/// for byte, so only the pages are read.
fn vendored(inputs: &Inputs) -> Outcome<Document> {
    let source = &inputs.document;
    let ingested = ingest::ingest(&inputs.pages);
    let text = |document: &Document| to_canonical_json(&document.value);
    if let Ok(document) = &ingested
        && text(document).as_bytes() == source.bytes
    {
        return Ok(Document {
            name: source.name.clone(),
            value: document.value.clone(),
        });
    }
    // An error of its own says more than that the document differs.
    ingest::ingest(slice::from_ref(source))?;
    let diff = workspace::diff(&source.bytes, &text(&ingested?));
    Err(Diagnostic {
        rule: &DOCUMENT_EDITED,
        file: source.name.clone(),
        place: Place::File,
        message: format!("it is not what the pages give:\n{diff}"),
        help: format!(
            "run `cargo xtask ingest {PAGES}/* --output {}`",
            source.name
        ),
    }
    .into())
}
