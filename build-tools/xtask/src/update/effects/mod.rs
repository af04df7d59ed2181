//! What an update does beyond what is on the wire: to names in Rust, to calls,
//! and to what the rules and the overlay have to do. Everything is compared with
//! the build before, so that only what is new is said.

mod findings;
mod origins;
mod rules;
mod section;
mod suggestions;
mod surface;
mod target;

use crate::project::Build;

pub use section::Section;

/// How many notes on actions stand beside the others.
const FEW: usize = 5;

/// Takes what became of actions out of the notes, where that is much.
pub(super) fn actions(notes: &mut Vec<String>) -> Option<Section> {
    let many = notes.len() > FEW;
    many.then(|| Section {
        title: "What became of actions",
        language: None,
        limit: 60,
        items: std::mem::take(notes),
    })
}

/// What is new in a build, a section for each kind; without what is empty.
pub(super) fn effects(base: &Build, next: &Build) -> Vec<Section> {
    let findings = findings::new(base, next);
    let sections = [
        surface::section(base, next),
        findings::section(&findings),
        suggestions::section(&findings, next),
        rules::section(base, next),
        origins::section(base, next),
    ];
    let sections = sections.into_iter();
    sections.filter(|one| !one.items.is_empty()).collect()
}
