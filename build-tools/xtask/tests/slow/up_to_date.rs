//! What a workspace that was found in order is known by: all that `check`
//! reads, and the program.

use crate::tree::Tree;
use build_tools::project::up_to_date::Stamp;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

const GENERATED: &str = "generated-client/src/generated/types.rs";

fn touch(file: &Path) {
    let file = fs::File::options().append(true).open(file).unwrap();
    let later = SystemTime::now() + Duration::from_secs(5);
    file.set_modified(later).unwrap();
}

type Edit = (&'static str, fn(&Tree));

const EDITS: [Edit; 6] = [
    ("a new page", |tree| tree.write("spec/pages/new.md", "")),
    ("a page that has another name", |tree| {
        let page = "spec/pages/2024-05-20-webhookscontroller_create.md";
        fs::rename(tree.path(page), tree.path("spec/pages/other.md")).unwrap();
    }),
    ("a snapshot that is gone", |tree| {
        tree.remove("build-tools/xtask/tests/snapshots/surface.snap");
    }),
    ("generated code with one byte more", |tree| {
        tree.append(GENERATED, " ");
    }),
    ("a byte that went from one file to the next", |tree| {
        let text = tree.text("Cargo.lock") + &tree.text("CHANGELOG.md");
        tree.write("Cargo.lock", &text);
        tree.write("CHANGELOG.md", "");
    }),
    ("another manifest", |tree| {
        tree.write("generated-client/Cargo.toml", "");
    }),
];

#[test]
fn every_edit_makes_another_workspace() {
    let tree = Tree::new();
    let whole = tree.contents();
    let before = Stamp::of(tree.root()).unwrap();
    for (name, edit) in EDITS {
        before.keep(tree.root());
        edit(&tree);
        let after = Stamp::of(tree.root()).unwrap();
        assert!(!after.is_kept(), "{name}");
        // What was edited meanwhile was not found in order.
        fs::remove_file(before.file()).unwrap();
        before.keep(tree.root());
        assert!(!before.file().exists(), "{name}");
        tree.restore(&whole);
    }
    before.keep(tree.root());
    touch(&tree.path(GENERATED));
    assert!(Stamp::of(tree.root()).unwrap().is_kept(), "it is the same");
    assert!(!Stamp::of(Tree::new().root()).unwrap().is_kept(), "a copy");
}

#[test]
fn another_program_finds_out_for_itself() {
    let tree = Tree::new();
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("program");
    fs::copy(env!("CARGO_BIN_EXE_build-tools"), &program).unwrap();
    let check = || {
        let mut command = Command::new(&program);
        let output = command.arg("check").current_dir(tree.root()).output();
        assert!(output.unwrap().status.success());
        let mut kept = fs::read_dir(folder.path().join("checked")).unwrap();
        fs::read_to_string(kept.next().unwrap().unwrap().path()).unwrap()
    };
    let first = check();
    assert_eq!(check(), first);
    touch(&program);
    assert_ne!(check(), first, "a program that was built anew");
}
