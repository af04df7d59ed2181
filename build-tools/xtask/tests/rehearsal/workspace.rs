//! A copy of the workspace, and what is run in it.

use crate::copy;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The packages whose tests depend on the vendored document; what else does, `check`
/// compares.
const PACKAGES: [&str; 4] = [
    "-p",
    "fingerprint-management",
    "-p",
    "fingerprint-management-simulator",
];

/// The same crates are compiled after each update, also where CI, which compiles once,
/// turns this off.
const COMPILED_ANEW: &str = "1";

/// A copy of the workspace in Cargo's target folder, always at the same place, so
/// that what was compiled is used again.
pub(crate) struct Copy(PathBuf);

impl Copy {
    /// Makes the copy anew.
    pub(crate) fn of_ours() -> Self {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rehearsal");
        if copy.exists() {
            fs::remove_dir_all(&copy).unwrap();
        }
        copy::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), &copy);
        Self(copy)
    }

    /// Updates to a document, as a daily run would.
    pub(crate) fn update(&self, document: &str) {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("openapi.json");
        fs::write(&file, document).unwrap();
        let mut update = self.xtask("update");
        update.args(["--drop-stale", "--accept-removed"]).arg(file);
        run(update.stdout(Stdio::null()));
    }

    /// Checks the files, and runs the tests that depend on the document.
    pub(crate) fn test(&self) {
        run(&mut self.xtask("check"));
        let mut test = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        test.args(["test", "--quiet", "--locked"]).args(PACKAGES);
        test.current_dir(&self.0).env("CARGO_TARGET_DIR", target());
        test.env("CARGO_INCREMENTAL", COMPILED_ANEW);
        run(test.env("RUSTFLAGS", "-D warnings"));
    }

    /// Every file with its content.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.0, &mut files);
        files
    }

    fn xtask(&self, command: &str) -> Command {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_build-tools"));
        // Where the tests of `update` have it compile as well: in a folder of its own there.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        xtask
            .arg(command)
            .current_dir(&self.0)
            .env("CARGO_INCREMENTAL", COMPILED_ANEW)
            .env("CARGO_TARGET_DIR", target);
        xtask
    }
}

/// A target folder of its own. Cargo tells the packages of two workspaces apart by their
/// paths inside them, so that a copy's and ours would be one, and the older the fresh one.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("rehearsal-target")
}

fn run(command: &mut Command) {
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?}: {status}");
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let content = fs::read(&path).unwrap();
            files.insert(path, content);
        }
    }
}
