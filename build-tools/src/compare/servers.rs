//! Where the service is: the servers of the document, of paths and of operations.

use super::document::Part;
use super::engine::Engine;
use super::operation::Member;
use super::paths::Operation;
use super::{Direction, canonical};
use std::collections::BTreeMap;

const DIRECTION: Direction = Direction::None;

/// Compares the servers of the documents themselves.
pub(super) fn compare_shared(engine: &mut Engine<'_>) {
    engine.enter("servers");
    let (old, new) = (engine.base.at("/servers"), engine.revision.at("/servers"));
    compare(engine, old.as_ref(), new.as_ref());
}

/// Compares the servers of an operation where it or its path has its own.
pub(super) fn compare_operation(
    engine: &mut Engine<'_>,
    base: &Operation<'_>,
    revision: &Operation<'_>,
) {
    let own = |operation: &Operation<'_>| {
        operation
            .part
            .get("servers")
            .or_else(|| operation.item.get("servers"))
            .map(|part| part.pointer)
    };
    let (old, new) = (own(base), own(revision));
    if old.is_none() && new.is_none() {
        return;
    }
    let shared = || "/servers".into();
    let old = engine.base.at(&old.unwrap_or_else(shared));
    let new = engine.revision.at(&new.unwrap_or_else(shared));
    compare(engine, old.as_ref(), new.as_ref());
}

fn list<'d>(servers: Option<&Part<'d>>) -> BTreeMap<String, Option<Part<'d>>> {
    let mut list: BTreeMap<String, Option<Part<'d>>> = servers
        .into_iter()
        .flat_map(Part::items)
        .filter_map(|server| Some((server.text("url")?.to_owned(), Some(server))))
        .collect();
    if list.is_empty() {
        list.insert("/".to_owned(), None);
    }
    list
}

fn compare(engine: &mut Engine<'_>, base: Option<&Part<'_>>, revision: Option<&Part<'_>>) {
    let (old, new) = (list(base), list(revision));
    for (url, was) in &old {
        if let Some(is) = new.get(url) {
            server(engine, url, was.as_ref(), is.as_ref());
            continue;
        }
        let place = was.as_ref().or(base);
        let now = if place.is_none() { revision } else { None };
        let member = Member {
            id: "api-server-removed",
            direction: DIRECTION,
            base: place,
            revision: now,
        };
        member.report(engine, format!("the server `{url}` is gone"));
    }
    for (url, is) in new.iter().filter(|(url, _)| !old.contains_key(*url)) {
        let place = is.as_ref().or(revision);
        let was = if place.is_none() { base } else { None };
        let member = Member {
            id: "api-server-added",
            direction: DIRECTION,
            base: was,
            revision: place,
        };
        member.report(engine, format!("the server `{url}` is new"));
    }
}

fn server(
    engine: &mut Engine<'_>,
    url: &str,
    base: Option<&Part<'_>>,
    revision: Option<&Part<'_>>,
) {
    let member = |part: Option<&Part<'_>>, name: &str| {
        part.and_then(|part| part.get(name))
            .map(|part| (part.pointer.to_string(), part.value.clone()))
    };
    for (keyword, id) in [
        ("description", "api-server-description-changed"),
        ("variables", "api-server-variable-changed"),
    ] {
        let (old, new) = (member(base, keyword), member(revision, keyword));
        let meaning = |part: &Option<(String, serde_json::Value)>| {
            part.as_ref().map(|(_, value)| meaning(value))
        };
        if meaning(&old) != meaning(&new) {
            let old = old.as_ref().map(|(pointer, value)| Part {
                value,
                pointer: pointer.as_str().into(),
            });
            let new = new.as_ref().map(|(pointer, value)| Part {
                value,
                pointer: pointer.as_str().into(),
            });
            let member = Member {
                id,
                direction: DIRECTION,
                base: old.as_ref(),
                revision: new.as_ref(),
            };
            member.report(
                engine,
                format!("the server `{url}` has another `{keyword}`"),
            );
        }
    }
}

/// Variables by what they allow: the list has no order, words do not count.
fn meaning(value: &serde_json::Value) -> String {
    let Some(variables) = value.as_object() else {
        return canonical::text(value);
    };
    let sorted = variables.iter().map(|(name, variable)| {
        let mut values: Vec<String> = variable
            .get("enum")
            .and_then(serde_json::Value::as_array)
            .into_iter()
            .flatten()
            .map(canonical::text)
            .collect();
        values.sort_unstable();
        let default = variable.get("default").map(canonical::text);
        (name, values, default)
    });
    let mut all: Vec<String> = sorted.map(|entry| format!("{entry:?}")).collect();
    all.sort_unstable();
    all.join(";")
}
