//! A copy of the workspace, for the commands to work on.

use crate::copy::copy;
use crate::frozen::workspace;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::SystemTime;
use tempfile::TempDir;

/// What the tools read and write.
const PARTS: [&str; 13] = [
    "spec",
    "generated-client/src",
    "build-tools/xtask/tests/snapshots",
    "Cargo.toml",
    "Cargo.lock",
    "CHANGELOG.md",
    "generated-client/Cargo.toml",
    "generated-client/README.md",
    "generated-client/examples",
    "generated-client/tests",
    "tests/src/document.json",
    "tests/tests/every_operation/calls.rs",
    "tests/Cargo.toml",
];

pub(crate) struct Tree(TempDir);

/// Every file with its content and the time it was last written.
pub(crate) type Files = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// Every file with its content.
pub(crate) type Contents = BTreeMap<String, Vec<u8>>;

impl Tree {
    /// A copy of what the tools read and write.
    pub(crate) fn new() -> Self {
        let tree = Self(tempfile::tempdir().unwrap());
        for part in PARTS {
            let (from, to) = (workspace().root().join(part), tree.path(part));
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            if from.is_dir() {
                copy(&from, &to);
            } else {
                fs::copy(from, to).unwrap();
            }
        }
        tree
    }

    /// A copy of everything, which Cargo can build.
    pub(crate) fn whole() -> Self {
        let tree = Self(tempfile::tempdir().unwrap());
        copy(workspace().root(), tree.root());
        tree
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap();
    }

    pub(crate) fn remove(&self, file: &str) {
        fs::remove_file(self.path(file)).unwrap();
    }

    pub(crate) fn append(&self, file: &str, text: &str) {
        self.write(file, &(self.text(file) + text));
    }

    /// Replaces the first occurrence of a text that is in the file.
    pub(crate) fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.text(file);
        assert!(text.contains(from), "{from} is not in {file}");
        self.write(file, &text.replacen(from, to, 1));
    }

    fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_build-tools"));
        // Dependencies that are compiled already are not compiled again.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        command
            .args(arguments)
            .current_dir(self.path(folder))
            .env("CARGO_TARGET_DIR", target)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_in("", arguments)
    }

    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Output {
        self.command(folder, arguments).output().unwrap()
    }

    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command("", arguments).spawn().unwrap()
    }

    /// Runs a command that has to succeed.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
        reported(&output)
    }

    pub(crate) fn files(&self) -> Files {
        let mut files = Files::new();
        read_folder(self.root(), self.root(), &mut files);
        files
    }

    pub(crate) fn contents(&self) -> Contents {
        let files = self.files().into_iter();
        files.map(|(name, (content, _))| (name, content)).collect()
    }

    /// Makes the files what they were.
    pub(crate) fn restore(&self, contents: &Contents) {
        let now = self.contents();
        for name in now.keys().filter(|name| !contents.contains_key(*name)) {
            self.remove(name);
        }
        for (name, content) in contents {
            if now.get(name) != Some(content) {
                fs::write(self.path(name), content).unwrap();
            }
        }
    }
}

pub(crate) fn reported(output: &Output) -> String {
    format!(
        "{}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

fn read_folder(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            let written = fs::metadata(&path).unwrap().modified().unwrap();
            files.insert(name, (fs::read(&path).unwrap(), written));
        }
    }
}
