//! What the workspace's inputs say all its other files should be. No file is
//! touched here.

use super::inputs::Inputs;
use super::lock::{self, Lock, Locked};
use super::release::{self, changelog, manifest};
use super::snapshots::{Snapshot, snapshots};
use crate::workspace::{
    self, CARGO_LOCK, CHANGELOG, EFFECTIVE, GENERATED, LOCK, MANIFEST, OVERLAY, PAGES,
};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::{self, Document, Source, to_canonical_json};
use api_document::overlay;
use api_generate::chain::{self, Made};
use api_generate::profile::Profile;
use api_generate::render::COMMAND;
use api_generate::stand_alone::Files;
use rust_surface::{self, Surface};
use semver::Version;
use std::collections::BTreeMap;

/// The package that is published.
pub const PACKAGE: &str = "fingerprint-management";

/// Everything that follows from the inputs.
#[derive(Debug)]
pub struct Build {
    /// The vendored document, read.
    pub document: Document,
    /// What the chain made of it.
    pub made: Made,
    /// The surface of the published crate.
    pub surface: Surface,
    /// The version of the published crate.
    pub version: Version,
    /// What `generate` writes: generated files, and the version where it
    /// stands in other files.
    pub outputs: Files,
    /// The snapshots.
    pub snapshots: Files,
}

/// Makes everything that follows from the inputs.
pub fn expected(inputs: &Inputs) -> Outcome<Build> {
    let document = ingest::ingest(std::slice::from_ref(&inputs.document))?;
    check_ingested(&inputs.document, &inputs.pages)?;
    let overlay = overlay::parse(&inputs.overlay)?;
    let made = chain::make(&document, Some(&overlay), Profile::Library, COMMAND)?;
    let surface = surface_of(&inputs.client, &made.code)?;
    let api_version = ingest::api_version(&document).unwrap_or_default();
    let version = changelog::newest(&inputs.changelog)?;
    let version = release::for_api(&version, &inputs.document.name, api_version)?;
    let snapshots = snapshots(&document, &made, &surface);
    let outputs = Files::from([
        (EFFECTIVE.to_owned(), made.effective_text.clone()),
        (GENERATED.to_owned(), made.code.clone()),
        (LOCK.to_owned(), lock(inputs, &made, api_version)?.to_text()),
        (
            CHANGELOG.to_owned(),
            changelog::with_version(&String::from_utf8_lossy(&inputs.changelog.bytes), &version),
        ),
        (
            MANIFEST.to_owned(),
            manifest::with_version(&inputs.manifest, &version)?,
        ),
        (
            CARGO_LOCK.to_owned(),
            manifest::lock_with_version(&inputs.cargo_lock, PACKAGE, &version)?,
        ),
    ]);
    Ok(Build {
        snapshots: snapshots
            .iter()
            .map(|one: &Snapshot| (one.file(), one.file_text()))
            .collect(),
        document,
        made,
        surface,
        version,
        outputs,
    })
}

/// The surface of the crate with this generated code.
fn surface_of(client: &BTreeMap<String, String>, code: &str) -> Outcome<Surface> {
    let mut texts = client.clone();
    texts.insert("generated.rs".to_owned(), code.to_owned());
    rust_surface::of_sources(&texts)
}

fn lock(inputs: &Inputs, made: &Made, api_version: &str) -> Outcome<Lock> {
    let locked = |source: &Source| Locked::new(&source.name, &source.bytes);
    Ok(Lock {
        version: api_version.to_owned(),
        sources: inputs.pages.iter().map(locked).collect(),
        document: locked(&inputs.document),
        overlay: Locked::new(OVERLAY, &inputs.overlay.bytes),
        effective: Locked::new(EFFECTIVE, made.effective_text.as_bytes()),
        generated: Locked::new(GENERATED, made.code.as_bytes()),
        generators: lock::generators(
            CARGO_LOCK,
            &String::from_utf8_lossy(&inputs.cargo_lock.bytes),
        )?,
    })
}

/// The first edge of the chain: the document is what `ingest` makes of the
/// pages, byte for byte.
fn check_ingested(document: &Source, pages: &[Source]) -> Outcome<()> {
    let merged = ingest::ingest(pages)?;
    let expected = to_canonical_json(&merged.value);
    if expected.as_bytes() == document.bytes {
        return Ok(());
    }
    let diff = workspace::diff(&document.bytes, &expected);
    Err(Diagnostic {
        code: "document-edited",
        file: document.name.clone(),
        place: Place::File,
        message: format!("it is not what the pages give:\n{diff}"),
        remedy: format!(
            "run `cargo xtask ingest {PAGES}/* --output {}`",
            document.name
        ),
    }
    .into())
}
