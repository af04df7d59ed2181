//! Finds the files that are out of date.

use super::expected::Expected;
use crate::workspace::{Output, SNAPSHOTS, Workspace};
use api_document::diagnostic::Outcome;

/// The files that are out of date.
#[derive(Debug)]
pub struct OutOfDate {
    /// What `cargo xtask generate` writes.
    pub outputs: Vec<Output>,
    /// Snapshots, which a reviewer accepts.
    pub snapshots: Vec<Output>,
    /// Snapshots whose subject is gone.
    pub leftovers: Vec<String>,
}

impl OutOfDate {
    /// Compares the workspace with what is expected.
    pub fn of(workspace: &Workspace, expected: &Expected) -> Outcome<Self> {
        let leftovers = snapshot_files(workspace)?.into_iter();
        Ok(Self {
            outputs: workspace.changed(&expected.outputs),
            snapshots: workspace.changed(&expected.snapshots),
            leftovers: leftovers
                .filter(|file| !expected.snapshots.contains_key(file))
                .collect(),
        })
    }

    /// Whether every file is up to date.
    pub fn is_empty(&self) -> bool {
        self.outputs.is_empty() && self.snapshots.is_empty() && self.leftovers.is_empty()
    }
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
