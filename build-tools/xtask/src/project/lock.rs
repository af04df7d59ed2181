//! The lock: which inputs the checked-in code was made from.

use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_generate::render::sha256;
use serde::Serialize;
use std::collections::BTreeMap;

/// The packages whose versions decide what is generated.
const GENERATORS: [&str; 4] = ["openapiv3", "prettyplease", "progenitor", "typify"];

/// The lock file's content.
#[derive(Debug, Serialize)]
pub struct Lock {
    /// The document's `info.version`.
    pub version: String,
    /// The pages the document was ingested from.
    pub sources: Vec<Locked>,
    /// The document, as ingested.
    pub document: Locked,
    /// The corrections.
    pub overlay: Locked,
    /// The document that the generator saw.
    pub effective: Locked,
    /// The generated code.
    pub generated: Locked,
    /// The generators, by package, as `Cargo.lock` pins them.
    pub generators: BTreeMap<String, String>,
}

/// One file and its digest.
#[derive(Debug, Serialize)]
pub struct Locked {
    /// The path from the workspace's root, with forward slashes.
    pub file: String,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

impl Locked {
    /// A file by its path and content.
    pub fn new(file: &str, bytes: &[u8]) -> Self {
        Self {
            file: file.to_owned(),
            sha256: sha256(bytes),
        }
    }
}

impl Lock {
    /// The lock as the text of its file.
    pub fn to_text(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        api_document::ingest::to_canonical_json(&value)
    }
}

/// The versions of the generators, out of the text of `Cargo.lock`.
pub fn generators(file: &str, cargo_lock: &str) -> Outcome<BTreeMap<String, String>> {
    let fault = |message: String| Diagnostic {
        code: "invalid-cargo-lock",
        file: file.to_owned(),
        place: Place::File,
        message,
        remedy: "restore Cargo.lock from version control".to_owned(),
    };
    let parsed: toml::Table = cargo_lock
        .parse()
        .map_err(|error| fault(format!("{error}")))?;
    let packages = parsed.get("package").and_then(toml::Value::as_array);
    let mut versions = BTreeMap::new();
    for package in packages.into_iter().flatten() {
        let text = |key: &str| {
            package
                .get(key)
                .and_then(toml::Value::as_str)
                .unwrap_or_default()
        };
        let name = text("name");
        // Of two versions of one package the generator uses the one it names;
        // typify's alpha never stands beside its release in one lock.
        if GENERATORS.contains(&name) {
            versions.insert(name.to_owned(), text("version").to_owned());
        }
    }
    match GENERATORS
        .iter()
        .find(|name| !versions.contains_key(**name))
    {
        Some(missing) => Err(fault(format!("the package {missing} is not in it")).into()),
        None => Ok(versions),
    }
}
