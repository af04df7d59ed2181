//! What a document implies: code, effective document and surface, and, with a
//! version of the crate, the files that contain them.

use super::inputs::Inputs;
use super::lock::{Lock, Locked};
use super::operations_table::with_operations;
use super::release::changelog;
use super::release::manifest::{self, CargoLock};
use super::release::{PACKAGE, SIMULATOR};
use crate::workspace::{
    CARGO_LOCK, CHANGELOG, EFFECTIVE, EXERCISE, GENERATED, LOCK, MANIFEST, NAMES, README, SERVED,
    SIMULATOR_MANIFEST,
};
use api_document::diagnostic::Outcome;
use api_document::ingest::{self, Document, Source};
use api_document::overlay::{Overlay, Supplement};
use api_generate::Target;
use api_generate::exercise::exercise;
use api_generate::package::Files;
use api_generate::render::COMMAND;
use api_generate::{Held, Made, make_named};
use rust_surface::{self, Surface};
use semver::Version;
use std::collections::BTreeMap;

/// Everything that a document and its overlay imply, whatever the version of
/// the crate is.
#[derive(Debug)]
pub struct Build {
    /// The document, as vendored.
    pub document: Document,
    /// The document with the supplement.
    pub supplemented: Document,
    /// What the chain made of it.
    pub made: Made,
    /// The surface of the published crate.
    pub surface: Surface,
}

impl Build {
    /// Generates the client from a document; `names` are those of earlier runs, and
    /// `client` has the crate's sources that people write.
    pub fn of(
        document: Document,
        supplement: &Supplement,
        overlay: &Overlay,
        names: &Held,
        client: &BTreeMap<String, String>,
    ) -> Outcome<Self> {
        let supplemented = supplement.apply(&document)?;
        let mut made = make_named(
            &supplemented,
            Some(overlay),
            names,
            Target::Published,
            COMMAND,
        )?;
        made.report.insert_str(0, &supplement.describe(&document));
        let mut sources = client.clone();
        let generated = made.files.iter();
        sources.extend(generated.map(|(file, text)| (format!("generated/{file}"), text.clone())));
        Ok(Self {
            surface: rust_surface::of_sources(&sources)?,
            document,
            supplemented,
            made,
        })
    }

    /// The API's version, which the document states.
    pub fn api_version(&self) -> &str {
        ingest::api_version(&self.document).unwrap_or_default()
    }

    /// The files that `cargo xtask generate` writes: what is generated, and the
    /// version wherever it appears.
    pub fn files(&self, version: &Version, inputs: &Inputs) -> Outcome<Files> {
        let cargo_lock = CargoLock::parse(&inputs.cargo_lock)?;
        let changelog = String::from_utf8_lossy(&inputs.changelog.bytes);
        let mut files = self.made_files();
        let lock = self.lock(inputs, &files, cargo_lock.generators()?);
        files.extend(
            [
                (LOCK, lock.to_text()),
                (CHANGELOG, changelog::with_version(&changelog, version)),
                (
                    README,
                    with_operations(&inputs.readme, &self.made.effective)?,
                ),
                (MANIFEST, manifest::with_version(&inputs.manifest, version)?),
                (
                    SIMULATOR_MANIFEST,
                    manifest::with_version(&inputs.simulator_manifest, version)?,
                ),
                (
                    CARGO_LOCK,
                    cargo_lock.with_version(&[PACKAGE, SIMULATOR], version)?,
                ),
            ]
            .map(|(file, text)| (file.to_owned(), text)),
        );
        Ok(files)
    }

    /// The files that follow from the document alone, and that the lock records.
    fn made_files(&self) -> Files {
        let made = &self.made;
        let generated = made.files.iter();
        let generated = generated.map(|(file, text)| (format!("{GENERATED}/{file}"), text.clone()));
        let others = [
            (EFFECTIVE, made.effective_text()),
            (SERVED, made.served_text.clone()),
            (EXERCISE, exercise(&made.effective)),
            (NAMES, made.names.to_text()),
        ];
        let others = others.map(|(file, text)| (file.to_owned(), text));
        generated.chain(others).collect()
    }

    fn lock(&self, inputs: &Inputs, made: &Files, generators: BTreeMap<String, String>) -> Lock {
        let locked = |source: &Source| Locked::new(&source.name, &source.bytes);
        let of_made = |file: &str| {
            let text = made.get(file).map(String::as_bytes);
            Locked::new(file, text.unwrap_or_default())
        };
        let generated = made.keys().filter(|file| file.starts_with(GENERATED));
        Lock {
            version: self.api_version().to_owned(),
            sources: inputs.pages.iter().map(locked).collect(),
            document: locked(&inputs.document),
            supplement: locked(&inputs.supplement),
            overlay: locked(&inputs.overlay),
            names: of_made(NAMES),
            effective: of_made(EFFECTIVE),
            generated: generated.map(|file| of_made(file)).collect(),
            served: of_made(SERVED),
            exercise: of_made(EXERCISE),
            generators,
        }
    }
}
