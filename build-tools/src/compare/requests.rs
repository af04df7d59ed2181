//! The body of a request.

use super::Direction;
use super::canonical;
use super::document::Part;
use super::engine::Engine;
use super::operation::Member;
use super::paths::Operation;
use super::rules::Scope;
use std::collections::BTreeMap;

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
    let (old, new) = (media_types(base), media_types(revision));
    for (name, was) in &old {
        if let Some(is) = new.get(name) {
            media_type(engine, was, is);
        } else {
            let member = Member {
                id: "request-body-media-type-removed",
                direction: DIRECTION,
                base: Some(was),
                revision: None,
            };
            member.report(engine, format!("the body cannot be `{name}` any more"));
        }
    }
    for (name, is) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        let member = Member {
            id: "request-body-media-type-added",
            direction: DIRECTION,
            base: None,
            revision: Some(is),
        };
        member.report(engine, format!("the body can be `{name}` now"));
    }
}

fn words(engine: &mut Engine<'_>, base: &Part<'_>, revision: &Part<'_>, keywords: &[&str]) {
    for keyword in keywords {
        let (old, new) = (base.get(keyword), revision.get(keyword));
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

/// The media types of some content; their names have no case.
pub(super) fn media_types<'d>(holder: &Part<'d>) -> BTreeMap<String, Part<'d>> {
    let content = holder.get("content");
    let members = content.iter().flat_map(Part::members);
    members
        .map(|(name, part)| (name.replace(' ', "").to_ascii_lowercase(), part))
        .collect()
}
