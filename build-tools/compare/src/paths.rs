//! Which operations there are: paths are the same when they differ only in
//! the names of their parameters.

use super::Direction;
use super::document::{Part, Side};
use super::engine::{Engine, Report};
use super::operation;
use api_document::schema::METHODS;
use std::collections::BTreeMap;

/// The operations of a document, by path without names, and method.
type Operations<'d> = BTreeMap<(String, &'static str), Operation<'d>>;

/// One operation and the path item it stands in.
#[derive(Debug, Clone)]
pub(super) struct Operation<'d> {
    pub(super) path: &'d str,
    pub(super) method: &'static str,
    pub(super) item: Part<'d>,
    pub(super) part: Part<'d>,
}

impl Operation<'_> {
    pub(super) fn location(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }
}

pub(super) fn compare(engine: &mut Engine<'_>) {
    let (base, revision) = (operations(engine.base), operations(engine.revision));
    for (key, old) in &base {
        match revision.get(key) {
            Some(new) if is_untouched(engine, old, new) => {}
            Some(new) => operation::compare(engine, old, new),
            None => removed(engine, old, revision.keys().any(|(path, _)| *path == key.0)),
        }
    }
    for (_, new) in revision.iter().filter(|(key, _)| !base.contains_key(*key)) {
        engine.enter(new.location());
        engine.report(Report {
            id: "endpoint-added",
            direction: Direction::None,
            pointer: &new.part.pointer,
            message: "the operation is new".to_owned(),
            before: None,
            after: Some(new.part.value),
        });
    }
}

/// Whether an operation is the same text on both sides, with all that it
/// refers to and all that holds for every operation.
fn is_untouched(engine: &Engine<'_>, old: &Operation<'_>, new: &Operation<'_>) -> bool {
    engine.shared_is_same
        && old.path == new.path
        && engine.unchanged.same(old.item.value, new.item.value)
}

fn removed(engine: &mut Engine<'_>, old: &Operation<'_>, path_stays: bool) {
    let id = match (path_stays, old.part.flag("deprecated")) {
        (true, true) => "api-removed-with-deprecation",
        (true, false) => "api-removed-without-deprecation",
        (false, true) => "api-path-removed-with-deprecation",
        (false, false) => "api-path-removed-without-deprecation",
    };
    engine.enter(old.location());
    engine.report(Report {
        id,
        direction: Direction::None,
        pointer: &old.part.pointer,
        message: "the operation is gone".to_owned(),
        before: Some(old.part.value),
        after: None,
    });
}

fn operations(side: Side<'_>) -> Operations<'_> {
    let mut operations = Operations::new();
    for (path, item) in side.members_at("/paths") {
        let item = side.resolve(item);
        for method in METHODS {
            if let Some(part) = item.get(method) {
                let item = item.clone();
                let operation = Operation {
                    path,
                    method,
                    item,
                    part,
                };
                operations.insert((without_names(path), method), operation);
            }
        }
    }
    operations
}

/// A path template with its parameters left nameless.
fn without_names(path: &str) -> String {
    let mut nameless = String::new();
    let mut rest = path;
    while let Some((before, name, after)) = next_parameter(rest) {
        let _ = name;
        nameless.push_str(before);
        nameless.push_str("{}");
        rest = after;
    }
    nameless + rest
}

/// The names of the parameters in a path template, in order.
pub(super) fn names(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((_, name, after)) = next_parameter(rest) {
        names.push(name);
        rest = after;
    }
    names
}

fn next_parameter(path: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = path.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
