//! A folder of sources for Cargo. What is in it already is not written again, so that Cargo
//! compiles again only what is made of other sources than in the run before.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Default)]
pub(crate) struct Folder {
    files: BTreeMap<PathBuf, String>,
}

impl Folder {
    /// Puts a file in it, in place of another of this name.
    pub(crate) fn put(&mut self, file: impl Into<PathBuf>, text: &str) {
        self.files.insert(file.into(), text.to_owned());
    }

    /// Puts all files of a folder below another in it.
    pub(crate) fn put_all(&mut self, from: &Path, to: &Path) {
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let target = to.join(path.file_name().unwrap());
            if path.is_dir() {
                self.put_all(&path, &target);
            } else {
                self.put(target, &fs::read_to_string(&path).unwrap());
            }
        }
    }

    /// Takes out all files below a folder in it.
    pub(crate) fn take_out(&mut self, folder: &Path) {
        self.files.retain(|file, _| !file.starts_with(folder));
    }

    /// The text of a file in it.
    pub(crate) fn text(&self, file: &str) -> &str {
        &self.files[Path::new(file)]
    }

    /// Makes the folder on disk be this one, but for what Cargo keeps there.
    pub(crate) fn write(&self, root: &Path) {
        self.remove_others(root, Path::new(""));
        for (file, text) in &self.files {
            let path = root.join(file);
            if fs::read_to_string(&path).ok().as_ref() != Some(text) {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
    }

    fn remove_others(&self, root: &Path, below: &Path) {
        let Ok(entries) = fs::read_dir(root.join(below)) else {
            return;
        };
        for entry in entries {
            let entry = entry.unwrap();
            let file = below.join(entry.file_name());
            if file == Path::new("target") || file == Path::new("Cargo.lock") {
                continue;
            }
            if entry.file_type().unwrap().is_dir() {
                self.remove_others(root, &file);
            } else if !self.files.contains_key(&file) {
                fs::remove_file(entry.path()).unwrap();
            }
        }
    }
}
