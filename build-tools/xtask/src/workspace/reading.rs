//! Reads sources, and reports files that cannot be read or written.

use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_document::ingest::Source;
use std::collections::BTreeMap;
use std::path::Path;

rules! {
    pub(crate) RULES:

    UNREADABLE: Error {
        code: "unreadable",
        meaning: "A file cannot be read.",
        why: "The work needs it.",
        help: "Check the path and its permissions.",
    }

    UNWRITABLE: Error {
        code: "unwritable",
        meaning: "A file cannot be written.",
        why: "Outputs replace old files in one step, or not at all.",
        help: "Check that the folder exists, can be written to and has space.",
    }
}

/// Reads a file the user named.
pub fn read_source(path: &Path) -> Outcome<Source> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| unreadable(&name, &error))?;
    Ok(Source { name, bytes })
}

/// Reads a file in `folder` that need not be there.
pub(super) fn source_or_empty(folder: &Path, file: &str) -> Outcome<Source> {
    let bytes = match std::fs::read(folder.join(file)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(unreadable(file, &error).into()),
    };
    Ok(Source {
        name: file.to_owned(),
        bytes,
    })
}

/// The texts of the sources in the folder `src`, as
/// [`rust_surface::of_sources`] takes them.
pub fn read_sources(src: &Path) -> Outcome<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    read_folder(src, "", &mut texts)?;
    Ok(texts)
}

fn read_folder(folder: &Path, prefix: &str, texts: &mut BTreeMap<String, String>) -> Outcome<()> {
    let failed = |error: &std::io::Error| unreadable(&folder.display().to_string(), error);
    for entry in std::fs::read_dir(folder).map_err(|error| failed(&error))? {
        let entry = entry.map_err(|error| failed(&error))?;
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
        rule: &UNREADABLE,
        file: file.to_owned(),
        place: Place::File,
        message: error.to_string(),
        help: "check the path and its permissions".to_owned(),
    }
}

/// A file that cannot be written.
pub fn unwritable(file: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic {
        rule: &UNWRITABLE,
        file: file.to_owned(),
        place: Place::File,
        message: error.to_string(),
        help: "check that the folder exists and can be written to".to_owned(),
    }
}
