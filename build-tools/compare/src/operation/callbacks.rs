//! Callbacks: calls that the service makes, so their request bodies are judged
//! like responses, and their responses like requests.

use super::content::Content;
use super::endpoint::Endpoint;
use crate::catalogue::scope::Scope;
use crate::change::{Direction, Level};
use crate::found::Member;
use crate::part::{Part, Root};
use crate::schema::fingerprint::Fingerprints;
use crate::value::canonical;
use crate::walk::Walk;
use api_document::schema::METHODS;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const DIRECTION: Direction = Direction::None;

/// The calls of one callback, by address and method.
type Calls<'d> = BTreeMap<(&'d str, &'static str), Part<'d>>;

pub(crate) fn compare<'d>(walk: &mut Walk<'d>, base: &Endpoint<'d>, revision: &Endpoint<'d>) {
    let (old, new) = (all(walk.base, base), all(walk.revision, revision));
    for (name, was) in &old {
        match new.get(name) {
            Some(is) if walk.pairs.unchanged.same(was.value, is.value) => {}
            Some(is) => callback(walk, name, was, is),
            None => removed(walk, was, format!("the callback `{name}` was removed")),
        }
    }
    for (name, is) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        added(walk, is, format!("the callback `{name}` was added"));
    }
}

fn all<'d>(root: Root<'d>, operation: &Endpoint<'d>) -> BTreeMap<&'d str, Part<'d>> {
    let callbacks = operation.part.get("callbacks");
    let members = callbacks.iter().flat_map(Part::members);
    members
        .filter(|(name, _)| !name.starts_with("x-"))
        .map(|(name, part)| (name, root.resolve(part)))
        .collect()
}

fn calls<'d>(root: Root<'d>, callback: &Part<'d>) -> Calls<'d> {
    let mut calls = Calls::new();
    for (address, item) in callback.members() {
        let item = root.resolve(item);
        for method in METHODS {
            if let Some(call) = item.get(method) {
                calls.insert((address, method), call);
            }
        }
    }
    calls
}

fn removed(walk: &mut Walk<'_>, was: &Part<'_>, message: String) {
    walk.report(
        Member::removed("api-callback-removed", DIRECTION, was),
        message,
    );
}

fn added(walk: &mut Walk<'_>, is: &Part<'_>, message: String) {
    walk.report(Member::added("api-callback-added", DIRECTION, is), message);
}

fn callback<'d>(walk: &mut Walk<'d>, name: &str, base: &Part<'d>, revision: &Part<'d>) {
    let (old, new) = (calls(walk.base, base), calls(walk.revision, revision));
    for ((address, method), was) in &old {
        if let Some(is) = new.get(&(*address, *method)) {
            let subject = format!("callback `{name}`");
            call(walk, &subject, "api-callback-changed", was, is);
        } else {
            let message = format!(
                "the callback `{name}` no longer calls {} `{address}`",
                method.to_uppercase()
            );
            removed(walk, was, message);
        }
    }
    for ((address, method), is) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        let method = method.to_uppercase();
        let message = format!("the callback `{name}` now also calls {method} `{address}`");
        added(walk, is, message);
    }
}

/// Compares one call that the service makes; messages call it `subject`, and `id` is
/// that of a change outside its schemas.
pub(crate) fn call<'d>(
    walk: &mut Walk<'d>,
    subject: &str,
    id: &'static str,
    base: &Part<'d>,
    revision: &Part<'d>,
) {
    let root = format!("the request body of the {subject}");
    let bodies = (base.get("requestBody"), revision.get("requestBody"));
    if let (Some(old), Some(new)) = bodies {
        bodies_of(walk, old, new, Scope::ResponseBody, &root);
    }
    let root = format!("the response to the {subject}");
    for (status, was) in base.get("responses").iter().flat_map(Part::members) {
        let is = revision.get("responses").and_then(|all| all.get(status));
        if let Some(is) = is {
            bodies_of(walk, was, is, Scope::RequestBody, &root);
        }
    }
    rest(walk, subject, id, base, revision);
}

fn bodies_of<'d>(
    walk: &mut Walk<'d>,
    base: Part<'d>,
    revision: Part<'d>,
    scope: Scope,
    root: &str,
) {
    let old = Content::of(&walk.base.resolve(base));
    let new = Content::of(&walk.revision.resolve(revision));
    for (name, was) in &old.0 {
        let is = new.0.get(name).and_then(|is| is.get("schema"));
        if let (Some(was), Some(is)) = (was.get("schema"), is) {
            walk.schemas(&was, &is, scope, root);
        }
    }
}

/// Compares everything but the schemas of bodies, as one change.
fn rest<'d>(
    walk: &mut Walk<'d>,
    subject: &str,
    id: &'static str,
    base: &Part<'d>,
    revision: &Part<'d>,
) {
    let mut differ = |docs: bool| {
        let was = plain(&mut walk.pairs.base_prints, base.value, docs, DEPTH);
        let is = plain(&mut walk.pairs.revision_prints, revision.value, docs, DEPTH);
        canonical::text(&canonical::component(&was)) != canonical::text(&canonical::component(&is))
    };
    let level = match (differ(false), differ(true)) {
        (true, _) => Level::Breaking,
        (false, true) => Level::Docs,
        (false, false) => return,
    };
    let member = Member::new(id, DIRECTION, Some(base), Some(revision));
    walk.report_at(level, member, format!("the {subject} changed"));
}

/// The depth to which a call is read; callbacks may have callbacks.
const DEPTH: u8 = 16;
/// The keywords that only document.
const DOCS: [&str; 8] = [
    "description",
    "example",
    "examples",
    "externalDocs",
    "links",
    "operationId",
    "summary",
    "tags",
];

/// A call with its references followed, and its schemas as fingerprints; those
/// of bodies are left out.
fn plain<'d>(prints: &mut Fingerprints<'d>, value: &'d Value, docs: bool, depth: u8) -> Value {
    let part = Part {
        value,
        pointer: "".into(),
    };
    let resolved = prints.root.resolve(part).value;
    match resolved {
        Value::Object(members) if depth > 0 => {
            let mut kept = Map::new();
            for (name, member) in members {
                if name.starts_with("x-") || (!docs && DOCS.contains(&name.as_str())) {
                    continue;
                }
                let member = match name.as_str() {
                    "content" => media_types(prints, member, docs, depth - 1),
                    "schema" => print(prints, member),
                    _ => plain(prints, member, docs, depth - 1),
                };
                kept.insert(name.clone(), member);
            }
            Value::Object(kept)
        }
        Value::Array(items) => items
            .iter()
            .map(|item| plain(prints, item, docs, depth.saturating_sub(1)))
            .collect(),
        scalar => scalar.clone(),
    }
}

fn media_types<'d>(
    prints: &mut Fingerprints<'d>,
    content: &'d Value,
    docs: bool,
    depth: u8,
) -> Value {
    let Value::Object(types) = plain(prints, content, docs, depth) else {
        return Value::Null;
    };
    let without = types.into_iter().map(|(name, mut media_type)| {
        if let Some(schema) = media_type.get_mut("schema") {
            *schema = Value::Null;
        }
        (name, media_type)
    });
    Value::Object(without.collect())
}

fn print<'d>(prints: &mut Fingerprints<'d>, schema: &'d Value) -> Value {
    let part = Part {
        value: schema,
        pointer: "".into(),
    };
    prints.of(&[part]).into()
}
