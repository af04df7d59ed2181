//! What the reports for people have in common: their order and their totals.

use super::json::{Entry, Report, Summary};
use api_compare::Level;
use rust_surface::Bump;

/// The levels, worst first.
pub(super) const LEVELS: [Level; 4] = [
    Level::Breaking,
    Level::NonBreaking,
    Level::Docs,
    Level::None,
];

/// The bumps, worst first.
pub(super) const BUMPS: [Bump; 4] = [Bump::Major, Bump::Minor, Bump::Patch, Bump::None];

/// The changes of each location; the location of the worst change first.
pub(super) fn by_location<'r>(
    changes: impl Iterator<Item = &'r Entry>,
) -> Vec<(&'r str, Vec<&'r Entry>)> {
    let mut groups: Vec<(&str, Vec<&Entry>)> = Vec::new();
    for change in changes {
        match groups
            .iter_mut()
            .find(|(location, _)| *location == change.location)
        {
            Some((_, group)) => group.push(change),
            None => groups.push((&change.location, vec![change])),
        }
    }
    groups
}

/// Explains a Rust verdict that no change has: a name that is not sent, such as
/// a component's, names a type.
pub(super) fn only_in_code(report: &Report) -> Option<&'static str> {
    let attributed = report.changes.iter().map(|change| change.bump).max();
    (report.summary.bump > attributed.unwrap_or_default())
        .then_some("The Rust verdict is that of names in the generated code which are not sent.")
}

/// The totals in a line.
pub(super) fn totals(report: &Report) -> String {
    let Summary {
        level,
        bump,
        breaking,
        non_breaking,
        docs,
    } = &report.summary;
    let none = report.changes.len() - breaking - non_breaking - docs;
    format!(
        "wire: {level}, Rust: {bump} ({breaking} breaking, {non_breaking} non-breaking, \
         {docs} docs, {none} neither)"
    )
}
