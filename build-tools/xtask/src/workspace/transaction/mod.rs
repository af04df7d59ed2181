//! Replaces many files at once: all of them or none.
//!
//! The new files are staged in `.update.new` beside the tree. Renaming that
//! folder to `.update` decides: before it, nothing has happened; after it, the
//! staged files are moved to their places, and a command that is killed while
//! it does so is finished by [`recover`], which every command runs first.

#[cfg(test)]
mod tests;

use super::reading::{unreadable, unwritable};
use api_document::diagnostic::{Diagnostic, Outcome, Place};
use api_generate::package::Files;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

rules! {
    pub(crate) RULES:

    UPDATE_IN_PROGRESS: Error {
        code: "update-in-progress",
        meaning: "Another command is replacing files of this workspace.",
        why: "An update is applied as a whole or not at all.",
        help: "Wait until it is done and run the command again.",
    }

    INVALID_JOURNAL: Error {
        code: "invalid-journal",
        meaning: "What an interrupted update left behind cannot be read.",
        why: "An update is applied as a whole or not at all.",
        help: "Delete the folder that the message names, and restore the tree from version \
               control.",
    }
}

const STAGING: &str = ".update.new";
const DECIDED: &str = ".update";
const JOURNAL: &str = "journal.json";
const ROOT_MANIFEST: &str = "Cargo.toml";

/// Files to replace and to remove, from the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transaction {
    /// Files and their new texts.
    pub write: Files,
    /// Files that go.
    pub remove: Vec<String>,
}

/// What is left to do once it is decided.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    write: Vec<String>,
    remove: Vec<String>,
}

/// A step that can be repeated.
#[derive(Debug)]
enum Step {
    Place { staged: PathBuf, file: PathBuf },
    Remove(PathBuf),
}

impl Transaction {
    /// Commits the whole transaction, or leaves everything as it was.
    pub fn commit(&self, root: &Path) -> Outcome<()> {
        if *self == Self::default() {
            return Ok(());
        }
        let lock = lock(root)?;
        self.decide(root)?;
        drop(lock);
        recover(root).map(|_| ())
    }

    /// Stages the files and decides.
    fn decide(&self, root: &Path) -> Outcome<()> {
        let staged = self.stage(&root.join(STAGING));
        staged.map_err(|error| unwritable(STAGING, &error))?;
        let decided = fs::rename(root.join(STAGING), root.join(DECIDED));
        decided.map_err(|error| unwritable(DECIDED, &error))?;
        sync_folder(root).map_err(|error| unwritable(DECIDED, &error).into())
    }

    fn stage(&self, staging: &Path) -> io::Result<()> {
        remove_folder(staging)?;
        for (file, text) in &self.write {
            write_new(&staging.join("files").join(file), text.as_bytes())?;
        }
        let journal = Journal {
            write: self.write.keys().cloned().collect(),
            remove: self.remove.clone(),
        };
        let text = serde_json::to_vec_pretty(&journal)?;
        write_new(&staging.join(JOURNAL), &text)?;
        sync_folder(staging)
    }
}

/// Finishes a transaction that was decided and interrupted, and clears away
/// one that was not decided. The answer is how many files it was about.
pub fn recover(root: &Path) -> Outcome<Option<usize>> {
    let clear = |folder: &str| {
        remove_folder(&root.join(folder)).map_err(|error| unwritable(folder, &error))
    };
    if let Ok(lock) = lock(root) {
        clear(STAGING)?;
        drop(lock);
    }
    if !root.join(DECIDED).join(JOURNAL).is_file() {
        // At most the empty folder of one that was finished.
        clear(DECIDED)?;
        return Ok(None);
    }
    let journal = read_journal(root)?;
    for step in steps(root, &journal) {
        step.run()
            .map_err(|error| unwritable(&step.file().display().to_string(), &error))?;
    }
    // The journal goes after all that it is about.
    clear(&format!("{DECIDED}/files"))?;
    clear_journal(root)?;
    clear(DECIDED)?;
    Ok(Some(journal.write.len() + journal.remove.len()))
}

fn clear_journal(root: &Path) -> Outcome<()> {
    let journal = Step::Remove(root.join(DECIDED).join(JOURNAL));
    journal
        .run()
        .map_err(|error| unwritable(DECIDED, &error).into())
}

/// Locks the workspace while files are staged, so that no other command takes
/// them for the remains of a killed one. The manifest is a file that no transaction moves.
fn lock(root: &Path) -> Outcome<File> {
    let file = File::open(root.join(ROOT_MANIFEST));
    let file = file.map_err(|error| unreadable(ROOT_MANIFEST, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(error) => Err(Diagnostic {
            rule: &UPDATE_IN_PROGRESS,
            file: ROOT_MANIFEST.to_owned(),
            place: Place::File,
            message: format!("another command is replacing files here: {error}"),
            help: "wait until it is done and run the command again".to_owned(),
        }
        .into()),
    }
}

fn read_journal(root: &Path) -> Outcome<Journal> {
    let name = format!("{DECIDED}/{JOURNAL}");
    let bytes = fs::read(root.join(&name)).map_err(|error| unreadable(&name, &error))?;
    let invalid = |message: String| Diagnostic {
        rule: &INVALID_JOURNAL,
        file: name.clone(),
        place: Place::File,
        message,
        help: format!("delete {DECIDED} and restore the tree from version control"),
    };
    let journal: Journal =
        serde_json::from_slice(&bytes).map_err(|error| invalid(error.to_string()))?;
    let outside = |file: &&String| {
        !Path::new(file)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
    };
    match journal.write.iter().chain(&journal.remove).find(outside) {
        Some(file) => Err(invalid(format!("`{file}` is not a path inside the tree")).into()),
        None => Ok(journal),
    }
}

fn steps(root: &Path, journal: &Journal) -> Vec<Step> {
    let place = |file: &String| Step::Place {
        staged: root.join(DECIDED).join("files").join(file),
        file: root.join(file),
    };
    let remove = |file: &String| Step::Remove(root.join(file));
    let placed = journal.write.iter().map(place);
    placed.chain(journal.remove.iter().map(remove)).collect()
}

impl Step {
    fn file(&self) -> &Path {
        match self {
            Self::Place { file, .. } | Self::Remove(file) => file,
        }
    }

    /// Does the step, unless it was done before.
    fn run(&self) -> io::Result<()> {
        let done = match self {
            Self::Place { staged, file } => match fs::symlink_metadata(staged) {
                Ok(_) => {
                    fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
                    fs::rename(staged, file)
                }
                Err(error) => Err(error),
            },
            Self::Remove(file) => fs::remove_file(file),
        };
        match done {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let mut file = File::create_new(path)?;
    io::Write::write_all(&mut file, bytes)?;
    file.sync_all()
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Makes the names in a folder last, where the system lets one.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
