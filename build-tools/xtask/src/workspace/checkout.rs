//! A checkout of the workspace: its files and their content.

use super::git;
use super::output::Output;
use super::paths::{CLIENT, OVERLAY, PAGES, SOURCES, is_document};
use super::reading::{source_or_empty, unreadable};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Source;
use api_generate::package::Files;
use std::path::{Path, PathBuf};

rules! {
    pub(crate) RULES:

    NO_WORKSPACE: Error {
        code: "no-workspace",
        meaning: "The command was not run inside the workspace.",
        why: "It works on the workspace's files.",
        help: "Change into the checkout.",
    }

    NO_DOCUMENT: Error {
        code: "no-document",
        meaning: "There is not exactly one vendored document.",
        why: "Each file follows from the one before: pages, document, effective document, code.",
        help: "Run the `cargo xtask ingest` that the message names, and delete the other.",
    }
}

/// A checkout of this workspace.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
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
                rule: &NO_WORKSPACE,
                file: folder.display().to_string(),
                place: Place::File,
                message: format!("neither this folder nor one above it has {OVERLAY} and {CLIENT}"),
                help: "run the command inside the workspace".to_owned(),
            }
            .into()),
        }
    }

    /// The workspace's root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Those of `files` that are not on the disk as they are here.
    pub fn changed(&self, files: &Files) -> Vec<Output> {
        let outputs = files.iter().map(|(file, text)| Output {
            path: self.root.join(file),
            text: text.clone(),
        });
        outputs.filter(|output| !output.is_current()).collect()
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

    /// The vendored document.
    pub fn document(&self) -> Outcome<Source> {
        let files = self.files("spec", is_document)?;
        match files.as_slice() {
            [file] => self.source(file),
            _ => Err(Diagnostic {
                rule: &NO_DOCUMENT,
                file: "spec".to_owned(),
                place: Place::File,
                message: format!(
                    "{} files are called management-api_<version>.json, not one",
                    files.len()
                ),
                help: format!(
                    "run `cargo xtask ingest {PAGES}/* --output spec/management-api_<version>.json`"
                ),
            }
            .into()),
        }
    }

    /// The sources of record.
    pub fn pages(&self) -> Outcome<Vec<Source>> {
        let is_source = |name: &str| SOURCES.iter().any(|extension| name.ends_with(extension));
        let files = self.files(PAGES, is_source)?;
        files.iter().map(|file| self.source(file)).collect()
    }

    /// The files of one folder by name, in the order of their names.
    pub fn files(&self, folder: &str, wanted: fn(&str) -> bool) -> Outcome<Vec<String>> {
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

    /// One file.
    pub fn source(&self, file: &str) -> Outcome<Source> {
        let bytes =
            std::fs::read(self.root.join(file)).map_err(|error| unreadable(file, &error))?;
        Ok(Source {
            name: file.to_owned(),
            bytes,
        })
    }

    /// A file of the workspace that need not be there.
    pub fn source_or_empty(&self, file: &str) -> Outcome<Source> {
        source_or_empty(&self.root, file)
    }
}
