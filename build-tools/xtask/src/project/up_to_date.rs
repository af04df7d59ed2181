//! Remembers that a workspace was up to date, so that `check` need not generate
//! everything again when nothing was touched.
//!
//! What it buys: `cargo xtask` runs a debug build, in which generating the client
//! takes some ten times as long as the whole command does with a stamp (0.35 s
//! to 0.02 s, measured together), and `check` of an unchanged workspace is what
//! hooks and people run most. What it costs is this file: a stamp is a digest of
//! every file that `check` reads and of the program itself, kept beside the
//! program in Cargo's target folder. Without a stamp, or with another one,
//! everything is generated as ever.

use crate::workspace::{
    CARGO_LOCK, CHANGELOG, EXERCISE, MANIFEST, README, SERVED, SIMULATOR_MANIFEST, SNAPSHOTS,
};
use api_generate::digest::sha256;
use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The files and folders that `check` reads, from the root.
const READ: [&str; 10] = [
    "spec",
    SNAPSHOTS,
    CARGO_LOCK,
    CHANGELOG,
    "generated-client/src",
    MANIFEST,
    README,
    SERVED,
    SIMULATOR_MANIFEST,
    EXERCISE,
];

/// A digest that identifies a workspace as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    file: PathBuf,
    digest: String,
}

impl Stamp {
    /// The stamp of a workspace as it is now, or nothing where a file or the
    /// program cannot be read.
    pub fn of(root: &Path) -> Option<Self> {
        let program = std::env::current_exe().ok()?;
        let name = sha256(root.as_os_str().as_encoded_bytes());
        let file = program.parent()?.join("checked").join(name);
        let digest = digest(root, &program).ok()?;
        Some(Self { file, digest })
    }

    /// Where it is kept.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether the workspace was in order when it last was like this.
    pub fn is_kept(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.digest)
    }

    /// Keeps the stamp of a workspace that was found in order, if it still is as
    /// it was before. Where it cannot be kept, the next check takes longer.
    pub fn keep(&self, root: &Path) {
        if Self::of(root).as_ref() != Some(self) {
            return;
        }
        if let Some(folder) = self.file.parent() {
            let _ = fs::create_dir_all(folder);
        }
        let _ = fs::write(&self.file, &self.digest);
    }
}

fn digest(root: &Path, program: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let metadata = fs::metadata(program)?;
    let built = metadata.modified()?.duration_since(UNIX_EPOCH);
    let built = built.map_err(io::Error::other)?;
    hasher.update(built.as_nanos().to_le_bytes());
    hasher.update(metadata.len().to_le_bytes());
    for name in READ {
        add(&mut hasher, &root.join(name), name)?;
    }
    Ok(sha256(&hasher.finalize()))
}

/// Adds a file by name, length and content, and a folder in the order of its
/// names, so that no two trees give the same bytes.
fn add(hasher: &mut Sha256, path: &Path, name: &str) -> io::Result<()> {
    if path.is_dir() {
        let entries: io::Result<Vec<_>> = fs::read_dir(path)?.collect();
        let mut names: Vec<_> = entries?.iter().map(fs::DirEntry::file_name).collect();
        names.sort();
        for entry in names {
            let name = format!("{name}/{}", entry.to_string_lossy());
            add(hasher, &path.join(entry), &name)?;
        }
        return Ok(());
    }
    let content = fs::read(path)?;
    for part in [name.as_bytes(), &content] {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    Ok(())
}
