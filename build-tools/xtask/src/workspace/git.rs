//! Documents as they were at a git revision.

use super::folder::{OUT_OF_FOLDER, not_in_root};
use super::paths::is_document;
use super::revision::{at_revision, run};
use super::tree::{Tree, normal};
use api_document::bundle::{Bundle, bundle};
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use std::path::Path;

/// The vendored document in the checkout at `root` at a revision.
pub(super) fn document_at(root: &Path, revision: &str) -> Outcome<Source> {
    let tree = Tree::at(root, revision, "spec/")?;
    let file = tree.paths().find(|path| {
        let name = path.strip_prefix("spec/");
        name.is_some_and(is_document)
    });
    let Some(file) = file.map(str::to_owned) else {
        let message = "spec/ has no management-api_<version>.json there".to_owned();
        return Err(at_revision(revision, message).into());
    };
    file_of(&tree, &file)
}

/// A document at a revision of the repository around `folder`, with the files
/// that it refers to: all of them below `root`, a folder of the repository, or
/// else in that of the document. As for git, a path that starts with `./` or
/// `../` is one from `folder`, and any other one from the top.
pub fn document_with_files(
    folder: &Path,
    revision: &str,
    path: &str,
    root: Option<&Path>,
) -> Outcome<Bundle> {
    let path = from_the_top(folder, revision, path)?;
    let here = path.rsplit_once('/').map_or("", |(here, _)| here);
    let top = match root.map(|root| root.to_string_lossy().replace('\\', "/")) {
        Some(root) => from_the_top(folder, revision, &root)?,
        None => here.to_owned(),
    };
    let prefix = if top.is_empty() {
        String::new()
    } else {
        format!("{top}/")
    };
    let Some(inside) = path.strip_prefix(&prefix).map(str::to_owned) else {
        return Err(not_in_root(here, &top).into());
    };
    let tree = Tree::at(folder, revision, "")?;
    let source = file_of(&tree, &path)?;
    bundle(source, &inside, &|part| {
        let source = read(&tree, &format!("{prefix}{part}"))?;
        let file = source.name.strip_prefix(&named(&tree.revision, ""));
        if file.is_some_and(|file| file.starts_with(&prefix)) {
            Ok(source)
        } else {
            Err(OUT_OF_FOLDER.to_owned())
        }
    })
}

/// One file at a revision, by its path from the repository's top.
pub fn file_at(folder: &Path, revision: &str, path: &str) -> Outcome<Source> {
    file_of(&Tree::at(folder, revision, path)?, path)
}

fn file_of(tree: &Tree, path: &str) -> Outcome<Source> {
    let revision = &tree.revision;
    read(tree, path).map_err(|why| at_revision(revision, format!("`{path}`: {why}")).into())
}

/// Reads a file, which is called by its real path: links have none of their own.
fn read(tree: &Tree, path: &str) -> Result<Source, String> {
    let (path, bytes) = tree.read(path)?;
    Ok(Source {
        name: named(&tree.revision, &path),
        bytes,
    })
}

fn named(revision: &str, path: &str) -> String {
    format!("git:{revision}:{path}")
}

/// A path from the repository's top.
fn from_the_top(folder: &Path, revision: &str, path: &str) -> Outcome<String> {
    let is_relative =
        [".", ".."].contains(&path) || path.starts_with("./") || path.starts_with("../");
    let prefix = if is_relative {
        let prefix = run(folder, &["rev-parse", "--show-prefix"], revision)?;
        String::from_utf8_lossy(&prefix).trim_end().to_owned()
    } else {
        String::new()
    };
    normal(&format!("{prefix}{path}")).ok_or_else(|| {
        at_revision(revision, format!("`{path}` leads out of the repository")).into()
    })
}
