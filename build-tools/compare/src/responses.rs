//! What an operation answers.

use super::content::Content;
use super::document::Part;
use super::engine::{Engine, Report};
use super::operation::Member;
use super::parameters::{explode, schemas, style};
use super::paths::Operation;
use super::scope::Scope;
use super::{Direction, Level};
use std::collections::BTreeMap;

const DIRECTION: Direction = Direction::Response;

type Responses<'d> = BTreeMap<String, Part<'d>>;

pub(super) fn compare<'d>(engine: &mut Engine<'d>, base: &Operation<'d>, revision: &Operation<'d>) {
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
            Some(is) => response(engine, status, was, is),
            None => removed(engine, status, was, &old, &new),
        }
    }
    for (status, is) in new.iter().filter(|(status, _)| !old.contains_key(*status)) {
        let range = status.get(..1).map(|class| format!("{class}XX"));
        let range = range.filter(|range| new.contains_key(range));
        if let Some(was) = range.and_then(|range| old.get(&range)) {
            answer(engine, status, was, is);
        }
        let id = if status.starts_with('2') {
            "response-success-status-added"
        } else {
            "response-non-success-status-added"
        };
        let member = Member {
            id,
            direction: DIRECTION,
            base: None,
            revision: Some(is),
        };
        member.report(
            engine,
            format!("the status {} is new", status.to_ascii_lowercase()),
        );
    }
}

/// A status that is gone may still be in a range, or a range in its statuses.
fn removed<'d>(
    engine: &mut Engine<'d>,
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
        response(engine, status, was, is);
    }
    let known = !successors.is_empty() && (status == range || old.contains_key(&range));
    let (id, level) = match (class, known) {
        ("2", false) => ("response-success-status-removed", Level::Breaking),
        ("2", true) => ("response-success-status-removed", Level::NonBreaking),
        _ => ("response-non-success-status-removed", Level::NonBreaking),
    };
    engine.report_at(
        level,
        Report {
            id,
            direction: DIRECTION,
            pointer: &was.pointer,
            message: format!("the status {} is gone", status.to_ascii_lowercase()),
            before: Some(was.value),
            after: None,
        },
    );
}

fn response<'d>(engine: &mut Engine<'d>, status: &str, base: &Part<'d>, revision: &Part<'d>) {
    if engine.unchanged.same(base.value, revision.value) {
        return;
    }
    let old = engine.base.resolve(base.clone());
    let new = engine.revision.resolve(revision.clone());
    let called = called(status);
    let (id, keywords) = ("response-text-changed", &["description"]);
    words(engine, &old, &new, id, keywords, &called);
    words(
        engine,
        &old,
        &new,
        "response-links-changed",
        &["links"],
        &called,
    );
    answer(engine, status, base, revision);
}

/// What of a response goes over the wire.
fn answer<'d>(engine: &mut Engine<'d>, status: &str, base: &Part<'d>, revision: &Part<'d>) {
    let (base, revision) = (
        engine.base.resolve(base.clone()),
        engine.revision.resolve(revision.clone()),
    );
    let called = called(status);
    headers(engine, &base, &revision, &called);
    content(engine, &base, &revision, &called);
}

fn called(status: &str) -> String {
    format!("the {} response", status.to_ascii_lowercase())
}

fn words(
    engine: &mut Engine<'_>,
    base: &Part<'_>,
    revision: &Part<'_>,
    id: &'static str,
    keywords: &[&str],
    called: &str,
) {
    for keyword in keywords {
        let (old, new) = (base.words(keyword), revision.words(keyword));
        let member = Member {
            id,
            direction: DIRECTION,
            base: old.as_ref(),
            revision: new.as_ref(),
        };
        member.report_if_changed(engine, format!("{called} has other `{keyword}`"));
    }
}

fn content<'d>(engine: &mut Engine<'d>, base: &Part<'d>, revision: &Part<'d>, called: &str) {
    let (old, new) = (Content::of(base), Content::of(revision));
    for (name, was) in &old.0 {
        if let Some(is) = new.0.get(name) {
            media_type(engine, was, is, called);
            continue;
        }
        let mut level = Level::Breaking;
        for is in new.inside(name).filter(|_| name.ends_with("/*")) {
            media_type(engine, was, is, called);
            level = Level::NonBreaking;
        }
        engine.report_at(
            level,
            Report {
                id: "response-media-type-removed",
                direction: DIRECTION,
                pointer: &was.pointer,
                message: format!("{called} is not `{name}` any more"),
                before: Some(was.value),
                after: None,
            },
        );
    }
    for (name, is) in new.0.iter().filter(|(name, _)| !old.0.contains_key(*name)) {
        if let Some(was) = old.range_of(name).filter(|_| new.range_of(name).is_some()) {
            media_type(engine, was, is, called);
        }
        let member = Member {
            id: "response-media-type-added",
            direction: DIRECTION,
            base: None,
            revision: Some(is),
        };
        member.report(engine, format!("{called} can be `{name}` now"));
    }
}

fn media_type<'d>(engine: &mut Engine<'d>, base: &Part<'d>, revision: &Part<'d>, called: &str) {
    words(
        engine,
        base,
        revision,
        "response-text-changed",
        &["example", "examples"],
        called,
    );
    let (old, new) = (base.get("schema"), revision.get("schema"));
    let (id, what) = match (&old, &new) {
        (Some(old), Some(new)) => return engine.schemas(old, new, Scope::ResponseBody, called),
        (None, Some(_)) => ("response-body-media-type-schema-added", "has a schema now"),
        (Some(_), None) => (
            "response-body-media-type-schema-removed",
            "has no schema any more",
        ),
        (None, None) => return,
    };
    let member = Member {
        id,
        direction: DIRECTION,
        base: old.as_ref(),
        revision: new.as_ref(),
    };
    member.report(engine, format!("{called} {what}"));
}

fn headers<'d>(engine: &mut Engine<'d>, base: &Part<'d>, revision: &Part<'d>, called: &str) {
    let all = |part: &Part<'d>, side: super::document::Side<'d>| -> BTreeMap<String, Part<'d>> {
        let headers = part.get("headers");
        let members = headers.iter().flat_map(Part::members);
        members
            .map(|(name, part)| (name.to_ascii_lowercase(), side.resolve(part)))
            .filter(|(name, _)| name != "content-type")
            .collect()
    };
    let (old, new) = (all(base, engine.base), all(revision, engine.revision));
    for (name, was) in &old {
        if let Some(is) = new.get(name) {
            header(engine, was, is, &format!("the header `{name}` of {called}"));
        } else {
            let id = if was.flag("required") {
                "required-response-header-removed"
            } else {
                "optional-response-header-removed"
            };
            let member = Member {
                id,
                direction: DIRECTION,
                base: Some(was),
                revision: None,
            };
            member.report(engine, format!("the header `{name}` of {called} is gone"));
        }
    }
    for (name, is) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        let member = Member {
            id: "response-header-added",
            direction: DIRECTION,
            base: None,
            revision: Some(is),
        };
        member.report(engine, format!("the header `{name}` of {called} is new"));
    }
}

fn header<'d>(engine: &mut Engine<'d>, base: &Part<'d>, revision: &Part<'d>, called: &str) {
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
            let member = Member {
                id,
                direction: DIRECTION,
                base: old.as_ref(),
                revision: new.as_ref(),
            };
            let not = if is { "" } else { "not " };
            member.report(engine, format!("{called} is {not}`{keyword}` now"));
        }
    }
    words(
        engine,
        base,
        revision,
        "response-header-text-changed",
        &["description", "example", "examples"],
        called,
    );
    if (style(base), explode(base)) != (style(revision), explode(revision))
        || base.get("content").is_some() != revision.get("content").is_some()
    {
        let member = Member {
            id: "response-header-serialization-changed",
            direction: DIRECTION,
            base: Some(base),
            revision: Some(revision),
        };
        member.report(engine, format!("{called} is written in another way"));
    }
    schemas(engine, base, revision, Scope::ResponseHeader, called);
    let (old, new) = (Content::of(base), Content::of(revision));
    for (name, was) in &old.0 {
        if let Some(is) = new.0.get(name) {
            schemas(engine, was, is, Scope::HeaderContent, called);
        }
    }
}
