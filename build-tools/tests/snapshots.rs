//! What a reviewer needs to see of a change: the public surface of the
//! published crate, what the documents say, and what was corrected.
//!
//! A snapshot that differs is a change to read, not a fault. To accept it, run
//! the tests with `INSTA_UPDATE=always` and review the difference.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

use build_tools::chain::{self, Made};
use build_tools::ingest::Document;
use build_tools::overlay;
use build_tools::profile::Profile;
use build_tools::render::COMMAND;
use build_tools::summary::summarise;
use build_tools::surface;
use build_tools::workspace::{Workspace, read_source};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn workspace() -> Workspace {
    Workspace::around(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn make() -> Made {
    let workspace = workspace();
    let overlay = read_source(&workspace.root().join("spec/overlay.yaml")).unwrap();
    let overlay = overlay::parse(&overlay).unwrap();
    chain::make(
        &workspace.document().unwrap(),
        Some(&overlay),
        Profile::Library,
        COMMAND,
    )
    .unwrap()
}

/// One snapshot for each entry of a summary, and none that has no entry.
fn assert_summary(folder: &str, document: &Document) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(folder);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let summary = summarise(&document.value);
    settings.bind(|| {
        for (key, text) in &summary {
            insta::assert_snapshot!(file_name(key), text);
        }
    });
    let expected: BTreeSet<PathBuf> = summary
        .keys()
        .map(|key| folder.join(file_name(key) + ".snap"))
        .collect();
    let found: BTreeSet<PathBuf> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "snap")
        })
        .collect();
    assert_eq!(found, expected, "delete the snapshots of what is gone");
}

/// `operation POST /webhooks/{id}` as `operation POST webhooks {id}`.
fn file_name(key: &str) -> String {
    let words: Vec<&str> = key
        .split([' ', '/'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

fn assert_text(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn the_public_surface_of_the_client() {
    let source = workspace().root().join("generated-client/src");
    assert_text(
        "surface",
        &surface::of_crate(&source).unwrap().lines().join("\n"),
    );
}

#[test]
fn what_the_document_says() {
    assert_summary("document", &workspace().document().unwrap());
}

#[test]
fn what_the_effective_document_says() {
    assert_summary("effective", &make().effective);
}

#[test]
fn what_the_overlay_and_the_rules_did() {
    assert_text("report", &make().report);
}
