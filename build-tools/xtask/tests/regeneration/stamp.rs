//! What a workspace that was found in order is known by: all that `check`
//! reads, and the program.

use super::tree::{GENERATED, Tree};
use build_tools::project::up_to_date::Stamp;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

fn touch(file: &Path) {
    let file = fs::File::options().append(true).open(file).unwrap();
    let later = SystemTime::now() + Duration::from_secs(5);
    file.set_modified(later).unwrap();
}

#[test]
fn a_file_that_is_touched_but_the_same_leaves_the_workspace_in_order() {
    let tree = Tree::new();
    let stamp = Stamp::of(tree.root()).unwrap();
    stamp.keep(tree.root());
    touch(&tree.path(GENERATED));
    assert!(Stamp::of(tree.root()).unwrap().is_kept());
}

type Edit = (&'static str, fn(&Tree));

const EDITS: [Edit; 8] = [
    ("a new page", |tree| {
        fs::write(tree.path("spec/pages/new.md"), "").unwrap();
    }),
    ("a page that has another name", |tree| {
        let page = "spec/pages/2024-05-20-webhookscontroller_create.md";
        fs::rename(tree.path(page), tree.path("spec/pages/other.md")).unwrap();
    }),
    ("a snapshot that is gone", |tree| {
        let folder = tree.path("build-tools/xtask/tests/snapshots/document");
        let snapshot = fs::read_dir(folder).unwrap().next().unwrap();
        fs::remove_file(snapshot.unwrap().path()).unwrap();
    }),
    ("generated code with one byte more", |tree| {
        let code = fs::read_to_string(tree.path(GENERATED)).unwrap();
        fs::write(tree.path(GENERATED), code + " ").unwrap();
    }),
    ("a byte that went from one file to the next", |tree| {
        let (one, next) = (tree.path("CHANGELOG.md"), tree.path("Cargo.lock"));
        let text = fs::read_to_string(&one).unwrap() + &fs::read_to_string(&next).unwrap();
        fs::write(one, "").unwrap();
        fs::write(next, text).unwrap();
    }),
    ("a source of the client's own", |tree| {
        fs::write(tree.path("generated-client/src/more.rs"), "").unwrap();
    }),
    ("another manifest", |tree| {
        fs::write(tree.path("generated-client/Cargo.toml"), "").unwrap();
    }),
    ("another lock of what it was made from", |tree| {
        fs::write(tree.path("spec/lock.json"), "{}").unwrap();
    }),
];

#[test]
fn every_edit_makes_another_workspace() {
    for (name, edit) in EDITS {
        let tree = Tree::new();
        let before = Stamp::of(tree.root()).unwrap();
        before.keep(tree.root());
        edit(&tree);
        let after = Stamp::of(tree.root());
        assert!(!after.is_some_and(|stamp| stamp.is_kept()), "{name}");
        // What was edited meanwhile was not found in order.
        let file = before.file().to_owned();
        fs::remove_file(&file).unwrap();
        before.keep(tree.root());
        assert!(!file.exists(), "{name}");
    }
}

#[test]
fn a_copy_in_another_folder_was_not_found_in_order() {
    let (tree, copy) = (Tree::new(), Tree::new());
    Stamp::of(tree.root()).unwrap().keep(tree.root());
    assert!(Stamp::of(tree.root()).unwrap().is_kept());
    assert!(!Stamp::of(copy.root()).unwrap().is_kept());
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
