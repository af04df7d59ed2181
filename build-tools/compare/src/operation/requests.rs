//! The body of a request.

use super::content::Content;
use super::endpoint::Endpoint;
use crate::catalogue::scope::Scope;
use crate::change::{Direction, Level};
use crate::found::Member;
use crate::part::Part;
use crate::value::canonical;
use crate::walk::Walk;

const DIRECTION: Direction = Direction::Request;

pub(crate) fn compare<'d>(walk: &mut Walk<'d>, base: &Endpoint<'d>, revision: &Endpoint<'d>) {
    let old = base
        .part
        .get("requestBody")
        .map(|part| walk.base.resolve(part));
    let new = revision
        .part
        .get("requestBody")
        .map(|part| walk.revision.resolve(part));
    let (id, message) = match (&old, &new) {
        (Some(old), Some(new)) => return body(walk, old, new),
        (None, Some(new)) if new.flag("required") => {
            ("request-body-added-required", "a body is required now")
        }
        (None, Some(_)) => ("request-body-added-optional", "a body can be sent now"),
        (Some(_), None) => ("request-body-removed", "no body is taken any more"),
        (None, None) => return,
    };
    walk.report(
        Member::new(id, DIRECTION, old.as_ref(), new.as_ref()),
        message,
    );
}

fn body<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>) {
    if walk.pairs.unchanged.same(base.value, revision.value) {
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
        walk.report(
            Member::new(id, DIRECTION, old.as_ref(), new.as_ref()),
            message,
        );
    }
    words(walk, base, revision, &["description"]);
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
            format!("the body can be `{name}` now"),
        );
    }
}

/// A media type that is gone may still be in a range.
fn removed<'d>(walk: &mut Walk<'d>, name: &str, was: &Part<'d>, range: Option<&Part<'d>>) {
    let level = if let Some(is) = range {
        media_type(walk, was, is);
        Level::NonBreaking
    } else {
        Level::Breaking
    };
    let member = Member::removed("request-body-media-type-removed", DIRECTION, was);
    walk.report_at(
        level,
        member,
        format!("the body cannot be `{name}` any more"),
    );
}

fn words(walk: &mut Walk<'_>, base: &Part<'_>, revision: &Part<'_>, keywords: &[&str]) {
    for keyword in keywords {
        let (old, new) = (base.words(keyword), revision.words(keyword));
        let id = "request-body-text-changed";
        walk.report_if_changed(
            Member::new(id, DIRECTION, old.as_ref(), new.as_ref()),
            format!("the body has another `{keyword}`"),
        );
    }
}

fn media_type<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>) {
    words(walk, base, revision, &["example", "examples"]);
    let (old, new) = (encoding(base), encoding(revision));
    if old != new {
        let (old, new) = (base.get("encoding"), revision.get("encoding"));
        let id = "request-body-encoding-changed";
        walk.report(
            Member::new(id, DIRECTION, old.as_ref(), new.as_ref()),
            "the parts of the body are encoded in another way",
        );
    }
    let (old, new) = (base.get("schema"), revision.get("schema"));
    let (id, message) = match (&old, &new) {
        (Some(old), Some(new)) => {
            return walk.schemas(old, new, Scope::RequestBody, "the request body");
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
    walk.report(
        Member::new(id, DIRECTION, old.as_ref(), new.as_ref()),
        message,
    );
}

fn encoding(media_type: &Part<'_>) -> String {
    let empty = || "{}".to_owned();
    media_type
        .get("encoding")
        .map_or_else(empty, |part| canonical::text(part.value))
}
