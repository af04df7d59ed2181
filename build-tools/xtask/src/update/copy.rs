//! A copy of the workspace as an update would leave it.
//!
//! What is in it already is not written again, so that Cargo compiles again only what differs
//! from the copy of the update before: one that was tried is not compiled twice.

use crate::workspace::Transaction;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Makes the copy of the files that Cargo reads, without its output and git's files.
pub(super) fn write_copy(
    root: &Path,
    target: &Path,
    copy: &Path,
    update: &Transaction,
) -> io::Result<()> {
    let target = fs::canonicalize(target)?;
    let mut files = BTreeSet::new();
    find(root, Path::new(""), &target, &mut files)?;
    for file in &update.remove {
        files.remove(Path::new(file));
    }
    files.extend(update.write.keys().map(PathBuf::from));
    remove_others(copy, &target, &files)?;
    for file in &files {
        let text = file.to_str().and_then(|name| update.write.get(name));
        match text {
            Some(text) => put(&copy.join(file), text.as_bytes())?,
            None => put(&copy.join(file), &fs::read(root.join(file))?)?,
        }
    }
    Ok(())
}

/// Finds the files below a folder of the root, by their paths from there.
fn find(
    root: &Path,
    folder: &Path,
    target: &Path,
    files: &mut BTreeSet<PathBuf>,
) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let (entry, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
        let name = entry.file_name().unwrap_or(OsStr::new(""));
        // By its real name, or a copy inside it would be copied into itself.
        let is_target = kind.is_dir() && fs::canonicalize(&entry)? == target;
        let skipped = name == ".git" || name == "target" || is_target;
        if skipped || kind.is_symlink() {
            continue;
        }
        if kind.is_dir() {
            find(root, &folder.join(name), target, files)?;
        } else {
            files.insert(folder.join(name));
        }
    }
    Ok(())
}

/// Removes what else is in the copy, with the folders that it leaves empty.
fn remove_others(copy: &Path, target: &Path, files: &BTreeSet<PathBuf>) -> io::Result<()> {
    fs::create_dir_all(copy)?;
    let mut found = BTreeSet::new();
    find(copy, Path::new(""), target, &mut found)?;
    for other in found.difference(files) {
        fs::remove_file(copy.join(other))?;
        let above = other.ancestors().skip(1);
        for folder in above.take_while(|folder| *folder != Path::new("")) {
            if fs::remove_dir(copy.join(folder)).is_err() {
                break;
            }
        }
    }
    Ok(())
}

fn put(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|before| before == content) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, content)
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::write_copy;
    use crate::workspace::Transaction;
    use std::fs;
    use std::time::UNIX_EPOCH;

    #[test]
    fn the_copy_has_the_update_and_nothing_that_cargo_builds() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("real");
        for inner in ["spec", "built/debug", ".git", "target"] {
            fs::create_dir_all(root.join(inner)).unwrap();
            fs::write(root.join(inner).join("file"), "old").unwrap();
        }
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&root, &link).unwrap();
        let update = Transaction {
            write: [("new/file".to_owned(), "new".to_owned())].into(),
            remove: vec!["spec/file".to_owned()],
        };
        let copy = root.join("built/update");
        write_copy(&link, &root.join("built"), &copy, &update).unwrap();
        assert_eq!(fs::read_to_string(copy.join("new/file")).unwrap(), "new");
        for absent in ["built", ".git", "target", "spec/file"] {
            assert!(!copy.join(absent).exists(), "{absent}");
        }
    }

    #[test]
    fn a_second_copy_has_no_more_than_a_first_and_writes_what_differs() {
        let folder = tempfile::tempdir().unwrap();
        let (root, target) = (folder.path().join("root"), folder.path().join("built"));
        for inner in ["src", "other"] {
            fs::create_dir_all(root.join(inner)).unwrap();
            fs::write(root.join(inner).join("file"), "old").unwrap();
        }
        fs::create_dir(&target).unwrap();
        let copy = target.join("update");
        let write = |text: &str| {
            let update = Transaction {
                write: [("src/file".to_owned(), text.to_owned())].into(),
                remove: Vec::new(),
            };
            write_copy(&root, &target, &copy, &update).unwrap();
        };
        write("new");
        let file = fs::File::options().append(true).open(copy.join("src/file"));
        file.unwrap().set_modified(UNIX_EPOCH).unwrap();
        let is_old = || {
            fs::metadata(copy.join("src/file"))
                .unwrap()
                .modified()
                .unwrap()
                == UNIX_EPOCH
        };
        // A file where there was a folder, and the other way round.
        fs::remove_dir_all(root.join("other")).unwrap();
        fs::write(root.join("other"), "now a file").unwrap();
        write("new");
        assert!(is_old(), "it was written again");
        assert!(copy.join("other").is_file());
        fs::remove_file(root.join("other")).unwrap();
        fs::create_dir_all(root.join("other/inner")).unwrap();
        fs::write(root.join("other/inner/file"), "").unwrap();
        write("newer");
        assert!(!is_old());
        assert!(copy.join("other/inner/file").is_file());
        assert_eq!(fs::read_to_string(copy.join("src/file")).unwrap(), "newer");
        fs::remove_dir_all(root.join("other")).unwrap();
        write("newer");
        assert!(!copy.join("other").exists());
    }
}
