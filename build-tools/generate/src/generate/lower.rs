//! Rewrites an effective document into what the generator takes well.
//!
//! The effective document stays plain OpenAPI, for people and other tools to
//! read. What the generator has no words for is said here in its own
//! extension, `x-rust-type`, with types of a crate that does not exist; the
//! polishing stage turns those into the types of `nullable.rs` and
//! `secret.rs`.

use crate::profile::Profile;
use api_document::names::{builder_name, nested_type_name};
use api_document::schema::{
    each_child_mut, has_children, operations, reachable_from, ref_target, resolve, resolve_any,
};
use api_document::schema::{is_error, json_schema};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The crate name the marker types are given.
pub const MARKER_CRATE: &str = "marker";
/// The marker that stands for the type it holds.
pub(crate) const PLAIN: &str = "Plain";
/// The marker that stands for a box of the type it holds.
pub(crate) const BOXED: &str = "Boxed";
/// The `format` a sensitive string gets.
pub(super) const SECRET_FORMAT: &str = "password";
/// The `format` a sensitive value of any shape gets, as a string type.
pub(super) const SECRET_JSON_FORMAT: &str = "secret-json";

/// The document the generator is given.
pub(super) fn lower(effective: &Value, profile: Profile) -> Value {
    let mut lowered = effective.clone();
    // The generator goes by the order of paths, and that order means nothing.
    if let Some(Value::Object(paths)) = lowered.get_mut("paths") {
        paths.sort_keys();
    }
    // Those of any other document are made to fit beforehand.
    if profile == Profile::Library {
        drop_error_responses(&mut lowered);
        drop_surplus_successes(&mut lowered);
    }
    let sent = sent_schemas(effective);
    if let Some(schemas) = api_document::schema::components_mut(&mut lowered) {
        for (name, schema) in schemas {
            lower_schema(effective, schema, name, sent.contains(name));
        }
    }
    each_inline(&mut lowered, &mut |schema, name, sent| {
        lower_schema(effective, schema, name, sent);
    });
    lowered
}

/// The library's transport decodes every error, so the operations are
/// generated without any.
fn drop_error_responses(document: &mut Value) {
    each_responses(document, |responses| {
        responses.retain(|status, _| !is_error(status));
    });
}

/// The generator takes one success type per operation: the first that has a
/// JSON body, with all that share its schema.
fn drop_surplus_successes(document: &mut Value) {
    each_responses(document, |responses| {
        // Which is first must not hang on the order of keys.
        responses.sort_keys();
        let schemas: Vec<Option<Value>> = responses
            .iter()
            .filter(|(status, _)| status.starts_with('2'))
            .map(|(_, response)| json_schema(response).cloned())
            .collect();
        let kept = schemas
            .iter()
            .find(|schema| schema.is_some())
            .cloned()
            .flatten();
        responses.retain(|status, response| {
            !status.starts_with('2') || json_schema(response) == kept.as_ref()
        });
        responses.retain(|status, _| !status.starts_with(['1', '3']));
    });
}

fn each_responses(document: &mut Value, mut change: impl FnMut(&mut Map<String, Value>)) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for item in paths.into_iter().flat_map(Map::values_mut) {
        for operation in item.as_object_mut().into_iter().flat_map(Map::values_mut) {
            if let Some(Value::Object(responses)) = operation.get_mut("responses") {
                change(responses);
            }
        }
    }
}

/// The components that are part of some request.
fn sent_schemas(document: &Value) -> BTreeSet<String> {
    let sent = operations(document)
        .into_iter()
        .flat_map(|operation| {
            [
                operation.value.get("requestBody"),
                operation.value.get("parameters"),
                operation.item.get("parameters"),
            ]
        })
        .flatten();
    reachable_from(document, sent.collect())
}

/// Calls `visit` with every inline body schema, the name the generator will
/// give its type, and whether it is sent.
fn each_inline(document: &mut Value, visit: &mut dyn FnMut(&mut Value, &str, bool)) {
    let bodies = shared_bodies(document);
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for item in paths.into_iter().flat_map(Map::values_mut) {
        for (_, operation) in item.as_object_mut().into_iter().flatten() {
            let id = operation
                .get("operationId")
                .and_then(Value::as_str)
                .map(builder_name);
            let Some(id) = id else { continue };
            if let Some(body) = operation.get_mut("requestBody") {
                if body.get("$ref").is_some() {
                    *body = resolve_any(&bodies, body).clone();
                }
                in_content(body, &mut |schema| {
                    visit(schema, &format!("{id}Body"), true);
                });
            }
            let responses = operation
                .get_mut("responses")
                .and_then(Value::as_object_mut);
            for response in responses.into_iter().flat_map(Map::values_mut) {
                in_content(response, &mut |schema| {
                    visit(schema, &format!("{id}Response"), false);
                });
            }
        }
    }
}

/// What of a document references to request bodies are followed in.
fn shared_bodies(document: &Value) -> Value {
    let bodies = document.pointer("/components/requestBodies");
    json!({ "components": { "requestBodies": bodies.cloned().unwrap_or_default() } })
}

fn in_content(holder: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if let Some(Value::Object(content)) = holder.get_mut("content") {
        for media_type in content.values_mut() {
            if let Some(schema) = media_type.get_mut("schema") {
                visit(schema);
            }
        }
    }
}

fn lower_schema(document: &Value, schema: &mut Value, name: &str, sent: bool) {
    lower_sensitive(schema);
    let required: Vec<Value> = schema
        .get("required")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    // They are called otherwise than what else is in a schema.
    let mut properties = schema.get_mut("properties").map(Value::take);
    if let Some(Value::Object(properties)) = &mut properties {
        for (property, value) in properties {
            // Most are plain, and then the name is not needed.
            let inner = || nested_type_name(name, property);
            if has_children(value) {
                lower_schema(document, value, &inner(), sent);
            } else {
                lower_sensitive(value);
            }
            let optional = !required.iter().any(|required| required == property);
            if optional {
                lower_optional(document, value, inner, sent);
            }
        }
    }
    let mut others =
        |child: &mut Value| lower_schema(document, child, &format!("{name}Item"), sent);
    each_child_mut(schema, &mut others);
    if let Some(properties) = properties {
        schema["properties"] = properties;
    }
}

fn lower_sensitive(schema: &mut Value) {
    let Value::Object(members) = schema else {
        return;
    };
    // The generator recognises the schema only without other extensions.
    if members.shift_remove("x-sensitive") != Some(Value::Bool(true)) {
        return;
    }
    let format = match members.get("type").and_then(Value::as_str) {
        Some("string") => SECRET_FORMAT,
        _ => SECRET_JSON_FORMAT,
    };
    members.shift_remove("enum");
    members.insert("type".to_owned(), json!("string"));
    members.insert("format".to_owned(), json!(format));
}

/// An optional property has states that the generator folds into one: absent
/// and null, absent and an empty list. In a request they must be told apart;
/// in an answer it is enough to know which of them the document allows.
fn lower_optional(document: &Value, property: &mut Value, name: impl Fn() -> String, sent: bool) {
    let target = resolve(document, property);
    let nullable = [&*property, target]
        .iter()
        .any(|schema| schema.get("nullable") == Some(&Value::Bool(true)));
    let marker = match (sent, nullable) {
        (true, true) => "Nullable",
        (false, true) => "OrNull",
        (true, false) if is_collection(target) => "Given",
        _ => return,
    };
    let mut inner = property.clone();
    let description = match &mut inner {
        Value::Object(members) => {
            members.shift_remove("nullable");
            // The generator asks for a name where a type needs one.
            if ref_target(property).is_none() {
                members.insert("title".to_owned(), json!(name()));
            }
            members.shift_remove("description")
        }
        _ => None,
    };
    *property = self::marker(marker, &inner);
    if let Some(description) = description {
        property["description"] = description;
    }
}

/// The schema that makes the generator write `marker::name<inner>`.
pub(crate) fn marker(name: &str, inner: &Value) -> Value {
    json!({
        "x-rust-type": {
            "crate": MARKER_CRATE,
            "version": "0.0.0",
            "path": format!("{MARKER_CRATE}::{name}"),
            "parameters": [inner],
        }
    })
}

/// What the generator gives a `Default` instead of an `Option`.
fn is_collection(schema: &Value) -> bool {
    match schema.get("type").and_then(Value::as_str) {
        Some("array") => true,
        Some("object") => schema.get("properties").is_none(),
        _ => false,
    }
}
