//! The workspace's own files: where they are, and how they are read.

mod git;

use crate::output::Output;
use crate::snapshots;
use crate::tree;
use crate::tree::{Files, Inputs, Tree};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::{self, Document, Source};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the sources of record are.
pub const PAGES: &str = "spec/pages";
/// The corrections.
pub const OVERLAY: &str = "spec/overlay.yaml";
/// What the generator saw.
pub const EFFECTIVE: &str = "spec/effective.json";
/// The digests of all that was read and made.
pub const LOCK: &str = "spec/lock.json";
/// The folder of the published crate.
pub const CLIENT: &str = "generated-client";
/// The generated code.
pub const GENERATED: &str = "generated-client/src/generated.rs";
/// The manifest of the published crate.
pub const MANIFEST: &str = "generated-client/Cargo.toml";
/// Cargo's own lock.
pub const CARGO_LOCK: &str = "Cargo.lock";
/// The changelog of the published crate.
pub const CHANGELOG: &str = "CHANGELOG.md";

/// The extensions of sources of record.
pub const SOURCES: [&str; 4] = [".md", ".json", ".yaml", ".yml"];

/// The vendored document of a version of the API.
pub fn document_file(api_version: &str) -> String {
    format!("spec/management-api_{api_version}.json")
}

/// A checkout of this workspace.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

/// The files that are not what they should be.
#[derive(Debug)]
pub struct Stale {
    /// What `cargo xtask generate` writes.
    pub outputs: Vec<Output>,
    /// Snapshots, which a reviewer accepts.
    pub snapshots: Vec<Output>,
    /// Snapshots of what is no longer there.
    pub leftovers: Vec<String>,
}

impl Workspace {
    /// The workspace that `folder` is in.
    pub fn around(folder: &Path) -> Outcome<Self> {
        let is_root =
            |folder: &&Path| folder.join(OVERLAY).is_file() && folder.join(CLIENT).is_dir();
        let root = folder.ancestors().find(is_root);
        match root {
            Some(root) => Ok(Self {
                root: root.to_owned(),
            }),
            None => Err(Diagnostic {
                code: "no-workspace",
                file: folder.display().to_string(),
                place: Place::File,
                message: format!("neither this folder nor one above it has {OVERLAY} and {CLIENT}"),
                remedy: "run the command inside the workspace".to_owned(),
            }
            .into()),
        }
    }

    /// The workspace's root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Everything the chain starts from.
    pub fn inputs(&self) -> Outcome<Inputs> {
        let mut client = read_sources(&self.root.join(CLIENT).join("src"))?;
        client.remove("generated.rs");
        Ok(Inputs {
            document: self.document_source()?,
            pages: self.pages()?,
            overlay: self.source(OVERLAY)?,
            changelog: self.source(CHANGELOG)?,
            manifest: self.source(MANIFEST)?,
            cargo_lock: self.source(CARGO_LOCK)?,
            client,
        })
    }

    /// Makes, in memory, everything that follows from the inputs.
    pub fn expected(&self) -> Outcome<Tree> {
        tree::expected(&self.inputs()?)
    }

    /// What in the workspace is not as `tree` says.
    pub fn stale(&self, tree: &Tree) -> Outcome<Stale> {
        let leftovers = self.snapshot_files()?;
        let leftovers = leftovers.into_iter();
        Ok(Stale {
            outputs: self.changed(&tree.outputs),
            snapshots: self.changed(&tree.snapshots),
            leftovers: leftovers
                .filter(|file| !tree.snapshots.contains_key(file))
                .collect(),
        })
    }

    /// Those of `files` that are not on the disk as they are here.
    pub fn changed(&self, files: &Files) -> Vec<Output> {
        let outputs = files.iter().map(|(file, text)| Output {
            path: self.root.join(file),
            text: text.clone(),
        });
        outputs.filter(|output| !output.is_current()).collect()
    }

    /// The vendored document.
    pub fn document(&self) -> Outcome<Document> {
        let source = self.document_source()?;
        ingest::ingest(std::slice::from_ref(&source))
    }

    /// The vendored document as it was at a git revision.
    pub fn document_at(&self, revision: &str) -> Outcome<Source> {
        git::document_at(&self.root, revision)
    }

    /// A path as it is shown: from the root.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }

    fn document_source(&self) -> Outcome<Source> {
        let files = self.files("spec", is_document)?;
        match files.as_slice() {
            [file] => self.source(file),
            _ => Err(Diagnostic {
                code: "no-document",
                file: "spec".to_owned(),
                place: Place::File,
                message: format!(
                    "{} files are called management-api_<version>.json, not one",
                    files.len()
                ),
                remedy: format!(
                    "run `cargo xtask ingest {PAGES}/* --output spec/management-api_<version>.json`"
                ),
            }
            .into()),
        }
    }

    fn pages(&self) -> Outcome<Vec<Source>> {
        let is_source = |name: &str| SOURCES.iter().any(|extension| name.ends_with(extension));
        let files = self.files(PAGES, is_source)?;
        files.iter().map(|file| self.source(file)).collect()
    }

    /// The snapshots on the disk.
    fn snapshot_files(&self) -> Outcome<Vec<String>> {
        let mut files = Vec::new();
        for folder in ["", "/document", "/effective"] {
            let folder = format!("{}{folder}", snapshots::FOLDER);
            if self.root.join(&folder).is_dir() {
                files.extend(self.files(&folder, |name| name.ends_with(".snap"))?);
            }
        }
        Ok(files)
    }

    /// The files of one folder by name, in the order of their names.
    fn files(&self, folder: &str, wanted: fn(&str) -> bool) -> Outcome<Vec<String>> {
        let entries = std::fs::read_dir(self.root.join(folder))
            .map_err(|error| unreadable(folder, &error))?;
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| wanted(name))
            .map(|name| format!("{folder}/{name}"))
            .collect();
        names.sort();
        Ok(names)
    }

    fn source(&self, file: &str) -> Outcome<Source> {
        let bytes =
            std::fs::read(self.root.join(file)).map_err(|error| unreadable(file, &error))?;
        Ok(Source {
            name: file.to_owned(),
            bytes,
        })
    }
}

fn is_document(name: &str) -> bool {
    name.starts_with("management-api_") && name.ends_with(".json")
}

/// Reads a file the user named.
pub fn read_source(path: &Path) -> Outcome<Source> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| unreadable(&name, &error))?;
    Ok(Source { name, bytes })
}

/// The texts of the sources in the folder `src`, as
/// [`rust_surface::of_sources`] takes them.
pub fn read_sources(src: &Path) -> Outcome<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    read_folder(src, "", &mut texts)?;
    Ok(texts)
}

fn read_folder(folder: &Path, prefix: &str, texts: &mut BTreeMap<String, String>) -> Outcome<()> {
    let fault = |error: &std::io::Error| unreadable(&folder.display().to_string(), error);
    for entry in std::fs::read_dir(folder).map_err(|error| fault(&error))? {
        let entry = entry.map_err(|error| fault(&error))?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = format!("{prefix}{}", name.to_string_lossy());
        if path.is_dir() {
            read_folder(&path, &format!("{name}/"), texts)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path);
            let text = text.map_err(|error| unreadable(&path.display().to_string(), &error))?;
            texts.insert(name, text);
        }
    }
    Ok(())
}

/// A file that cannot be read.
pub fn unreadable(file: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic {
        code: "unreadable",
        file: file.to_owned(),
        place: Place::File,
        message: error.to_string(),
        remedy: "check the path and its permissions".to_owned(),
    }
}

/// A file that cannot be written.
pub fn unwritable(file: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic {
        code: "unwritable",
        file: file.to_owned(),
        place: Place::File,
        message: error.to_string(),
        remedy: "check that the folder exists and can be written to".to_owned(),
    }
}
