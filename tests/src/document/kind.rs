//! Decides what each operation does, from its method, path and answer.
//!
//! The five usual ones need no line of code: a list, a create, a get, an
//! update and a delete. An operation of another kind answers the item or the
//! collection it stands under, or else an example.

use std::collections::BTreeSet;

use serde_json::Value;

use super::operation::{Kind, Operation, Segment};
use super::schema::Schema;

/// Gives every operation its kind and its collection.
pub(super) fn decide(operations: &mut [Operation], document: &Value) {
    let collections = collections(operations, document);
    let decided: Vec<(Kind, String)> = operations
        .iter()
        .map(|operation| one(operation, operations, &collections, document))
        .collect();
    for (operation, (kind, collection)) in operations.iter_mut().zip(decided) {
        operation.kind = kind;
        operation.collection = collection;
    }
}

/// The paths that have items below them, or that answer a list.
fn collections(operations: &[Operation], document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for operation in operations {
        if let Some(Segment::Parameter(_)) = operation.segments.last() {
            found.insert(parent(&operation.path));
        } else if operation.method == "GET" && operation.answers_a_list(document) {
            found.insert(operation.path.clone());
        }
    }
    found
}

fn one(
    operation: &Operation,
    all: &[Operation],
    collections: &BTreeSet<String>,
    document: &Value,
) -> (Kind, String) {
    let (path, method) = (&operation.path, operation.method.as_str());
    let above = parent(path);
    let list = operation.answers_a_list(document);
    if let Some(Segment::Parameter(_)) = operation.segments.last() {
        let kind = match method {
            "GET" => Kind::Get,
            "PATCH" | "PUT" | "POST" => Kind::Update,
            "DELETE" => Kind::Delete,
            _ => Kind::Sample,
        };
        return (kind, above);
    }
    if collections.contains(path) {
        let kind = match method {
            "GET" => Kind::List,
            "POST" if !list => Kind::Create,
            _ => Kind::Sample,
        };
        return (kind, path.clone());
    }
    let under_item = matches!(
        operation.segments.iter().rev().nth(1),
        Some(Segment::Parameter(_))
    );
    let item = under_item.then(|| parent(&above));
    if method == "POST" && creates(operation, item.as_deref(), all, document) {
        return (Kind::Create, path.clone());
    }
    match item {
        Some(collection) => (Kind::Act, collection),
        None if method == "POST" && list && collections.contains(&above) => (Kind::Bulk, above),
        None => (Kind::Sample, path.clone()),
    }
}

/// Whether a `POST` adds an item where nothing else speaks of a collection: it
/// answers one with an id, and not the one that the path is under.
fn creates(
    operation: &Operation,
    parent: Option<&str>,
    all: &[Operation],
    document: &Value,
) -> bool {
    let names = |operation: &Operation| -> BTreeSet<String> {
        let item = operation.item(document);
        let properties = item.map(Schema::properties).unwrap_or_default();
        properties.keys().map(|name| (*name).to_owned()).collect()
    };
    let answered = names(operation);
    let is_parents = |one: &Operation| {
        parent == Some(one.path.as_str())
            || parent.map(str::to_owned) == Some(self::parent(&one.path))
    };
    answered.contains("id")
        && !operation.answers_a_list(document)
        && !all
            .iter()
            .any(|one| is_parents(one) && names(one) == answered)
}

/// The path without its last segment.
fn parent(path: &str) -> String {
    path.rsplit_once('/')
        .map_or("", |(above, _)| above)
        .to_owned()
}
