//! Checks that `openapiv3`, and so the generator, understands each object.
//!
//! Each object is parsed on its own, with placeholders for the objects inside.
//! Parsed as a whole, `openapiv3` names no place inside a reference or a
//! schema, stops at the first fault, and tries each faulty level twice, so that
//! one wrong keyword under thirty levels would take hours.

use super::kind::{Kind, Shape};
use super::plain;
use super::walk::Node;
use crate::diagnostic::join_pointer;
use crate::threads;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use serde_path_to_error::Segment;
use std::thread::ScopedJoinHandle;

/// What is wrong inside one object.
#[derive(Debug)]
pub(super) struct Misunderstood {
    pub(super) pointer: String,
    pub(super) message: String,
}

/// What the parser cannot take in one object, leaving out the objects inside.
pub(super) fn check(node: Node<'_, '_>) -> Vec<Misunderstood> {
    if plain::is_sound(node) {
        return Vec::new();
    }
    faults(node)
}

/// The same, by parsing it.
pub(super) fn faults(node: Node<'_, '_>) -> Vec<Misunderstood> {
    let shallow: Map<_, _> = node
        .members
        .iter()
        .map(|(name, value)| (name.clone(), stand_in(node.kind, name, value)))
        .collect();
    let Err(error) = parse(node.kind, &Value::Object(shallow.clone())) else {
        return Vec::new();
    };
    let alone = faulty_alone(node, &shallow);
    if alone.is_empty() {
        vec![error.below(node.pointer)]
    } else {
        alone
    }
}

/// Parses the whole document; it is sound where every object in it is.
pub(super) fn document(value: &Value) -> Result<openapiv3::OpenAPI, Misunderstood> {
    let parsed = std::thread::scope(|scope| {
        let parse = || typed(value).map_err(|error| error.below(""));
        threads::start(scope, parse).map(ScopedJoinHandle::join)
    });
    let failed = |message: String| Misunderstood {
        pointer: String::new(),
        message,
    };
    match parsed {
        Ok(Ok(parsed)) => parsed,
        Ok(Err(_panic)) => Err(failed("the parser gave up on it".to_owned())),
        Err(error) => Err(failed(format!("no thread to parse it: {error}"))),
    }
}

/// A member with placeholders for the objects it holds.
fn stand_in(kind: Kind, name: &str, value: &Value) -> Value {
    let Some(&(_, shape, inner)) = kind.member(name) else {
        return value.clone();
    };
    match shape {
        Shape::OneOrBoolean if value.is_boolean() => value.clone(),
        Shape::One | Shape::OneOrBoolean => inner.placeholder(),
        Shape::List => json!([]),
        Shape::Named | Shape::Patterned | Shape::NamedTwice => json!({}),
    }
}

/// The members that are faulty whatever the others say. `openapiv3` reads some
/// objects in a way that loses the place; this finds it again.
fn faulty_alone(node: Node<'_, '_>, shallow: &Map<String, Value>) -> Vec<Misunderstood> {
    let mut found = Vec::new();
    for (name, value) in shallow {
        let mut sound = smallest(node.kind);
        sound.insert(name.clone(), value.clone());
        if let Err(error) = parse(node.kind, &Value::Object(sound)) {
            let mut error = error.below(node.pointer);
            if error.pointer == node.pointer {
                error.pointer = join_pointer(node.pointer, name);
            }
            found.push(error);
        }
    }
    found
}

/// The smallest valid object of a kind.
fn smallest(kind: Kind) -> Map<String, Value> {
    let value = match kind {
        Kind::Document => json!({
            "openapi": "3.0.3", "info": { "title": "", "version": "" }, "paths": {},
        }),
        Kind::Operation => json!({ "responses": {} }),
        Kind::Parameter => json!({ "name": "", "in": "query", "schema": {} }),
        Kind::Header => json!({ "schema": {} }),
        Kind::Response => json!({ "description": "" }),
        Kind::Link => json!({ "operationId": "" }),
        _ => json!({}),
    };
    value.as_object().cloned().unwrap_or_default()
}

fn parse(kind: Kind, value: &Value) -> Result<(), Misread> {
    match kind {
        Kind::Document => sound::<openapiv3::OpenAPI>(value),
        Kind::Components => sound::<openapiv3::Components>(value),
        Kind::PathItem => sound::<openapiv3::PathItem>(value),
        Kind::Operation => sound::<openapiv3::Operation>(value),
        Kind::Parameter => sound::<openapiv3::Parameter>(value),
        Kind::RequestBody => sound::<openapiv3::RequestBody>(value),
        Kind::Response => sound::<openapiv3::Response>(value),
        Kind::Header => sound::<openapiv3::Header>(value),
        Kind::MediaType => sound::<openapiv3::MediaType>(value),
        Kind::Encoding => sound::<openapiv3::Encoding>(value),
        Kind::Schema => sound::<openapiv3::Schema>(value),
        Kind::Example => sound::<openapiv3::Example>(value),
        Kind::Link => sound::<openapiv3::Link>(value),
        Kind::SecurityScheme => sound::<openapiv3::SecurityScheme>(value),
        Kind::Keywords => Ok(()),
    }
}

fn sound<T: DeserializeOwned>(value: &Value) -> Result<(), Misread> {
    typed::<T>(value).map(drop)
}

fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, Misread> {
    serde_path_to_error::deserialize(value).map_err(Misread)
}

/// An error and the way to it.
struct Misread(serde_path_to_error::Error<serde_json::Error>);

impl Misread {
    fn below(self, pointer: &str) -> Misunderstood {
        let mut pointer = pointer.to_owned();
        for segment in self.0.path() {
            match segment {
                Segment::Map { key } => pointer = join_pointer(&pointer, key),
                Segment::Seq { index } => pointer = format!("{pointer}/{index}"),
                Segment::Enum { .. } => {}
                Segment::Unknown => break,
            }
        }
        let message = plainly(self.0.into_inner().to_string());
        Misunderstood { pointer, message }
    }
}

/// Two messages name types of `openapiv3` instead of members of the document.
fn plainly(message: String) -> String {
    if message.contains("ParameterSchemaOrContent") {
        "expected `schema` or `content`, found neither".to_owned()
    } else if message.contains("LinkOperation") {
        "expected `operationRef` or `operationId`, found neither".to_owned()
    } else {
        message
    }
}
