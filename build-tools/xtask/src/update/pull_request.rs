//! What a pull request for an update says.

use super::plan::Update;
use crate::diff::report::{self, markdown_text};
use std::fmt::Write as _;

/// How long a body may be; GitHub takes 65,536 characters.
const BODY: usize = 60_000;

/// How much of it is not the report: a section is there as a whole or not, so
/// that the cut is never in one.
const EFFECTS: usize = 45_000;

/// Title and body, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullRequest {
    /// Both verdicts in one line.
    pub title: String,
    /// The notes, what is new beyond the wire, and the report.
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
    for section in &update.effects {
        let text = section.markdown();
        let _ = if body.len() + text.len() <= EFFECTS {
            writeln!(body, "{text}")
        } else {
            writeln!(
                body,
                "{}: {}, in the log.\n",
                section.title,
                section.items.len()
            )
        };
    }
    body.push_str(&report::markdown(&update.report));
    PullRequest {
        title: format!(
            "API document {version}: wire {}, Rust {}",
            summary.level, summary.bump
        ),
        body: cut(body),
    }
}

/// The body up to its last whole line within the limit.
fn cut(body: String) -> String {
    if body.len() <= BODY {
        return body;
    }
    let end = body
        .match_indices('\n')
        .map(|(at, _)| at + 1)
        .take_while(|at| *at <= BODY)
        .last()
        .unwrap_or_default();
    let open = body[..end].matches("<details>").count() - body[..end].matches("</details>").count();
    format!(
        "{}{}\n… and more: run `cargo xtask diff` for the whole report.\n",
        &body[..end],
        "\n</details>\n".repeat(open)
    )
}
