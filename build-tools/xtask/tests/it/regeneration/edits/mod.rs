//! The table of edits: what the vendor may do to the document.

mod answer;
mod errors;
mod operations;
mod request;
mod schemas;
mod service;
mod wording;

use super::drift::{Change, Edit};
use serde_json::{Value, json};

/// All rows.
pub(crate) fn edits() -> impl Iterator<Item = &'static Edit> {
    [
        wording::EDITS,
        request::EDITS,
        answer::EDITS,
        errors::EDITS,
        operations::EDITS,
        schemas::EDITS,
        service::EDITS,
    ]
    .into_iter()
    .flatten()
}

const fn edit(name: &'static str, change: fn(&mut Value), expected: &'static str) -> Edit {
    Edit {
        name,
        change: Change::Document(change),
        expected,
    }
}

/// Puts a value where the pointer says, over what is there; `-` is the place
/// after the end of a list.
fn put(document: &mut Value, pointer: &str, value: Value) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    match (parent, last) {
        (Value::Array(items), "-") => items.push(value),
        (parent, last) => parent[last.replace("~1", "/")] = value,
    }
}

/// Takes a member out of an object, or a text out of a list.
fn take(document: &mut Value, pointer: &str) -> Value {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Array(items) => {
            let index = items.iter().position(|item| item == last).unwrap();
            items.remove(index)
        }
        members => members
            .as_object_mut()
            .unwrap()
            .shift_remove(&last.replace("~1", "/"))
            .unwrap(),
    }
}

/// Takes a value from one place to another.
fn shift(document: &mut Value, from: &str, to: &str) {
    let value = take(document, from);
    put(document, to, value);
}

/// Puts a copy of a value in another place.
fn copy(document: &mut Value, from: &str, to: &str) {
    let value = document.pointer(from).unwrap().clone();
    put(document, to, value);
}

fn text() -> Value {
    json!({ "type": "string" })
}

/// The pointer of something in the request's schema.
macro_rules! create {
    ($below:literal) => {
        concat!("/components/schemas/CreateWebhookDtoV1", $below)
    };
}

/// The pointer of something in the schema of a webhook.
macro_rules! webhook {
    ($below:literal) => {
        concat!("/components/schemas/WebhookEntityV1", $below)
    };
}

/// The pointer of something in the operation.
macro_rules! post {
    ($below:literal) => {
        concat!("/paths/~1webhooks/post", $below)
    };
}

use {create, post, webhook};
