//! Raises every document of a folder from OpenAPI 3.0 to 3.1, and says of which
//! another crate is generated then.
//!
//! `cargo run --release -p api-generate --example raised -- FOLDER [EVERY [LARGEST]]`
//! takes one in EVERY of the documents of at most LARGEST bytes. What came of it
//! is in `build-tools/CORPUS.md`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../document/tests/raise/mod.rs"]
mod raise;

use api_document::diagnostic::Outcome;
use api_document::ingest::{self, Document, Source};
use api_generate::package::{self, Files};
use std::fs;
use std::path::{Path, PathBuf};

/// What came of one document.
enum Came {
    /// The same crate.
    Same,
    /// Another one, with what is different first.
    Other(String),
    /// None, or it is not a document of OpenAPI 3.0.
    Refused,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder of documents"));
    let mut number = |otherwise: u64| {
        let text = arguments.next();
        text.map_or(otherwise, |text| text.parse().unwrap())
    };
    let (every, largest) = (number(1), number(u64::MAX));
    let mut files = Vec::new();
    collect(&folder, largest, &mut files);
    files.sort();
    let (mut same, mut other, mut refused) = (0, 0, 0);
    for path in files.iter().step_by(usize::try_from(every).unwrap()) {
        match compared(path) {
            Came::Refused => refused += 1,
            Came::Same => same += 1,
            Came::Other(what) => {
                other += 1;
                println!("{}: {what}", path.display());
            }
        }
    }
    println!("{same} the same, {other} other crates, {refused} refused or not OpenAPI 3.0");
}

fn collect(folder: &Path, largest: u64, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, largest, files);
        } else if path.metadata().unwrap().len() <= largest {
            files.push(path);
        }
    }
}

fn compared(path: &Path) -> Came {
    let source = Source {
        name: "api.json".to_owned(),
        bytes: fs::read(path).unwrap(),
    };
    let Ok((document, _)) = ingest::repaired(&source) else {
        return Came::Refused;
    };
    let version = ingest::openapi_version(&document);
    let is_older = version.is_some_and(|version| version.starts_with("3.0."));
    let Some(old) = is_older.then(|| crate_of(&document).ok()).flatten() else {
        return Came::Refused;
    };
    let raised = Document {
        name: document.name.clone(),
        value: raise::raised(&document.value),
    };
    let difference = match crate_of(&raised) {
        Ok(new) => first_difference(&old, &new),
        Err(found) => found.iter().next().map(ToString::to_string),
    };
    difference.map_or(Came::Same, Came::Other)
}

fn crate_of(document: &Document) -> Outcome<Files> {
    ingest::check(document)?;
    Ok(package::files(document, &[], None, "any")?.1)
}

/// The first line that is another one.
fn first_difference(old: &Files, new: &Files) -> Option<String> {
    let other = old
        .iter()
        .find(|(file, text)| new.get(*file) != Some(*text));
    let Some((file, text)) = other else {
        let added = new.keys().find(|file| !old.contains_key(*file));
        return added.map(|file| format!("{file} is new"));
    };
    let again = new.get(file).map_or("", String::as_str);
    let mut lines = text.lines().zip(again.lines());
    let (was, is) = lines.find(|(was, is)| was != is).unwrap_or_default();
    Some(format!("{file}\n  - {}\n  + {}", was.trim(), is.trim()))
}
