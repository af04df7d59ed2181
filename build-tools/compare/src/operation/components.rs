//! The components that no operation uses, which have no effect on the wire.

use crate::change::Direction;
use crate::found::Member;
use crate::part::{Part, Root, references};
use crate::schema::fingerprint::Fingerprints;
use crate::value::canonical;
use crate::walk::Walk;
use api_document::downgrade::WEBHOOKS;
use std::collections::{BTreeMap, BTreeSet};

const SCHEMAS: &str = "/components/schemas/";

pub(crate) fn compare(walk: &mut Walk<'_>) {
    walk.enter("components");
    let (base_used, revision_used) = (reached(walk.base), reached(walk.revision));
    let (old, new) = (all(walk.base), all(walk.revision));
    for (pointer, was) in &old {
        let unused = !base_used.contains(pointer) && !revision_used.contains(pointer);
        if let Some(is) = new.get(pointer).filter(|is| unused && differ(was, is)) {
            report(walk, "changed", Some(was), Some(is));
        }
    }
    let (gone, come) = (only(&old, &new), only(&new, &old));
    let lost: Vec<&Part<'_>> = unused(&gone, &base_used).collect();
    let found: Vec<&Part<'_>> = unused(&come, &revision_used).collect();
    for was in without(
        &mut walk.pairs.base_prints,
        &lost,
        &mut walk.pairs.revision_prints,
        &come,
    ) {
        report(walk, "removed", Some(was), None);
    }
    for is in without(
        &mut walk.pairs.revision_prints,
        &found,
        &mut walk.pairs.base_prints,
        &gone,
    ) {
        report(walk, "added", None, Some(is));
    }
}

type Components<'d> = BTreeMap<String, Part<'d>>;

/// The components that only one side has.
fn only<'p, 'd>(one: &'p Components<'d>, other: &Components<'d>) -> Vec<&'p Part<'d>> {
    let only = one.iter().filter(|(name, _)| !other.contains_key(*name));
    only.map(|(_, part)| part).collect()
}

fn unused<'p, 'd>(
    parts: &[&'p Part<'d>],
    used: &BTreeSet<String>,
) -> impl Iterator<Item = &'p Part<'d>> {
    let unused = parts.iter().filter(|part| !used.contains(&*part.pointer));
    unused.copied()
}

/// The components that the other side does not have under another name either.
fn without<'p, 'd>(
    own: &mut Fingerprints<'d>,
    parts: &[&'p Part<'d>],
    theirs: &mut Fingerprints<'d>,
    others: &[&Part<'d>],
) -> Vec<&'p Part<'d>> {
    if parts.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<String> = others.iter().map(|part| meaning(theirs, part)).collect();
    let gone = parts
        .iter()
        .filter(|part| !known.contains(&meaning(own, part)));
    gone.copied().collect()
}

fn meaning<'d>(prints: &mut Fingerprints<'d>, part: &Part<'d>) -> String {
    if part.pointer.starts_with(SCHEMAS) {
        prints.of(std::slice::from_ref(part)).to_string()
    } else {
        canonical::text(&canonical::component(part.value))
    }
}

fn differ(was: &Part<'_>, is: &Part<'_>) -> bool {
    let meaning = |part: &Part<'_>| canonical::text(&canonical::component(part.value));
    was.value != is.value && meaning(was) != meaning(is)
}

fn report(walk: &mut Walk<'_>, what: &str, base: Option<&Part<'_>>, revision: Option<&Part<'_>>) {
    let pointer = revision.or(base).map_or("", |part| &part.pointer);
    let schema = pointer.starts_with(SCHEMAS);
    let id = match (schema, what) {
        (true, "changed") => "api-schema-changed",
        (true, "removed") => "api-schema-removed",
        (true, _) => "api-schema-added",
        (false, "changed") => "api-component-changed",
        (false, "removed") => "api-component-removed",
        (false, _) => "api-component-added",
    };
    let did = match what {
        "changed" => "changed".to_owned(),
        what => format!("was {what}"),
    };
    let message = format!("the unused component `{pointer}` {did}");
    walk.report(Member::new(id, Direction::None, base, revision), message);
}

/// The components, without security schemes, which are referred to by name.
fn all(root: Root<'_>) -> Components<'_> {
    let sections = root.members_at("/components").into_iter();
    sections
        .filter(|(section, _)| *section != "securitySchemes" && !section.starts_with("x-"))
        .flat_map(|(_, section)| section.members())
        .map(|(_, part)| (part.pointer.to_string(), part))
        .collect()
}

/// The components that operations and webhooks refer to, directly or not.
fn reached(root: Root<'_>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let users = ["/paths".to_owned(), format!("/{WEBHOOKS}")];
    let users = users.iter().filter_map(|user| root.at(user));
    let mut open: Vec<&str> = users.flat_map(|user| references(user.value)).collect();
    while let Some(pointer) = open.pop() {
        if reached.insert(pointer.to_owned())
            && let Some(part) = root.at(pointer)
        {
            open.extend(references(part.value));
        }
    }
    reached
}
