//! What an update says beside its report, a line each.

use crate::diff::report::Report;
use api_document::ingest::Source;
use semver::Version;

pub(super) fn about_the_date(report: &Report, document: &str) -> String {
    let (old, new) = (&report.base.version, &report.revision.version);
    if old == new {
        return format!("drift: upstream changed {new} without a new version date");
    }
    let direction = if new < old { "an older" } else { "a new" };
    format!("{direction} version of the API: {old} became {new}; the document is now {document}")
}

/// Sources of record that were not named again.
pub(super) fn about_the_pages(current: &[Source], next: &[Source]) -> Vec<String> {
    let gone = current
        .iter()
        .filter(|page| !next.iter().any(|other| other.name == page.name));
    gone.map(|page| format!("{} is no longer a source", page.name))
        .collect()
}

pub(super) fn about_the_version(old: &Version, new: &Version) -> String {
    if old == new {
        return format!("the crate's code is the same: its version stays {old}");
    }
    format!("the crate goes from {old} to {new}")
}
