//! Writes a stand-alone crate into its folder, atomically.
//!
//! A new crate is written beside the folder and moved there in one step; an
//! earlier one is replaced as the workspace's own files are.

use super::output::Output;
use super::reading::{source_or_empty, unreadable, unwritable};
use super::transaction::{Transaction, recover};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_generate::Held;
use api_generate::package::{Files, MARK, NAMES};
use std::fs;
use std::io;
use std::path::Path;

rules! {
    pub(crate) RULES:

    FOREIGN_FOLDER: Error {
        code: "foreign-folder",
        meaning: "The output folder holds something that was not generated.",
        why: "Files that were not generated are never overwritten.",
        help: "Give a new or empty folder.",
    }
}

/// Puts `files` into `folder`: a new or empty one, or one with an earlier
/// output, whose files go that are not among the new ones.
pub fn install(folder: &Path, files: &Files) -> Outcome<()> {
    if is_vacant(folder) {
        let moved = move_in(folder, files);
        return moved.map_err(|error| unwritable(&folder.display().to_string(), &error).into());
    }
    if !is_ours(&folder.join("Cargo.toml")) || leads_away(&folder.join("src")) {
        return Err(foreign(folder, "a generated crate", "--output-dir").into());
    }
    recover(folder)?;
    let changed = files
        .iter()
        .filter(|(file, text)| !output(folder, file, text).is_current());
    let transaction = Transaction {
        write: changed
            .map(|(file, text)| (file.clone(), text.clone()))
            .collect(),
        remove: leftovers(folder, files)?,
    };
    transaction.commit(folder)
}

/// The names of the crate that an earlier run put into `folder`, if one did.
pub fn earlier_names(folder: &Path) -> Outcome<Held> {
    if !is_ours(&folder.join("Cargo.toml")) {
        return Ok(Held::default());
    }
    recover(folder)?;
    Held::parse(&source_or_empty(folder, NAMES)?)
}

fn is_vacant(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

fn is_ours(file: &Path) -> bool {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines()
        .next()
        .is_some_and(|first| first.contains(MARK))
}

/// Whether writing into the folder would write elsewhere, through a link. A file
/// that is a link is itself replaced.
fn leads_away(sources: &Path) -> bool {
    fs::symlink_metadata(sources).is_ok_and(|found| found.is_symlink())
}

/// A file's path from the folder, with `/` between its parts.
fn name(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts = inside.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn output(folder: &Path, file: &str, text: &str) -> Output {
    Output {
        path: folder.join(file),
        text: text.to_owned(),
    }
}

fn move_in(folder: &Path, files: &Files) -> io::Result<()> {
    // The parent of a relative name is the empty path.
    let above = match folder.parent() {
        Some(above) if above.as_os_str().is_empty() => Path::new("."),
        Some(above) => above,
        None => folder,
    };
    fs::create_dir_all(above)?;
    let staged = tempfile::Builder::new().prefix(".").tempdir_in(above)?;
    let inner = staged.path().join("crate");
    for (file, text) in files {
        output(&inner, file, text).write()?;
    }
    match fs::remove_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::rename(&inner, folder)
}

/// The generated sources of an earlier output that the new one lacks.
fn leftovers(folder: &Path, files: &Files) -> Outcome<Vec<String>> {
    let sources = folder.join("src");
    let entries = fs::read_dir(&sources);
    let entries = entries.map_err(|error| unreadable(&sources.display().to_string(), &error))?;
    let mut found: Vec<String> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| is_ours(path))
        .map(|path| name(folder, &path))
        .filter(|file| !files.contains_key(file))
        .collect();
    found.sort();
    Ok(found)
}

pub(super) fn foreign(folder: &Path, output: &str, option: &str) -> Diagnostic {
    Diagnostic {
        rule: &FOREIGN_FOLDER,
        file: folder.display().to_string(),
        place: Place::File,
        message: format!("the folder holds something else than {output}"),
        help: format!("give {option} a new or empty folder"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn crate_of(files: &[(&str, &str)]) -> Files {
        let file = |(name, text): &(&str, &str)| ((*name).to_owned(), format!("# {MARK}\n{text}"));
        files.iter().map(file).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                names.extend(
                    self::names(&path)
                        .iter()
                        .map(|inner| format!("{name}/{inner}")),
                );
            } else {
                names.push(name);
            }
        }
        names.sort();
        names
    }

    const OLD: [(&str, &str); 3] = [
        ("Cargo.toml", ""),
        ("src/lib.rs", "old"),
        ("src/gone.rs", ""),
    ];
    const NEW: [(&str, &str); 2] = [("Cargo.toml", ""), ("src/lib.rs", "new")];

    #[test]
    fn a_new_crate_appears_whole_and_nothing_stays_beside_it() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["absent/made", "empty"] {
            let folder = root.path().join(folder);
            install(&folder, &crate_of(&OLD)).unwrap();
            assert_eq!(names(&folder), ["Cargo.toml", "src/gone.rs", "src/lib.rs"]);
            assert_eq!(fs::read_dir(folder.parent().unwrap()).unwrap().count(), 1);
            fs::remove_dir_all(root.path().join("absent")).unwrap_or_default();
            fs::create_dir_all(root.path().join("empty")).unwrap();
        }
    }

    #[test]
    fn an_earlier_crate_is_replaced_and_what_is_not_generated_stays() {
        let root = tempfile::tempdir().unwrap();
        install(root.path(), &crate_of(&OLD)).unwrap();
        fs::write(root.path().join("src/mine.rs"), "mine").unwrap();
        install(root.path(), &crate_of(&NEW)).unwrap();
        assert_eq!(
            names(root.path()),
            ["Cargo.toml", "src/lib.rs", "src/mine.rs"]
        );
        let text = fs::read_to_string(root.path().join("src/lib.rs")).unwrap();
        assert!(text.ends_with("new"));
    }

    #[test]
    fn the_names_of_an_earlier_crate_are_read_and_those_of_others_are_not() {
        let root = tempfile::tempdir().unwrap();
        let names = r#"{ "operations": { "GET /a": "list_a" }, "types": {} }"#;
        fs::write(root.path().join(NAMES), names).unwrap();
        assert_eq!(earlier_names(root.path()).unwrap(), Held::default());
        fs::write(root.path().join("Cargo.toml"), format!("# {MARK}\n")).unwrap();
        let held = earlier_names(root.path()).unwrap();
        assert!(held.to_text().contains("list_a"));
        fs::write(root.path().join(NAMES), "damaged").unwrap();
        let found = earlier_names(root.path()).unwrap_err().to_string();
        assert!(found.contains("invalid-names"), "{found}");
    }

    #[test]
    fn where_one_file_cannot_be_written_none_is() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("made");
        let bad = [
            ("Cargo.toml", ""),
            ("src", "a file"),
            ("src/lib.rs", "in a file"),
        ];
        install(&folder, &crate_of(&bad)).unwrap_err();
        assert!(!folder.exists());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        let root = tempfile::tempdir().unwrap();
        let (made, elsewhere) = (root.path().join("made"), root.path().join("elsewhere"));
        install(&made, &crate_of(&OLD)).unwrap();
        fs::rename(made.join("src"), &elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, made.join("src")).unwrap();
        let refused = install(&made, &crate_of(&NEW)).unwrap_err();
        assert!(refused.to_string().contains("foreign-folder"), "{refused}");
        let text = fs::read_to_string(elsewhere.join("lib.rs")).unwrap();
        assert!(text.ends_with("old"));
    }

    #[test]
    fn a_folder_with_something_else_is_left_alone() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("Cargo.toml"), "[package]\n").unwrap();
        let refused = install(root.path(), &crate_of(&NEW)).unwrap_err();
        assert!(refused.to_string().contains("foreign-folder"), "{refused}");
        assert_eq!(names(root.path()), ["Cargo.toml"]);
    }
}
