//! What an operation answers.

use super::content::Content;
use super::endpoint::Endpoint;
use super::parameters::{explode, schemas, style};
use crate::catalogue::scope::Scope;
use crate::change::{Direction, Level};
use crate::found::Member;
use crate::part::{Part, Root};
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
            format!("the status {} is new", status.to_ascii_lowercase()),
        );
    }
}

/// A status that is gone may still be in a range, or a range in its statuses.
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
    let message = format!("the status {} is gone", status.to_ascii_lowercase());
    walk.report_at(level, Member::removed(id, DIRECTION, was), message);
}

fn response<'d>(walk: &mut Walk<'d>, status: &str, base: &Part<'d>, revision: &Part<'d>) {
    if walk.pairs.unchanged.same(base.value, revision.value) {
        return;
    }
    let old = walk.base.resolve(base.clone());
    let new = walk.revision.resolve(revision.clone());
    let called = called(status);
    let (id, keywords) = ("response-text-changed", &["description"]);
    words(walk, &old, &new, id, keywords, &called);
    words(
        walk,
        &old,
        &new,
        "response-links-changed",
        &["links"],
        &called,
    );
    answer(walk, status, base, revision);
}

/// What of a response goes over the wire.
fn answer<'d>(walk: &mut Walk<'d>, status: &str, base: &Part<'d>, revision: &Part<'d>) {
    let (base, revision) = (
        walk.base.resolve(base.clone()),
        walk.revision.resolve(revision.clone()),
    );
    let called = called(status);
    headers(walk, &base, &revision, &called);
    content(walk, &base, &revision, &called);
}

fn called(status: &str) -> String {
    format!("the {} response", status.to_ascii_lowercase())
}

fn words(
    walk: &mut Walk<'_>,
    base: &Part<'_>,
    revision: &Part<'_>,
    id: &'static str,
    keywords: &[&str],
    called: &str,
) {
    for keyword in keywords {
        let (old, new) = (base.words(keyword), revision.words(keyword));
        walk.report_if_changed(
            Member::new(id, DIRECTION, old.as_ref(), new.as_ref()),
            format!("{called} has other `{keyword}`"),
        );
    }
}

fn content<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>, called: &str) {
    let (old, new) = (Content::of(base), Content::of(revision));
    for (name, was) in &old.0 {
        if let Some(is) = new.0.get(name) {
            media_type(walk, was, is, called);
            continue;
        }
        let mut level = Level::Breaking;
        for is in new.inside(name).filter(|_| name.ends_with("/*")) {
            media_type(walk, was, is, called);
            level = Level::NonBreaking;
        }
        let member = Member::removed("response-media-type-removed", DIRECTION, was);
        walk.report_at(level, member, format!("{called} is not `{name}` any more"));
    }
    for (name, is) in new.0.iter().filter(|(name, _)| !old.0.contains_key(*name)) {
        if let Some(was) = old.range_of(name).filter(|_| new.range_of(name).is_some()) {
            media_type(walk, was, is, called);
        }
        walk.report(
            Member::added("response-media-type-added", DIRECTION, is),
            format!("{called} can be `{name}` now"),
        );
    }
}

fn media_type<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>, called: &str) {
    words(
        walk,
        base,
        revision,
        "response-text-changed",
        &["example", "examples"],
        called,
    );
    let (old, new) = (base.get("schema"), revision.get("schema"));
    let (id, what) = match (&old, &new) {
        (Some(old), Some(new)) => return walk.schemas(old, new, Scope::ResponseBody, called),
        (None, Some(_)) => ("response-body-media-type-schema-added", "has a schema now"),
        (Some(_), None) => (
            "response-body-media-type-schema-removed",
            "has no schema any more",
        ),
        (None, None) => return,
    };
    walk.report(
        Member::new(id, DIRECTION, old.as_ref(), new.as_ref()),
        format!("{called} {what}"),
    );
}

fn headers<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>, called: &str) {
    let all = |part: &Part<'d>, side: Root<'d>| -> BTreeMap<String, Part<'d>> {
        let headers = part.get("headers");
        let members = headers.iter().flat_map(Part::members);
        members
            .map(|(name, part)| (name.to_ascii_lowercase(), side.resolve(part)))
            .filter(|(name, _)| name != "content-type")
            .collect()
    };
    let (old, new) = (all(base, walk.base), all(revision, walk.revision));
    for (name, was) in &old {
        if let Some(is) = new.get(name) {
            header(walk, was, is, &format!("the header `{name}` of {called}"));
        } else {
            let id = if was.flag("required") {
                "required-response-header-removed"
            } else {
                "optional-response-header-removed"
            };
            walk.report(
                Member::removed(id, DIRECTION, was),
                format!("the header `{name}` of {called} is gone"),
            );
        }
    }
    for (name, is) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        walk.report(
            Member::added("response-header-added", DIRECTION, is),
            format!("the header `{name}` of {called} is new"),
        );
    }
}

fn header<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>, called: &str) {
    const FLAGS: [(&str, &str, &str); 2] = [
        (
            "required",
            "response-header-became-required",
            "response-header-became-optional",
        ),
        (
            "deprecated",
            "response-header-deprecated",
            "response-header-reactivated",
        ),
    ];
    for (keyword, set, unset) in FLAGS {
        let (was, is) = (base.flag(keyword), revision.flag(keyword));
        if was != is {
            let (old, new) = (base.get(keyword), revision.get(keyword));
            let id = if is { set } else { unset };
            let member = Member::new(id, DIRECTION, old.as_ref(), new.as_ref());
            let not = if is { "" } else { "not " };
            walk.report(member, format!("{called} is {not}`{keyword}` now"));
        }
    }
    words(
        walk,
        base,
        revision,
        "response-header-text-changed",
        &["description", "example", "examples"],
        called,
    );
    if (style(base), explode(base)) != (style(revision), explode(revision))
        || base.get("content").is_some() != revision.get("content").is_some()
    {
        walk.report(
            Member::new(
                "response-header-serialization-changed",
                DIRECTION,
                Some(base),
                Some(revision),
            ),
            format!("{called} is written in another way"),
        );
    }
    schemas(walk, base, revision, Scope::ResponseHeader, called);
    let (old, new) = (Content::of(base), Content::of(revision));
    for (name, was) in &old.0 {
        if let Some(is) = new.0.get(name) {
            schemas(walk, was, is, Scope::HeaderContent, called);
        }
    }
}
