//! What a reviewer needs to see of a change: the public surface of the
//! published crate, what the documents say, and what was corrected.
//!
//! A snapshot that differs is a change to read, not a fault. To accept it, run
//! `cargo xtask snapshots` and review the difference.
use build_tools::project::{Expected, Inputs, OutOfDate, Snapshot, snapshots};
use build_tools::workspace::Workspace;
use std::path::{Path, PathBuf};

fn workspace() -> Workspace {
    Workspace::around(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn assert_snapshot(snapshot: &Snapshot) {
    let mut settings = insta::Settings::clone_current();
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(snapshot.folder);
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(snapshot.name.clone(), snapshot.text));
}

#[test]
fn each_snapshot_is_what_was_accepted() {
    let tree = Expected::of(Inputs::of(&workspace()).unwrap()).unwrap();
    for snapshot in snapshots(&tree.build) {
        assert_snapshot(&snapshot);
    }
}

#[test]
fn the_files_are_those_that_insta_writes_and_no_others() {
    let workspace = workspace();
    let tree = Expected::of(Inputs::of(&workspace).unwrap()).unwrap();
    let stale = OutOfDate::of(&workspace, &tree).unwrap();
    let changed: Vec<String> = stale
        .snapshots
        .iter()
        .map(|output| workspace.shown(&output.path))
        .collect();
    assert!(
        changed.is_empty(),
        "{changed:?}: run `cargo xtask snapshots`"
    );
    assert!(
        stale.left_snapshots.is_empty(),
        "{:?}",
        stale.left_snapshots
    );
}
