//! The workspace's own files: where they are, and how they are read.

use crate::chain::{self, Made};
use crate::diagnostic::{Diagnostic, Outcome, Place};
use crate::ingest::{self, Document, Source, to_canonical_json};
use crate::lock::{self, Lock, Locked};
use crate::output::Output;
use crate::overlay;
use crate::profile::Profile;
use crate::render::COMMAND;
use std::path::{Path, PathBuf};

const PAGES: &str = "spec/pages";
const OVERLAY: &str = "spec/overlay.yaml";
const EFFECTIVE: &str = "spec/effective.json";
const LOCK: &str = "spec/lock.json";
const CLIENT: &str = "generated-client";
const GENERATED: &str = "generated-client/src/generated.rs";

/// A checkout of this workspace.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

/// Everything the workspace's inputs say its outputs should be.
#[derive(Debug)]
pub struct Expected {
    /// What the chain made.
    pub made: Made,
    /// The generated files, with the lock last.
    pub outputs: Vec<Output>,
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

    /// Makes, in memory, everything that is generated from the inputs.
    pub fn expected(&self) -> Outcome<Expected> {
        let (document_file, document_source) = self.document_source()?;
        let document = ingest::ingest(std::slice::from_ref(&document_source))?;
        let pages = self.pages()?;
        self.check_ingested(&document_file, &document_source, &pages)?;
        let overlay_source = self.source(OVERLAY)?;
        let overlay = overlay::parse(&overlay_source)?;
        let made = chain::make(&document, Some(&overlay), Profile::Library, COMMAND)?;
        let cargo_lock = self.source("Cargo.lock")?;
        let lock = Lock {
            version: ingest::api_version(&document)
                .unwrap_or_default()
                .to_owned(),
            sources: pages
                .iter()
                .map(|page| Locked::new(&page.name, &page.bytes))
                .collect(),
            document: Locked::new(&document_file, &document_source.bytes),
            overlay: Locked::new(OVERLAY, &overlay_source.bytes),
            effective: Locked::new(EFFECTIVE, made.effective_text.as_bytes()),
            generated: Locked::new(GENERATED, made.code.as_bytes()),
            generators: lock::generators(
                "Cargo.lock",
                &String::from_utf8_lossy(&cargo_lock.bytes),
            )?,
        };
        let output = |file: &str, text: String| Output {
            path: self.root.join(file),
            text,
        };
        let outputs = vec![
            output(EFFECTIVE, made.effective_text.clone()),
            output(GENERATED, made.code.clone()),
            output(LOCK, lock.to_text()),
        ];
        Ok(Expected { made, outputs })
    }

    /// The vendored document.
    pub fn document(&self) -> Outcome<Document> {
        let (_, source) = self.document_source()?;
        ingest::ingest(std::slice::from_ref(&source))
    }

    /// The vendored document as it was at a git revision.
    pub fn document_at(&self, revision: &str) -> Outcome<Source> {
        let files = self.git(
            &[
                "ls-tree",
                "--name-only",
                "--end-of-options",
                revision,
                "spec/",
            ],
            revision,
        )?;
        let files = String::from_utf8_lossy(&files).into_owned();
        let file = files
            .lines()
            .find(|file| is_document(file.trim_start_matches("spec/")));
        let Some(file) = file else {
            let message = "spec/ has no management-api_<version>.json there".to_owned();
            return Err(at_revision(revision, message).into());
        };
        let bytes = self.git(
            &["show", "--end-of-options", &format!("{revision}:{file}")],
            revision,
        )?;
        Ok(Source {
            name: format!("git:{revision}:{file}"),
            bytes,
        })
    }

    fn git(&self, arguments: &[&str], revision: &str) -> Outcome<Vec<u8>> {
        let run = std::process::Command::new("git")
            .arg("-C")
            .arg(&self.root)
            .args(arguments)
            .output();
        let output =
            run.map_err(|error| at_revision(revision, format!("git cannot be run: {error}")))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(at_revision(revision, message).into())
    }

    /// A path as it is shown: from the root.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }

    /// The first edge of the chain: the document is what `ingest` makes of
    /// the pages, byte for byte.
    fn check_ingested(&self, file: &str, source: &Source, pages: &[Source]) -> Outcome<()> {
        let merged = ingest::ingest(pages)?;
        let expected = Output {
            path: self.root.join(file),
            text: to_canonical_json(&merged.value),
        };
        if expected.text.as_bytes() == source.bytes {
            return Ok(());
        }
        Err(Diagnostic {
            code: "document-edited",
            file: file.to_owned(),
            place: Place::File,
            message: format!("it is not what the pages give:\n{}", expected.diff()),
            remedy: format!("run `cargo xtask ingest {PAGES}/*.md --output {file}`"),
        }
        .into())
    }

    fn document_source(&self) -> Outcome<(String, Source)> {
        let files = self.files("spec", is_document)?;
        match files.as_slice() {
            [file] => Ok((file.clone(), self.source(file)?)),
            _ => Err(Diagnostic {
                code: "no-document",
                file: "spec".to_owned(),
                place: Place::File,
                message: format!("{} files are called management-api_<version>.json, not one", files.len()),
                remedy: format!("run `cargo xtask ingest {PAGES}/*.md --output spec/management-api_<version>.json`"),
            }
            .into()),
        }
    }

    fn pages(&self) -> Outcome<Vec<Source>> {
        let files = self.files(PAGES, |name| name.ends_with(".md"))?;
        files.iter().map(|file| self.source(file)).collect()
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

fn at_revision(revision: &str, message: String) -> Diagnostic {
    Diagnostic {
        code: "unknown-revision",
        file: format!("git:{revision}"),
        place: Place::File,
        message,
        remedy: "give `git:` and a commit, branch or tag that has the document".to_owned(),
    }
}

/// Reads a file the user named.
pub fn read_source(path: &Path) -> Outcome<Source> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| unreadable(&name, &error))?;
    Ok(Source { name, bytes })
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
