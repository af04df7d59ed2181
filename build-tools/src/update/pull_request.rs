//! What a pull request for an update says.

use super::Update;
use crate::report::{self, markdown_text};
use std::fmt::Write as _;

/// Title and body, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullRequest {
    /// Both verdicts in one line.
    pub title: String,
    /// The notes and the report.
    pub body: String,
}

/// The pull request for an update.
pub fn pull_request(update: &Update) -> PullRequest {
    let summary = &update.report.summary;
    let version: String = update
        .report
        .revision
        .version
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    let mut body = String::new();
    for note in &update.notes {
        let _ = writeln!(body, "- {}", markdown_text(note));
    }
    body.push('\n');
    body.push_str(&report::markdown(&update.report));
    PullRequest {
        title: format!(
            "API document {version}: wire {}, Rust {}",
            summary.level, summary.bump
        ),
        body,
    }
}
