//! Finds the files that are out of date.

use super::expected::Expected;
use crate::workspace::{GENERATED, Output, SNAPSHOTS, Workspace};
use api_document::diagnostic::Outcome;

/// The files that are out of date.
#[derive(Debug)]
pub struct OutOfDate {
    /// What `cargo xtask generate` writes.
    pub outputs: Vec<Output>,
    /// Snapshots, which a reviewer accepts.
    pub snapshots: Vec<Output>,
    /// Files of the generated code that nothing is generated into.
    pub left_outputs: Vec<String>,
    /// Snapshots whose subject is gone.
    pub left_snapshots: Vec<String>,
}

impl OutOfDate {
    /// Compares the workspace with what is expected.
    pub fn of(workspace: &Workspace, expected: &Expected) -> Outcome<Self> {
        let mut left_outputs = generated_files(workspace)?;
        left_outputs.retain(|file| !expected.outputs.contains_key(file));
        let mut left_snapshots = snapshot_files(workspace)?;
        left_snapshots.retain(|file| !expected.snapshots.contains_key(file));
        Ok(Self {
            outputs: workspace.changed(&expected.outputs),
            snapshots: workspace.changed(&expected.snapshots),
            left_outputs,
            left_snapshots,
        })
    }

    /// Whether every file is up to date.
    pub fn is_empty(&self) -> bool {
        self.outputs.is_empty()
            && self.snapshots.is_empty()
            && self.left_outputs.is_empty()
            && self.left_snapshots.is_empty()
    }
}

/// The generated code on the disk.
fn generated_files(workspace: &Workspace) -> Outcome<Vec<String>> {
    if !workspace.root().join(GENERATED).is_dir() {
        return Ok(Vec::new());
    }
    workspace.files(GENERATED, |name| name.ends_with(".rs"))
}

/// The snapshots on the disk.
fn snapshot_files(workspace: &Workspace) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    for folder in ["", "/document", "/effective"] {
        let folder = format!("{SNAPSHOTS}{folder}");
        if workspace.root().join(&folder).is_dir() {
            files.extend(workspace.files(&folder, |name| name.ends_with(".snap"))?);
        }
    }
    Ok(files)
}
