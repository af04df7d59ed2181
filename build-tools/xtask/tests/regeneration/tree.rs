//! `check` in a copy of the workspace: green as it is, red after any edit that
//! matters, and never a byte written; `generate` makes it green again.

use super::workspace;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

pub(crate) const GENERATED: &str = "generated-client/src/generated.rs";
const EFFECTIVE: &str = "spec/effective.json";
const LOCK: &str = "spec/lock.json";
const OVERLAY: &str = "spec/overlay.yaml";
const DOCUMENT: &str = "spec/management-api_2024-05-20.json";
const PAGE: &str = "spec/pages/2024-05-20-webhookscontroller_create.md";
const CARGO_LOCK: &str = "Cargo.lock";
const CHANGELOG: &str = "CHANGELOG.md";
const MANIFEST: &str = "generated-client/Cargo.toml";
const SNAPSHOTS: &str = "build-tools/xtask/tests/snapshots";

/// A copy of what the tools read and write.
pub(crate) struct Tree(TempDir);

impl Tree {
    pub(crate) fn new() -> Self {
        let tree = Self(tempfile::tempdir().unwrap());
        let from = workspace();
        for folder in ["spec", "generated-client/src", SNAPSHOTS] {
            copy_folder(&from.root().join(folder), &tree.path(folder));
        }
        for file in ["Cargo.toml", CARGO_LOCK, CHANGELOG, MANIFEST] {
            std::fs::copy(from.root().join(file), tree.path(file)).unwrap();
        }
        tree
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn run(&self, command: &str) -> Output {
        self.run_in("", command)
    }

    fn run_in(&self, folder: &str, command: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_build-tools"))
            .args(command.split(' '))
            .current_dir(self.path(folder))
            .output()
            .unwrap()
    }

    /// Every file with its content and the time it was last written.
    fn files(&self) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
        let mut files = BTreeMap::new();
        read_folder(self.0.path(), &mut files);
        files
    }

    fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = self.files().into_iter();
        files.map(|(path, (content, _))| (path, content)).collect()
    }

    /// Replaces the first occurrence of a text that is in the file.
    fn replace(&self, file: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.path(file)).unwrap();
        assert!(text.contains(from), "{from} is not in {file}");
        std::fs::write(self.path(file), text.replacen(from, to, 1)).unwrap();
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn read_folder(folder: &Path, files: &mut BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_folder(&path, files);
        } else {
            let written = std::fs::metadata(&path).unwrap().modified().unwrap();
            files.insert(path.clone(), (std::fs::read(&path).unwrap(), written));
        }
    }
}

fn told(output: &Output) -> String {
    format!(
        "{}{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

/// What an edit does to a tree.
struct Damage {
    what: &'static str,
    edit: fn(&Tree),
    /// 1: an output is not what the inputs say; 2: an input is at fault.
    check: i32,
    /// What `check` names.
    named: &'static str,
    /// Whether `generate` brings the tree back to what it was.
    restored: bool,
}

const DAMAGES: &[Damage] = &[
    Damage {
        what: "a character of the generated code",
        edit: |tree| tree.replace(GENERATED, "\"enabled\" =>", "\"Enabled\" =>"),
        check: 1,
        named: GENERATED,
        restored: true,
    },
    Damage {
        what: "a blank at the end of the generated code",
        edit: |tree| append(tree, GENERATED, " "),
        check: 1,
        named: GENERATED,
        restored: true,
    },
    Damage {
        what: "no generated code",
        edit: |tree| std::fs::remove_file(tree.path(GENERATED)).unwrap(),
        check: 1,
        named: GENERATED,
        restored: true,
    },
    Damage {
        what: "a character of the effective document",
        edit: |tree| tree.replace(EFFECTIVE, "\"x-sensitive\": true", "\"x-sensitive\": false"),
        check: 1,
        named: EFFECTIVE,
        restored: true,
    },
    Damage {
        what: "no effective document",
        edit: |tree| std::fs::remove_file(tree.path(EFFECTIVE)).unwrap(),
        check: 1,
        named: EFFECTIVE,
        restored: true,
    },
    Damage {
        what: "a digit of the lock",
        edit: |tree| tree.replace(LOCK, "\"sha256\": \"", "\"sha256\": \"0"),
        check: 1,
        named: LOCK,
        restored: true,
    },
    Damage {
        what: "no lock",
        edit: |tree| std::fs::remove_file(tree.path(LOCK)).unwrap(),
        check: 1,
        named: LOCK,
        restored: true,
    },
    Damage {
        what: "another version of the generator",
        edit: |tree| {
            tree.replace(
                CARGO_LOCK,
                "name = \"typify\"\nversion = \"",
                "name = \"typify\"\nversion = \"9",
            );
        },
        check: 1,
        named: LOCK,
        restored: false,
    },
    Damage {
        what: "a word in the overlay that reaches no output but the lock",
        edit: |tree| {
            tree.replace(
                OVERLAY,
                "names the server's controller",
                "names a controller",
            );
        },
        check: 1,
        named: LOCK,
        restored: false,
    },
    Damage {
        what: "another name in the overlay",
        edit: |tree| {
            tree.replace(
                OVERLAY,
                "operationId: create_webhook",
                "operationId: make_webhook",
            );
        },
        check: 1,
        named: GENERATED,
        restored: false,
    },
    Damage {
        what: "a target in the overlay that matches nothing",
        edit: |tree| {
            tree.replace(
                OVERLAY,
                "$.paths['/webhooks'].post",
                "$.paths['/webhook'].post",
            );
        },
        check: 2,
        named: "overlay-mismatch",
        restored: false,
    },
    Damage {
        what: "no overlay",
        edit: |tree| std::fs::remove_file(tree.path(OVERLAY)).unwrap(),
        check: 2,
        named: OVERLAY,
        restored: false,
    },
    Damage {
        what: "a character of the document",
        edit: |tree| tree.replace(DOCUMENT, "\"Create webhook\"", "\"Create Webhook\""),
        check: 2,
        named: "document-edited",
        restored: false,
    },
    Damage {
        what: "a blank at the end of the document",
        edit: |tree| append(tree, DOCUMENT, " "),
        check: 2,
        named: DOCUMENT,
        restored: false,
    },
    Damage {
        what: "no document",
        edit: |tree| std::fs::remove_file(tree.path(DOCUMENT)).unwrap(),
        check: 2,
        named: "no-document",
        restored: false,
    },
    Damage {
        what: "two documents",
        edit: |tree| {
            std::fs::copy(tree.path(DOCUMENT), tree.path("spec/management-api_2.json")).unwrap();
        },
        check: 2,
        named: "no-document",
        restored: false,
    },
    Damage {
        what: "a character in the block of a page",
        edit: |tree| tree.replace(PAGE, "summary: Create webhook", "summary: Create Webhook"),
        check: 2,
        named: "document-edited",
        restored: false,
    },
    Damage {
        what: "a character outside the block of a page",
        edit: |tree| tree.replace(PAGE, "# Create webhook", "# Create Webhook"),
        check: 1,
        named: LOCK,
        restored: false,
    },
    Damage {
        what: "another version in the manifest",
        edit: |tree| tree.replace(MANIFEST, "\nversion = \"", "\nversion = \"9"),
        check: 1,
        named: MANIFEST,
        restored: true,
    },
    Damage {
        what: "another date in the manifest's version",
        edit: |tree| tree.replace(MANIFEST, "+2024-05-20\"", "+2024-05-21\""),
        check: 1,
        named: MANIFEST,
        restored: true,
    },
    Damage {
        what: "another version of the client in Cargo.lock",
        edit: |tree| {
            let name = "name = \"fingerprint-management\"\nversion = \"";
            tree.replace(CARGO_LOCK, name, &format!("{name}9"));
        },
        check: 1,
        named: CARGO_LOCK,
        restored: true,
    },
    Damage {
        what: "another date in the changelog's newest heading",
        edit: |tree| tree.replace(CHANGELOG, "+2024-05-20", "+2024-05-21"),
        check: 1,
        named: CHANGELOG,
        restored: true,
    },
    Damage {
        what: "a new entry in the changelog, which the version follows",
        edit: |tree| tree.replace(CHANGELOG, "\n## ", "\n## 7.0.0+2024-05-20\n\n## "),
        check: 1,
        named: MANIFEST,
        restored: false,
    },
    Damage {
        what: "no version in the changelog's newest heading",
        edit: |tree| tree.replace(CHANGELOG, "\n## ", "\n## Soon\n\n## "),
        check: 2,
        named: "invalid-changelog",
        restored: false,
    },
    Damage {
        what: "a line of the surface",
        edit: |tree| {
            let file = format!("{SNAPSHOTS}/surface.snap");
            tree.replace(&file, "struct Client {", "struct Customer {");
        },
        check: 1,
        named: "surface.snap",
        restored: false,
    },
    Damage {
        what: "a snapshot of something that is not there",
        edit: |tree| {
            let file = format!("{SNAPSHOTS}/document/schema Gone.snap");
            std::fs::write(tree.path(&file), "---\n---\n").unwrap();
        },
        check: 1,
        named: "schema Gone.snap",
        restored: false,
    },
    Damage {
        what: "a public item of the client",
        edit: |tree| append(tree, "generated-client/src/lib.rs", "\npub fn extra() {}\n"),
        check: 1,
        named: "surface.snap",
        restored: false,
    },
    Damage {
        what: "no page",
        edit: |tree| std::fs::remove_file(tree.path(PAGE)).unwrap(),
        check: 2,
        named: "no-sources",
        restored: false,
    },
];

fn append(tree: &Tree, file: &str, text: &str) {
    let mut content = std::fs::read(tree.path(file)).unwrap();
    content.extend_from_slice(text.as_bytes());
    std::fs::write(tree.path(file), content).unwrap();
}

#[test]
fn the_vendored_document_and_all_that_is_made_of_it_agree() {
    let output = Command::new(env!("CARGO_BIN_EXE_build-tools"))
        .arg("check")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
}

#[test]
fn a_tree_that_is_up_to_date_is_not_written() {
    let tree = Tree::new();
    let before = tree.files();
    let output = tree.run("check");
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let output = tree.run("generate");
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(
        tree.files(),
        before,
        "what is up to date is not written again"
    );
}

#[test]
fn check_is_red_after_every_edit_that_matters_and_writes_nothing() {
    for Damage {
        what,
        edit,
        check,
        named,
        ..
    } in DAMAGES
    {
        let tree = Tree::new();
        // That it was in order before must not be taken for the answer.
        let output = tree.run("check");
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        edit(&tree);
        let before = tree.files();
        for command in ["check", "generate --check"] {
            let output = tree.run(command);
            assert_eq!(
                output.status.code(),
                Some(*check),
                "{what}: {}",
                told(&output)
            );
            assert!(told(&output).contains(named), "{what}: {}", told(&output));
        }
        assert_eq!(tree.files(), before, "{what}: something was written");
    }
}

#[test]
fn generate_restores_what_it_makes_and_leaves_inputs_alone() {
    for Damage {
        what,
        edit,
        check,
        restored,
        ..
    } in DAMAGES
    {
        let tree = Tree::new();
        let whole = tree.contents();
        edit(&tree);
        let damaged = tree.contents();
        let generate = tree.run("generate");
        if *check == 2 {
            assert_eq!(
                generate.status.code(),
                Some(2),
                "{what}: {}",
                told(&generate)
            );
            assert!(tree.contents() == damaged, "{what}: something was written");
            continue;
        }
        assert_eq!(
            generate.status.code(),
            Some(0),
            "{what}: {}",
            told(&generate)
        );
        assert_eq!(tree.contents() == whole, *restored, "{what}");
        let snapshots = tree.run("snapshots");
        assert_eq!(
            snapshots.status.code(),
            Some(0),
            "{what}: {}",
            told(&snapshots)
        );
        let after = tree.run("check");
        assert_eq!(after.status.code(), Some(0), "{what}: {}", told(&after));
        for input in [OVERLAY, DOCUMENT, PAGE] {
            let path = tree.path(input);
            assert!(
                std::fs::read(&path).unwrap() == damaged[&path],
                "{what}: {input}"
            );
        }
    }
}

#[test]
fn the_folder_and_the_place_do_not_reach_the_outputs() {
    let outputs = [GENERATED, EFFECTIVE, LOCK];
    let mut made = Vec::new();
    for folder in ["", "spec", "generated-client/src"] {
        let tree = Tree::new();
        for output in outputs {
            std::fs::remove_file(tree.path(output)).unwrap();
        }
        let output = tree.run_in(folder, "generate");
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        made.push(outputs.map(|output| std::fs::read(tree.path(output)).unwrap()));
    }
    assert!(made.iter().all(|files| *files == made[0]));
}
