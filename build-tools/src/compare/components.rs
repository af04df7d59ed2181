//! Components that no operation uses: nothing on the wire depends on them.

use super::Direction;
use super::document::{Part, Side, references};
use super::engine::Engine;
use super::operation::Member;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn compare(engine: &mut Engine<'_>) {
    engine.enter("components");
    let (base_used, revision_used) = (reached(engine.base), reached(engine.revision));
    let (old, new) = (all(engine.base), all(engine.revision));
    for (pointer, was) in &old {
        let used = base_used.contains(pointer);
        match new.get(pointer) {
            Some(is) if !used && !revision_used.contains(pointer) && was.value != is.value => {
                report(engine, "changed", Some(was), Some(is));
            }
            None if !used && !moved(engine, was, &new, &old) => {
                report(engine, "removed", Some(was), None);
            }
            _ => {}
        }
    }
    for (pointer, is) in new
        .iter()
        .filter(|(pointer, _)| !old.contains_key(*pointer))
    {
        if !revision_used.contains(pointer) && !moved_from(engine, is, &old, &new) {
            report(engine, "added", None, Some(is));
        }
    }
}

fn report(
    engine: &mut Engine<'_>,
    what: &str,
    base: Option<&Part<'_>>,
    revision: Option<&Part<'_>>,
) {
    let pointer = revision.or(base).map_or("", |part| &part.pointer);
    let schema = pointer.starts_with("/components/schemas/");
    let id = match (schema, what) {
        (true, "changed") => "api-schema-changed",
        (true, "removed") => "api-schema-removed",
        (true, _) => "api-schema-added",
        (false, "changed") => "api-component-changed",
        (false, "removed") => "api-component-removed",
        (false, _) => "api-component-added",
    };
    let message = format!("the unused component `{pointer}` is {what}");
    Member {
        id,
        direction: Direction::None,
        base,
        revision,
    }
    .report(engine, message);
}

/// Security schemes are compared on their own: names refer to them.
fn all(side: Side<'_>) -> BTreeMap<String, Part<'_>> {
    let sections = side.members_at("/components").into_iter();
    sections
        .filter(|(section, _)| *section != "securitySchemes" && !section.starts_with("x-"))
        .flat_map(|(_, section)| section.members())
        .map(|(_, part)| (part.pointer.to_string(), part))
        .collect()
}

/// The components the operations refer to, directly or not.
fn reached(side: Side<'_>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let paths = side.at("/paths").into_iter();
    let mut open: Vec<&str> = paths.flat_map(|paths| references(paths.value)).collect();
    while let Some(pointer) = open.pop() {
        if reached.insert(pointer.to_owned())
            && let Some(part) = side.at(pointer)
        {
            open.extend(references(part.value));
        }
    }
    reached
}

/// Whether an unused component only has another name now.
fn moved<'d>(
    engine: &mut Engine<'d>,
    was: &Part<'d>,
    new: &BTreeMap<String, Part<'d>>,
    old: &BTreeMap<String, Part<'d>>,
) -> bool {
    let print = engine.base_prints.of(std::slice::from_ref(was));
    let others = new
        .iter()
        .filter(|(pointer, _)| !old.contains_key(*pointer));
    let mut prints = others.map(|(_, part)| engine.revision_prints.of(std::slice::from_ref(part)));
    prints.any(|other| other == print)
}

fn moved_from<'d>(
    engine: &mut Engine<'d>,
    is: &Part<'d>,
    old: &BTreeMap<String, Part<'d>>,
    new: &BTreeMap<String, Part<'d>>,
) -> bool {
    let print = engine.revision_prints.of(std::slice::from_ref(is));
    let others = old
        .iter()
        .filter(|(pointer, _)| !new.contains_key(*pointer));
    let mut prints = others.map(|(_, part)| engine.base_prints.of(std::slice::from_ref(part)));
    prints.any(|other| other == print)
}
