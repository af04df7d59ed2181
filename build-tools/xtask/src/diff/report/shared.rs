//! What the reports for people have in common: their order and their totals.

use super::super::explained::RustItem;
use super::json::{Entry, Report, Summary};
use api_compare::{Assumption, Level};
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

/// What stands above the items that come from none of the changes.
pub(super) const ALONE: &str = "In the generated code alone (names that are not sent did it):";

/// Explains a verdict on the code of which no public item shows anything.
pub(super) const BEHIND: &str = "the code behind the surface differs";

/// What a level takes for granted, to stand beside it.
pub(super) fn assumed(change: &Entry) -> &'static str {
    match change.assumes {
        Some(Assumption::OpenEnums) => ", for open enums (see --closed-enums)",
        None => "",
    }
}

/// The most items that a report for people lists for one change.
const MOST_ITEMS: usize = 10;

/// The items of a change that a report for people lists, and how many more there
/// are.
pub(super) fn shown(items: &[RustItem]) -> (&[RustItem], usize) {
    let most = items.len().min(MOST_ITEMS);
    let (shown, others) = items.split_at(most);
    (shown, others.len())
}

/// The lines of an item, as a difference: what was, and what is.
pub(super) fn lines(item: &RustItem) -> Vec<String> {
    let members = match item.members {
        0 => String::new(),
        one => format!(" (and {one} items of it)"),
    };
    let sides = [('-', &item.before), ('+', &item.after)].into_iter();
    sides
        .filter_map(|(sign, line)| Some(format!("{sign} {}{members}", line.as_ref()?)))
        .collect()
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
