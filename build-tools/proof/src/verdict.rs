//! Our verdict on an edit, as `cargo xtask diff` gives it.

use crate::table::Edit;
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use build_tools::diff::report::RustItem;
use build_tools::diff::{self, Enums};
use rust_surface::Bump;
use std::collections::BTreeSet;

/// A verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The bump.
    pub bump: Bump,
    /// The names that the report says stand for something else.
    pub moved: Vec<String>,
}

/// Judges an edit of `base`.
pub fn verdict(base: &Source, edit: &Edit) -> Outcome<Verdict> {
    let difference = diff::diff(base, &edit.revision(), None, Enums::Open, Ok)?;
    if let Some(why) = difference.not_generated {
        return Err(why);
    }
    let report = difference.report;
    let at_changes = report.changes.iter().flat_map(|change| change.rust.iter());
    let items = at_changes.chain(&report.rust);
    let stands = |item: &&RustItem| {
        let mut lines = [&item.before, &item.after].into_iter().flatten();
        lines.any(|line| line.contains(" stands for "))
    };
    // A parameter of an operation is in several changes.
    let moved: BTreeSet<&String> = items.filter(stands).map(|item| &item.path).collect();
    Ok(Verdict {
        bump: report.summary.bump,
        moved: moved.into_iter().cloned().collect(),
    })
}
