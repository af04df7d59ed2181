//! The snapshots that reviewers read: the content and the file of each.
//!
//! The test `snapshots` compares them through insta; `check` and `update` need
//! their texts without a test run. The files are insta's.

use super::build::Build;
use crate::workspace::SNAPSHOTS;
use api_document::downgrade::downgrade;
use api_document::summary::summarise;

/// One snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The folder below [`SNAPSHOTS`], or empty.
    pub folder: &'static str,
    /// The file's name, without `.snap`.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// Returns every snapshot of a document, its effective form and the client's
/// surface.
pub fn snapshots(build: &Build) -> Vec<Snapshot> {
    let Build {
        document,
        made,
        surface,
        ..
    } = build;
    let mut all = vec![
        Snapshot::new("", "report", &made.report),
        Snapshot::new("", "surface", &surface.lines().join("\n")),
    ];
    let downgraded = downgrade(document).document;
    for (folder, document) in [("document", &*downgraded), ("effective", &made.effective)] {
        for (key, text) in summarise(&document.value) {
            all.push(Snapshot::new(folder, &file_name(&key), &text));
        }
    }
    all
}

impl Snapshot {
    fn new(folder: &'static str, name: &str, text: &str) -> Self {
        Self {
            folder,
            name: name.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The file, from the workspace's root.
    pub fn file(&self) -> String {
        let folder = match self.folder {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        format!("{SNAPSHOTS}/{folder}{}.snap", self.name)
    }

    /// The file's content as insta writes it.
    pub fn file_text(&self) -> String {
        format!(
            "---\nsource: build-tools/xtask/tests/it/snapshots.rs\n---\n{}\n",
            self.text.trim_end()
        )
    }
}

/// `operation POST /webhooks/{id}` as `operation POST webhooks {id}`.
fn file_name(key: &str) -> String {
    let words: Vec<&str> = key
        .split([' ', '/'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}
