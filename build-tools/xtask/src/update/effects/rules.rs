//! What the rules do to a document that they did not do to the one before.

use super::section::Section;
use crate::project::Build;

/// How a line of the report says what a rule did.
const RULE: &str = "rule: ";

pub(super) fn section(base: &Build, next: &Build) -> Section {
    let [old, new] = [base, next].map(|build| done(&build.made.report));
    let begun = new.iter().filter(|line| !old.contains(line));
    let ended = old.iter().filter(|line| !new.contains(line));
    let begun = begun.map(|line| (*line).to_owned());
    let ended = ended.map(|line| format!("no longer: {line}"));
    Section {
        title: "What rules did",
        language: None,
        limit: 40,
        items: begun.chain(ended).collect(),
    }
}

fn done(report: &str) -> Vec<&str> {
    let lines = report.lines();
    lines.filter_map(|line| line.strip_prefix(RULE)).collect()
}
