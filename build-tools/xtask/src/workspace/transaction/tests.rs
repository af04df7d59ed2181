#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use super::{DECIDED, STAGING, Transaction, read_journal, recover, steps};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn tree() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("spec")).unwrap();
    for (file, text) in [
        ("Cargo.toml", ""),
        ("a", "old a"),
        ("spec/b", "old b"),
        ("spec/gone", "old"),
    ] {
        fs::write(root.path().join(file), text).unwrap();
    }
    root
}

fn transaction() -> Transaction {
    let write = [
        ("a", "new a"),
        ("spec/b", "new b"),
        ("new/folder/c", "new c"),
    ];
    Transaction {
        write: write
            .map(|(file, text)| (file.to_owned(), text.to_owned()))
            .into(),
        remove: vec!["spec/gone".to_owned()],
    }
}

fn contents(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

fn complete() -> BTreeMap<String, String> {
    let mut files = transaction().write;
    files.insert("Cargo.toml".to_owned(), String::new());
    files
}

#[test]
fn a_transaction_writes_and_removes_all_and_leaves_nothing_of_its_own() {
    let root = tree();
    transaction().commit(root.path()).unwrap();
    assert_eq!(contents(root.path()), complete());
}

#[test]
fn interrupted_before_the_decision_the_tree_is_as_before() {
    let root = tree();
    let before = contents(root.path());
    transaction().stage(&root.path().join(STAGING)).unwrap();
    assert_eq!(recover(root.path()).unwrap(), None);
    assert_eq!(contents(root.path()), before);
}

#[test]
fn interrupted_after_any_step_the_next_command_completes_it() {
    for done in 0..=4 {
        let root = tree();
        transaction().decide(root.path()).unwrap();
        let journal = read_journal(root.path()).unwrap();
        let steps = steps(root.path(), &journal);
        assert_eq!(steps.len(), 4);
        for step in &steps[..done] {
            step.run().unwrap();
        }
        assert_eq!(recover(root.path()).unwrap(), Some(4), "after {done} steps");
        assert_eq!(contents(root.path()), complete(), "after {done} steps");
        assert_eq!(recover(root.path()).unwrap(), None);
    }
}

#[test]
fn a_file_that_cannot_be_staged_leaves_the_tree_as_before() {
    let root = tree();
    let before = contents(root.path());
    let mut transaction = transaction();
    transaction.write.insert("x".repeat(300), String::new());
    let refused = transaction.commit(root.path()).unwrap_err().to_string();
    assert!(refused.contains("unwritable"), "{refused}");
    recover(root.path()).unwrap();
    assert_eq!(contents(root.path()), before);
}

#[test]
fn a_journal_that_leads_out_of_the_tree_is_refused() {
    for file in ["../outside", "/outside"] {
        let root = tree();
        fs::create_dir(root.path().join(DECIDED)).unwrap();
        let journal = format!("{{\"write\": [], \"remove\": [\"{file}\"]}}");
        fs::write(root.path().join(DECIDED).join("journal.json"), journal).unwrap();
        let refused = recover(root.path()).unwrap_err().to_string();
        assert!(refused.contains("invalid-journal"), "{refused}");
    }
}

#[test]
fn what_another_command_stages_is_left_alone() {
    let root = tree();
    let held = super::lock(root.path()).unwrap();
    transaction().stage(&root.path().join(STAGING)).unwrap();
    recover(root.path()).unwrap();
    assert!(root.path().join(STAGING).is_dir());
    let refused = transaction().commit(root.path()).unwrap_err().to_string();
    assert!(refused.contains("update-in-progress"), "{refused}");
    drop(held);
    recover(root.path()).unwrap();
    assert!(!root.path().join(STAGING).exists());
}

#[test]
fn interrupted_while_it_clears_away_the_tree_is_complete() {
    for gone in [&["files"][..], &["files", "journal.json"]] {
        let root = tree();
        transaction().decide(root.path()).unwrap();
        let journal = read_journal(root.path()).unwrap();
        for step in steps(root.path(), &journal) {
            step.run().unwrap();
        }
        for name in gone {
            let path = root.path().join(DECIDED).join(name);
            let removed = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
            removed.unwrap();
        }
        recover(root.path()).unwrap();
        assert_eq!(contents(root.path()), complete(), "without {gone:?}");
        assert!(!root.path().join(DECIDED).exists());
    }
}
