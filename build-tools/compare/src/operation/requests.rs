//! The body of a request.

use super::content::Content;
use super::docs::Docs;
use super::endpoint::Endpoint;
use super::flags::Flag;
use super::media_types::Body;
use crate::catalogue::scope::Scope;
use crate::change::{Direction, Level};
use crate::found::Member;
use crate::part::Part;
use crate::value::canonical;
use crate::walk::Walk;
use std::collections::BTreeMap;

const DIRECTION: Direction = Direction::Request;
const SUBJECT: &str = "the request body";

const DOCS: Docs<'static> = Docs {
    id: "request-body-text-changed",
    direction: DIRECTION,
    subject: SUBJECT,
};

const BODY: Body<'static> = Body {
    docs: DOCS,
    scope: Scope::RequestBody,
    schema_added: "request-body-media-type-schema-added",
    schema_removed: "request-body-media-type-schema-removed",
};

const REQUIRED: Flag = Flag {
    keyword: "required",
    set: ("request-body-became-required", "became required"),
    unset: ("request-body-became-optional", "became optional"),
};

pub(crate) fn compare<'d>(walk: &mut Walk<'d>, base: &Endpoint<'d>, revision: &Endpoint<'d>) {
    let (old, new) = (
        base.part.get("requestBody"),
        revision.part.get("requestBody"),
    );
    let old = old.map(|part| walk.base.resolve(part));
    let new = new.map(|part| walk.revision.resolve(part));
    let (id, message) = match (&old, &new) {
        (Some(old), Some(new)) => return body(walk, old, new),
        (None, Some(new)) if new.flag("required") => (
            "request-body-added-required",
            "a required request body was added",
        ),
        (None, Some(_)) => (
            "request-body-added-optional",
            "an optional request body was added",
        ),
        (Some(_), None) => ("request-body-removed", "the request body was removed"),
        (None, None) => return,
    };
    let member = Member::new(id, DIRECTION, old.as_ref(), new.as_ref());
    walk.report(member, message);
}

fn body<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>) {
    if walk.pairs.unchanged.same(base.value, revision.value) {
        return;
    }
    REQUIRED.compare(walk, DIRECTION, SUBJECT, base, revision);
    DOCS.compare(walk, base, revision, &["description"]);
    let (old, new) = (Content::of(base), Content::of(revision));
    for (name, was) in &old.0 {
        match new.0.get(name) {
            Some(is) => media_type(walk, was, is),
            None => removed(walk, name, was, new.range_of(name)),
        }
    }
    for (name, is) in new.0.iter().filter(|(name, _)| !old.0.contains_key(*name)) {
        if let Some(was) = old.range_of(name) {
            media_type(walk, was, is);
        }
        walk.report(
            Member::added("request-body-media-type-added", DIRECTION, is),
            format!("the media type `{name}` was added to {SUBJECT}"),
        );
    }
}

/// Reports a media type that was removed; it may still be in a range.
fn removed<'d>(walk: &mut Walk<'d>, name: &str, was: &Part<'d>, range: Option<&Part<'d>>) {
    let level = if let Some(is) = range {
        media_type(walk, was, is);
        Level::NonBreaking
    } else {
        Level::Breaking
    };
    let member = Member::removed("request-body-media-type-removed", DIRECTION, was);
    let message = format!("the media type `{name}` was removed from {SUBJECT}");
    walk.report_at(level, member, message);
}

fn media_type<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>) {
    if encoding(base) != encoding(revision) {
        let (old, new) = (base.get("encoding"), revision.get("encoding"));
        let id = "request-body-encoding-changed";
        let member = Member::new(id, DIRECTION, old.as_ref(), new.as_ref());
        walk.report(member, format!("the `encoding` of {SUBJECT} changed"));
    }
    BODY.media_type(walk, base, revision);
}

/// How each property is encoded. A style goes before a media type, and what holds
/// where nothing is said is the same where it is said.
fn encoding(media_type: &Part<'_>) -> BTreeMap<String, String> {
    const BY_STYLE: [&str; 3] = ["style", "explode", "allowReserved"];
    let all = media_type.get("encoding");
    let of = |encoding: &Part<'_>| {
        let Some(given) = encoding.value.as_object() else {
            return canonical::text(encoding.value);
        };
        let mut meant = given.clone();
        if BY_STYLE.iter().any(|key| given.contains_key(*key)) {
            let style = encoding.text("style").unwrap_or("form");
            meant.shift_remove("contentType");
            meant.insert("style".to_owned(), style.into());
            meant.entry("explode").or_insert((style == "form").into());
            meant.entry("allowReserved").or_insert(false.into());
        }
        canonical::text(&meant.into())
    };
    let properties = all.iter().flat_map(Part::members);
    properties
        .map(|(name, encoding)| (name.to_owned(), of(&encoding)))
        .filter(|(_, meant)| meant != "{}")
        .collect()
}
