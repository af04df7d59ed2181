//! The crate's version where Cargo reads it: in the manifest and in
//! `Cargo.lock`. Only the version is touched, so that comments and order stay.

use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Source;
use semver::Version;

/// The manifest with another version.
pub fn with_version(manifest: &Source, version: &Version) -> Outcome<String> {
    replace(manifest, version, "no `version` in `[package]`", |lines| {
        let package = lines.iter().position(|line| line.trim() == "[package]")?;
        let table = lines.get(package + 1..)?;
        let length = table
            .iter()
            .take_while(|line| !line.starts_with('['))
            .count();
        let version = table
            .iter()
            .take(length)
            .position(|line| is_version(line))?;
        Some(package + 1 + version)
    })
}

/// `Cargo.lock` with another version of one package of the workspace.
pub fn lock_with_version(lock: &Source, package: &str, version: &Version) -> Outcome<String> {
    let name = format!("name = \"{package}\"");
    let missing = format!("the package {package} is not in it");
    replace(lock, version, &missing, |lines| {
        let at = lines.iter().position(|line| line.trim_end() == name)? + 1;
        lines.get(at).filter(|line| is_version(line))?;
        Some(at)
    })
}

fn is_version(line: &str) -> bool {
    line.split_once('=')
        .is_some_and(|(key, _)| key.trim() == "version")
}

fn replace(
    source: &Source,
    version: &Version,
    missing: &str,
    find: impl FnOnce(&[&str]) -> Option<usize>,
) -> Outcome<String> {
    let text = String::from_utf8_lossy(&source.bytes);
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = format!("version = \"{version}\"\n");
    match find(&lines).and_then(|at| lines.get_mut(at)) {
        Some(found) => *found = &line,
        None => {
            return Err(Diagnostic {
                code: "no-crate-version",
                file: source.name.clone(),
                place: Place::File,
                message: missing.to_owned(),
                remedy: format!("restore {} from version control", source.name),
            }
            .into());
        }
    }
    Ok(lines.concat())
}
