//! The objects of a document around its schemas.

use super::places::each_inside;
use super::stage::{NEWER_FEATURE, Stage};
use super::{path_items, schema, siblings};
use crate::diagnostic::{join_pointer, unescape_segment};
use crate::validate::kind::Kind;
use serde_json::{Map, Value, json};

pub(super) fn document(stage: &mut Stage<'_>, document: &mut Value) {
    object(stage, Kind::Document, document, "");
}

/// Downgrades an object and all inside it.
pub(super) fn object(stage: &mut Stage<'_>, kind: Kind, value: &mut Value, at: &str) {
    if kind == Kind::Schema {
        schema::downgrade(stage, value, at);
        return;
    }
    if kind == Kind::PathItem {
        path_items::written_out(stage, value, at);
    } else {
        siblings::override_texts(stage, kind, value, at);
    }
    if let Value::Object(members) = value {
        if members.contains_key("$ref") {
            return;
        }
        match kind {
            Kind::PathItem => methods(stage, members, at),
            Kind::Operation => complete(members, "responses", json!({})),
            // OpenAPI 3.2 lets it be left out.
            Kind::Response => complete(members, "description", json!("")),
            Kind::MediaType => media_type(stage, members, at),
            Kind::SecurityScheme => scheme(stage, members, at),
            _ => {}
        }
    }
    for &member in kind.members() {
        each_inside(member, value, at, &mut |kind, value, at| {
            object(stage, kind, value, at);
        });
    }
}

fn complete(members: &mut Map<String, Value>, name: &str, value: Value) {
    members.entry(name).or_insert(value);
}

/// Methods that only OpenAPI 3.2 has are kept aside.
fn methods(stage: &mut Stage<'_>, members: &mut Map<String, Value>, at: &str) {
    // In a document of 3.1 these are names that mean nothing.
    let version = stage.written.get("openapi").and_then(Value::as_str);
    if version.is_none_or(|version| !version.starts_with("3.2.")) {
        return;
    }
    let path = at.rsplit('/').next().map(unescape_segment);
    let path = path.unwrap_or_default();
    if let Some(operation) = members.shift_remove("query") {
        let place = join_pointer(at, "query");
        left_out(stage, &place, &format!("QUERY {path}"));
        members.insert("x-query".to_owned(), operation);
    }
    if let Some(operations) = members.shift_remove("additionalOperations") {
        let place = join_pointer(at, "additionalOperations");
        for (method, _) in operations.as_object().into_iter().flatten() {
            let what = format!("{method} {path}");
            left_out(stage, &join_pointer(&place, method), &what);
        }
        members.insert("x-additionalOperations".to_owned(), operations);
    }
}

fn left_out(stage: &mut Stage<'_>, at: &str, what: &str) {
    let message = format!("{what} is left out: expected a method of OpenAPI 3.0");
    let help = "offer the operation with another method too";
    stage.warn(&NEWER_FEATURE, at, message, help);
}

/// The items of a stream have a schema of their own in OpenAPI 3.2.
fn media_type(stage: &mut Stage<'_>, members: &mut Map<String, Value>, at: &str) {
    if let Some(items) = members.shift_remove("itemSchema") {
        let message = "the items of a stream are not read one by one".to_owned();
        let help = "describe the whole body with `schema`, or read it as text";
        stage.warn(
            &NEWER_FEATURE,
            &join_pointer(at, "itemSchema"),
            message,
            help,
        );
        members.insert("x-itemSchema".to_owned(), items);
    }
}

/// A certificate of the client is no part of a request, but of the connection.
fn scheme(stage: &mut Stage<'_>, members: &mut Map<String, Value>, at: &str) {
    if members.get("type") == Some(&json!("mutualTLS")) {
        let message = "the certificate of mutual TLS is not the generated client's".to_owned();
        let help = "give a `reqwest::Client` with an identity";
        stage.warn(&NEWER_FEATURE, &join_pointer(at, "type"), message, help);
        members.insert("type".to_owned(), json!("http"));
        members.insert("scheme".to_owned(), json!("mutualTLS"));
    }
}
