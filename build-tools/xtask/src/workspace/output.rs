//! Writes outputs atomically, or compares them with the files.

use similar::{ChangeTag, TextDiff};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file as it should be.
#[derive(Debug)]
pub struct Output {
    /// Where it goes.
    pub path: PathBuf,
    /// What is in it.
    pub text: String,
}

/// How many lines of difference are shown for one file.
const DIFF_LINES: usize = 40;

impl Output {
    /// Whether the file already is as it should be.
    pub fn is_current(&self) -> bool {
        std::fs::read(&self.path).is_ok_and(|bytes| bytes == self.text.as_bytes())
    }

    /// Replaces the file in one step: a reader sees the old one or the new.
    pub fn write(&self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
        temporary.write_all(self.text.as_bytes())?;
        allow_reading(temporary.as_file())?;
        temporary.as_file().sync_all()?;
        temporary.persist(&self.path)?;
        Ok(())
    }

    /// The first differing lines between the file as it is and as it should
    /// be.
    pub fn diff(&self) -> String {
        diff(&std::fs::read(&self.path).unwrap_or_default(), &self.text)
    }
}

/// The first differing lines between two texts.
pub fn diff(old: &[u8], new: &str) -> String {
    let old = String::from_utf8_lossy(old);
    let mut text = String::new();
    let mut shown = 0;
    let mut hidden = 0;
    for change in TextDiff::from_lines(old.as_ref(), new).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        if shown == DIFF_LINES {
            hidden += 1;
            continue;
        }
        shown += 1;
        let _ = writeln!(text, "{sign} {}", change.value().trim_end());
    }
    if hidden > 0 {
        let _ = writeln!(text, "… and {hidden} more lines");
    }
    text
}

/// A temporary file is private to its owner; a file of the tree is not.
#[cfg(unix)]
fn allow_reading(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading(_: &std::fs::File) -> io::Result<()> {
    Ok(())
}
