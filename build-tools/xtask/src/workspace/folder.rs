//! A document with its files: in the folder of its root, or in one around it.

use super::reading::{read_source, unreadable};
use api_document::bundle::{Bundle, bundle};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::{MAX_BYTES, Source};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

rules! {
    pub(crate) RULES:

    NOT_IN_ROOT: Error {
        code: "not-in-root",
        meaning: "The root document is not in the folder that --root names.",
        why: "The files of a document are all in that folder, its root among them.",
        help: "Name a folder around all files of the document.",
    }
}

/// Reads a document with the files that it refers to, all of them in the folder
/// `root` or, without one, in that of the document.
pub fn read_document(path: &Path, root: Option<&Path>) -> Outcome<Bundle> {
    let source = read_source(path)?;
    let here = path.parent().unwrap_or(Path::new(""));
    let (top, inside) = match root {
        Some(root) => (root, below(here, root)?),
        None => (here, PathBuf::new()),
    };
    let inside = inside.join(path.file_name().unwrap_or_default());
    let folder = Folder {
        top: top.to_owned(),
    };
    let slashed = inside.to_string_lossy().replace('\\', "/");
    bundle(source, &slashed, &|path| folder.read(path))
}

/// The path of a folder from the one around it.
fn below(folder: &Path, root: &Path) -> Outcome<PathBuf> {
    let real = |path: &Path| {
        let real = real(path);
        real.map_err(|error| unreadable(&path.display().to_string(), &error))
    };
    let (inner, outer) = (real(folder)?, real(root)?);
    match inner.strip_prefix(&outer) {
        Ok(inside) => Ok(inside.to_owned()),
        Err(_) => {
            Err(not_in_root(&folder.display().to_string(), &root.display().to_string()).into())
        }
    }
}

/// A root document that is not in the folder it should be in.
pub(super) fn not_in_root(found: &str, root: &str) -> Diagnostic {
    Diagnostic {
        rule: &NOT_IN_ROOT,
        file: root.to_owned(),
        place: Place::File,
        message: format!("expected the root document in this folder, found it in `{found}`"),
        help: "give --root a folder around all files of the document".to_owned(),
    }
}

/// A path without links; the empty one is the current folder.
fn real(path: &Path) -> std::io::Result<PathBuf> {
    if path.as_os_str().is_empty() {
        return Path::new(".").canonicalize();
    }
    path.canonicalize()
}

/// The folder that all files of a document are in.
struct Folder {
    top: PathBuf,
}

impl Folder {
    /// Reads a file by its path from the top; why not, if not.
    fn read(&self, path: &str) -> Result<Source, String> {
        let file = self.top.join(path);
        let why = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => "it does not exist".to_owned(),
            _ => error.to_string(),
        };
        let target = file.canonicalize().map_err(why)?;
        if !target.starts_with(real(&self.top).map_err(why)?) {
            return Err(OUT_OF_FOLDER.to_owned());
        }
        let about = target.metadata().map_err(why)?;
        if !about.is_file() {
            return Err("it is not a file".to_owned());
        }
        if about.len() > MAX_BYTES as u64 {
            return Err(too_large());
        }
        let bytes = std::fs::read(&target).map_err(why)?;
        Ok(Source {
            name: file.display().to_string(),
            bytes,
        })
    }
}

/// Why a link is not followed.
pub(super) const OUT_OF_FOLDER: &str = "it is a link out of the folder of the root document";

pub(super) fn too_large() -> String {
    format!("it has more than {MAX_BYTES} bytes")
}
