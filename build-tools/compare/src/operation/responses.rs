//! The responses of an operation.

use super::content::Content;
use super::docs::Docs;
use super::endpoint::Endpoint;
use super::headers;
use super::media_types::Body;
use crate::catalogue::scope::Scope;
use crate::change::{Direction, Level};
use crate::found::Member;
use crate::part::Part;
use crate::walk::Walk;
use std::collections::BTreeMap;

const DIRECTION: Direction = Direction::Response;

type Responses<'d> = BTreeMap<String, Part<'d>>;

pub(crate) fn compare<'d>(walk: &mut Walk<'d>, base: &Endpoint<'d>, revision: &Endpoint<'d>) {
    let responses = |part: &Part<'d>| -> Responses<'d> {
        let all = part.get("responses");
        let members = all.iter().flat_map(Part::members);
        members
            .filter(|(status, _)| !status.starts_with("x-"))
            .map(|(status, part)| (status.to_ascii_uppercase(), part))
            .collect()
    };
    let (old, new) = (responses(&base.part), responses(&revision.part));
    for (status, was) in &old {
        match new.get(status) {
            Some(is) => response(walk, status, was, is),
            None => removed(walk, status, was, &old, &new),
        }
    }
    for (status, is) in new.iter().filter(|(status, _)| !old.contains_key(*status)) {
        let range = status.get(..1).map(|class| format!("{class}XX"));
        let range = range.filter(|range| new.contains_key(range));
        if let Some(was) = range.and_then(|range| old.get(&range)) {
            answer(walk, status, was, is);
        }
        let id = if status.starts_with('2') {
            "response-success-status-added"
        } else {
            "response-non-success-status-added"
        };
        walk.report(
            Member::added(id, DIRECTION, is),
            format!("{} was added", label(status)),
        );
    }
}

/// Reports a status that was removed; it may still be in a range, or a range
/// in its statuses.
fn removed<'d>(
    walk: &mut Walk<'d>,
    status: &str,
    was: &Part<'d>,
    old: &Responses<'d>,
    new: &Responses<'d>,
) {
    let class = status.get(..1).unwrap_or_default();
    let range = format!("{class}XX");
    let successors: Vec<&Part<'d>> = if status == range {
        let inside = |(other, _): &(&String, &Part<'d>)| {
            other.starts_with(class) && !old.contains_key(*other)
        };
        new.iter().filter(inside).map(|(_, part)| part).collect()
    } else {
        new.get(&range).into_iter().collect()
    };
    for is in &successors {
        response(walk, status, was, is);
    }
    let known = !successors.is_empty() && (status == range || old.contains_key(&range));
    let (id, level) = match (class, known) {
        ("2", false) => ("response-success-status-removed", Level::Breaking),
        ("2", true) => ("response-success-status-removed", Level::NonBreaking),
        _ => ("response-non-success-status-removed", Level::NonBreaking),
    };
    let message = format!("{} was removed", label(status));
    walk.report_at(level, Member::removed(id, DIRECTION, was), message);
}

fn response<'d>(walk: &mut Walk<'d>, status: &str, base: &Part<'d>, revision: &Part<'d>) {
    if walk.pairs.unchanged.same(base.value, revision.value) {
        return;
    }
    let old = walk.base.resolve(base.clone());
    let new = walk.revision.resolve(revision.clone());
    let subject = label(status);
    docs("response-text-changed", &subject).compare(walk, &old, &new, &["description"]);
    docs("response-links-changed", &subject).compare(walk, &old, &new, &["links"]);
    answer(walk, status, base, revision);
}

/// Compares the headers and the content of a response.
fn answer<'d>(walk: &mut Walk<'d>, status: &str, base: &Part<'d>, revision: &Part<'d>) {
    let (base, revision) = (
        walk.base.resolve(base.clone()),
        walk.revision.resolve(revision.clone()),
    );
    let subject = label(status);
    headers::compare(walk, &base, &revision, &subject);
    content(walk, &base, &revision, &subject);
}

/// A response, as messages call it.
fn label(status: &str) -> String {
    format!("the {} response", status.to_ascii_lowercase())
}

fn docs<'s>(id: &'static str, subject: &'s str) -> Docs<'s> {
    Docs {
        id,
        direction: DIRECTION,
        subject,
    }
}

fn content<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>, subject: &str) {
    let body = Body {
        docs: docs("response-text-changed", subject),
        scope: Scope::ResponseBody,
        schema_added: "response-body-media-type-schema-added",
        schema_removed: "response-body-media-type-schema-removed",
    };
    let (old, new) = (Content::of(base), Content::of(revision));
    for (name, was) in &old.0 {
        if let Some(is) = new.0.get(name) {
            body.media_type(walk, was, is);
            continue;
        }
        let mut level = Level::Breaking;
        for is in new.inside(name).filter(|_| name.ends_with("/*")) {
            body.media_type(walk, was, is);
            level = Level::NonBreaking;
        }
        let member = Member::removed("response-media-type-removed", DIRECTION, was);
        let message = format!("the media type `{name}` was removed from {subject}");
        walk.report_at(level, member, message);
    }
    for (name, is) in new.0.iter().filter(|(name, _)| !old.0.contains_key(*name)) {
        if let Some(was) = old.range_of(name).filter(|_| new.range_of(name).is_some()) {
            body.media_type(walk, was, is);
        }
        walk.report(
            Member::added("response-media-type-added", DIRECTION, is),
            format!("the media type `{name}` was added to {subject}"),
        );
    }
}
