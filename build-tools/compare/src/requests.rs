//! The body of a request.

use super::canonical;
use super::content::Content;
use super::document::Part;
use super::engine::{Engine, Report};
use super::operation::Member;
use super::paths::Operation;
use super::scope::Scope;
use super::{Direction, Level};

const DIRECTION: Direction = Direction::Request;

pub(super) fn compare<'d>(engine: &mut Engine<'d>, base: &Operation<'d>, revision: &Operation<'d>) {
    let old = base
        .part
        .get("requestBody")
        .map(|part| engine.base.resolve(part));
    let new = revision
        .part
        .get("requestBody")
        .map(|part| engine.revision.resolve(part));
    let (id, message) = match (&old, &new) {
        (Some(old), Some(new)) => return body(engine, old, new),
        (None, Some(new)) if new.flag("required") => {
            ("request-body-added-required", "a body is required now")
        }
        (None, Some(_)) => ("request-body-added-optional", "a body can be sent now"),
        (Some(_), None) => ("request-body-removed", "no body is taken any more"),
        (None, None) => return,
    };
    let member = Member {
        id,
        direction: DIRECTION,
        base: old.as_ref(),
        revision: new.as_ref(),
    };
    member.report(engine, message);
}

fn body<'d>(engine: &mut Engine<'d>, base: &Part<'d>, revision: &Part<'d>) {
    if engine.unchanged.same(base.value, revision.value) {
        return;
    }
    let (old, new) = (base.get("required"), revision.get("required"));
    let change = match (base.flag("required"), revision.flag("required")) {
        (false, true) => Some(("request-body-became-required", "the body is required now")),
        (true, false) => Some((
            "request-body-became-optional",
            "the body can be left out now",
        )),
        _ => None,
    };
    if let Some((id, message)) = change {
        let member = Member {
            id,
            direction: DIRECTION,
            base: old.as_ref(),
            revision: new.as_ref(),
        };
        member.report(engine, message);
    }
    words(engine, base, revision, &["description"]);
    let (old, new) = (Content::of(base), Content::of(revision));
    for (name, was) in &old.0 {
        match new.0.get(name) {
            Some(is) => media_type(engine, was, is),
            None => removed(engine, name, was, new.range_of(name)),
        }
    }
    for (name, is) in new.0.iter().filter(|(name, _)| !old.0.contains_key(*name)) {
        if let Some(was) = old.range_of(name) {
            media_type(engine, was, is);
        }
        let member = Member {
            id: "request-body-media-type-added",
            direction: DIRECTION,
            base: None,
            revision: Some(is),
        };
        member.report(engine, format!("the body can be `{name}` now"));
    }
}

/// A media type that is gone may still be in a range.
fn removed<'d>(engine: &mut Engine<'d>, name: &str, was: &Part<'d>, range: Option<&Part<'d>>) {
    let level = if let Some(is) = range {
        media_type(engine, was, is);
        Level::NonBreaking
    } else {
        Level::Breaking
    };
    engine.report_at(
        level,
        Report {
            id: "request-body-media-type-removed",
            direction: DIRECTION,
            pointer: &was.pointer,
            message: format!("the body cannot be `{name}` any more"),
            before: Some(was.value),
            after: None,
        },
    );
}

fn words(engine: &mut Engine<'_>, base: &Part<'_>, revision: &Part<'_>, keywords: &[&str]) {
    for keyword in keywords {
        let (old, new) = (base.words(keyword), revision.words(keyword));
        let id = "request-body-text-changed";
        let member = Member {
            id,
            direction: DIRECTION,
            base: old.as_ref(),
            revision: new.as_ref(),
        };
        member.report_if_changed(engine, format!("the body has another `{keyword}`"));
    }
}

fn media_type<'d>(engine: &mut Engine<'d>, base: &Part<'d>, revision: &Part<'d>) {
    words(engine, base, revision, &["example", "examples"]);
    let (old, new) = (encoding(base), encoding(revision));
    if old != new {
        let (old, new) = (base.get("encoding"), revision.get("encoding"));
        let id = "request-body-encoding-changed";
        let member = Member {
            id,
            direction: DIRECTION,
            base: old.as_ref(),
            revision: new.as_ref(),
        };
        member.report(engine, "the parts of the body are encoded in another way");
    }
    let (old, new) = (base.get("schema"), revision.get("schema"));
    let (id, message) = match (&old, &new) {
        (Some(old), Some(new)) => {
            return engine.schemas(old, new, Scope::RequestBody, "the request body");
        }
        (None, Some(_)) => (
            "request-body-media-type-schema-added",
            "the body has a schema now",
        ),
        (Some(_), None) => (
            "request-body-media-type-schema-removed",
            "the body has no schema any more",
        ),
        (None, None) => return,
    };
    let member = Member {
        id,
        direction: DIRECTION,
        base: old.as_ref(),
        revision: new.as_ref(),
    };
    member.report(engine, message);
}

fn encoding(media_type: &Part<'_>) -> String {
    let empty = || "{}".to_owned();
    media_type
        .get("encoding")
        .map_or_else(empty, |part| canonical::text(part.value))
}
