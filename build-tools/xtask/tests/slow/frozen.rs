//! A workspace on the document of 2024-05-20 for tests that edit it, so that
//! they hold whatever document is vendored: a copy of ours with that document,
//! its page and its overlay, and a changelog with one entry.

use crate::copy::copy;
use build_tools::workspace::{CHANGELOG, PAGES, Workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The document, its page and its overlay.
const FILES: [(&str, &str); 4] = [
    ("2024-05-20-webhookscontroller_create.md", PAGES),
    ("management-api_2024-05-20.json", "spec"),
    ("supplement.yaml", "spec"),
    ("overlay.yaml", "spec"),
];

/// The workspace; made anew in each run of a test program.
pub(crate) fn workspace() -> &'static Workspace {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    WORKSPACE.get_or_init(|| {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(env!("CARGO_CRATE_NAME"))
            .join("frozen");
        make(&root);
        Workspace::around(&root).unwrap()
    })
}

fn make(root: &PathBuf) {
    if root.exists() {
        fs::remove_dir_all(root).unwrap();
    }
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), root);
    fs::remove_dir_all(root.join("spec")).unwrap();
    fs::create_dir_all(root.join(PAGES)).unwrap();
    let fixtures =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../document/tests/fixtures/2024-05-20");
    for (file, folder) in FILES {
        fs::copy(fixtures.join(file), root.join(folder).join(file)).unwrap();
    }
    fs::write(
        root.join(CHANGELOG),
        "# Changelog\n\n## 0.1.0+2024-05-20\n\n- First.\n",
    )
    .unwrap();
    for command in ["generate", "snapshots"] {
        let output = Command::new(env!("CARGO_BIN_EXE_build-tools"))
            .arg(command)
            .current_dir(root)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }
}
