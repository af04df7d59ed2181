//! The crate's version where Cargo reads it: in the manifest and in
//! `Cargo.lock`. Comments, order and layout stay as they are.

use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Source;
use api_document::rule::Rule;
use semver::Version;
use std::collections::BTreeMap;
use toml_edit::{DocumentMut, Item, Table, Value};

rules! {
    pub(crate) RULES:

    NO_CRATE_VERSION: Error {
        code: "no-crate-version",
        meaning: "The manifest has no version.",
        why: "The newest heading of the changelog is the crate's version; the manifest and the \
              lock follow.",
        help: "Restore the manifest from version control.",
    }

    INVALID_CARGO_LOCK: Error {
        code: "invalid-cargo-lock",
        meaning: "Cargo.lock does not have the crate.",
        why: "The newest heading of the changelog is the crate's version; the manifest and the \
              lock follow.",
        help: "Restore Cargo.lock from version control.",
    }
}

/// The packages whose versions determine the generated code.
const GENERATORS: [&str; 4] = ["openapiv3", "prettyplease", "progenitor", "typify"];

/// The manifest with another version.
pub fn with_version(manifest: &Source, version: &Version) -> Outcome<String> {
    let missing = |message: String| invalid(&NO_CRATE_VERSION, &manifest.name, message);
    let mut parsed = parse(manifest).map_err(missing)?;
    let package = parsed.get_mut("package");
    match package.and_then(|package| package.get_mut("version")) {
        Some(Item::Value(value @ Value::String(_))) => set(value, version),
        _ => return Err(missing("no `version` in `[package]`".to_owned()).into()),
    }
    Ok(parsed.to_string())
}

/// `Cargo.lock`, which pins the generators and has the crate's version.
#[derive(Debug)]
pub struct CargoLock {
    file: String,
    parsed: DocumentMut,
}

impl CargoLock {
    /// Reads the text of the file.
    pub fn parse(source: &Source) -> Outcome<Self> {
        let file = source.name.clone();
        match parse(source) {
            Ok(parsed) => Ok(Self { file, parsed }),
            Err(message) => Err(invalid(&INVALID_CARGO_LOCK, &file, message).into()),
        }
    }

    /// The versions of the generators, by package.
    pub fn generators(&self) -> Outcome<BTreeMap<String, String>> {
        let packages = self
            .parsed
            .get("package")
            .and_then(Item::as_array_of_tables);
        let mut versions = BTreeMap::new();
        for package in packages.into_iter().flatten() {
            let text = |key| package.get(key).and_then(Item::as_str).unwrap_or_default();
            // Of two versions of one package the generator uses the one it names;
            // a lock never has typify's alpha beside its release.
            if GENERATORS.contains(&text("name")) {
                versions.insert(text("name").to_owned(), text("version").to_owned());
            }
        }
        let missing = GENERATORS
            .iter()
            .find(|name| !versions.contains_key(**name));
        match missing {
            Some(name) => {
                let message = format!("the package {name} is not in it");
                Err(invalid(&INVALID_CARGO_LOCK, &self.file, message).into())
            }
            None => Ok(versions),
        }
    }

    /// The text with another version of packages of the workspace.
    pub fn with_version(mut self, packages: &[&str], version: &Version) -> Outcome<String> {
        for package in packages {
            self.set_version(package, version)?;
        }
        Ok(self.parsed.to_string())
    }

    fn set_version(&mut self, package: &str, version: &Version) -> Outcome<()> {
        let packages = self.parsed.get_mut("package");
        let packages = packages.and_then(Item::as_array_of_tables_mut);
        let is_ours = |table: &&mut Table| {
            let name = table.get("name").and_then(Item::as_str);
            // One of a registry has a source.
            name == Some(package) && !table.contains_key("source")
        };
        let ours = packages
            .into_iter()
            .flat_map(|all| all.iter_mut())
            .find(is_ours);
        let Some(Item::Value(value)) = ours.and_then(|table| table.get_mut("version")) else {
            let message = format!("the package {package} is not in it");
            return Err(invalid(&NO_CRATE_VERSION, &self.file, message).into());
        };
        set(value, version);
        Ok(())
    }
}

fn parse(source: &Source) -> Result<DocumentMut, String> {
    let text = String::from_utf8_lossy(&source.bytes);
    text.parse()
        .map_err(|error: toml_edit::TomlError| error.to_string())
}

/// Puts a version in the place of one; the space and comment around it stay.
fn set(value: &mut Value, version: &Version) {
    let decor = value.decor().clone();
    *value = Value::from(version.to_string());
    *value.decor_mut() = decor;
}

fn invalid(rule: &'static Rule, file: &str, message: String) -> Diagnostic {
    Diagnostic {
        rule,
        file: file.to_owned(),
        place: Place::File,
        message,
        help: format!("restore {file} from version control"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{CargoLock, with_version};
    use api_document::ingest::Source;
    use semver::Version;

    fn source(name: &str, text: &str) -> Source {
        Source {
            name: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn only_the_version_of_the_manifest_changes() {
        let text = |version| {
            format!(
                "# Ours.\n[package]\nname   = \"a\"\nversion = \"{version}\" # follows\n\n\
                 [dependencies]\nb = {{version = \"1\"}}\n"
            )
        };
        let manifest = source("Cargo.toml", &text("0.1.0"));
        let changed = with_version(&manifest, &Version::new(0, 2, 0)).unwrap();
        assert_eq!(changed, text("0.2.0"));
    }

    #[test]
    fn only_our_own_package_changes_in_the_lock() {
        let text = |version| {
            format!(
                "# Generated.\nversion = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\
                 source = \"registry\"\n\n[[package]]\nname = \"a\"\nversion = \"{version}\"\n\
                 dependencies = [\n \"b\",\n]\n"
            )
        };
        let lock = CargoLock::parse(&source("Cargo.lock", &text("0.1.0"))).unwrap();
        let changed = lock.with_version(&["a"], &Version::new(0, 2, 0)).unwrap();
        assert_eq!(changed, text("0.2.0"));
    }

    #[test]
    fn a_file_without_a_version_of_ours_is_named() {
        let version = Version::new(1, 0, 0);
        for text in [
            "",
            "[package]\nname = \"a\"\n",
            "[package]\nversion.workspace = true\n",
            "]",
        ] {
            let found = with_version(&source("Cargo.toml", text), &version).unwrap_err();
            assert!(found.to_string().contains("no-crate-version"), "{found}");
            assert!(found.to_string().contains("Cargo.toml"), "{found}");
        }
        let lock = CargoLock::parse(&source("Cargo.lock", "version = 4\n")).unwrap();
        let found = lock.with_version(&["a"], &version).unwrap_err().to_string();
        assert!(found.contains("no-crate-version"), "{found}");
        let found = CargoLock::parse(&source("Cargo.lock", "]")).unwrap_err();
        assert!(found.to_string().contains("invalid-cargo-lock"), "{found}");
    }
}
