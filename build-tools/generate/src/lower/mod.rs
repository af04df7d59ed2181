//! Marks what the generator cannot express, in an extension that it carries along.
//!
//! The effective document stays plain OpenAPI, for people and other tools to
//! read. What the generator has no words for is said here in its own
//! extension, `x-rust-type`, with types of a crate that does not exist; the
//! rewriting stage turns those into the types of `nullable.rs` and
//! `secret.rs`.

mod boxes;
mod heads;
mod null;

use crate::assumed::{ASSUMED, is_assumed};
use crate::journal::Journal;
use crate::marker::{self, SECRET_FORMAT, SECRET_JSON_FORMAT};
use crate::plan::Plan;
use crate::simplify::Simplified;
use crate::target::Target;
use api_document::member::Members;
use api_document::names::{builder_name, nested_type_name, type_name};
use api_document::schema::{
    each_child_mut, has_children, operations, reachable_from, resolve, target,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// A document that fits the generator, which has not seen it yet.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// What the generator is given.
    pub document: Value,
    /// What the rewriting has to do.
    pub plan: Plan,
    pub(crate) journal: Journal,
    pub(crate) target: Target,
}

/// Lowers a simplified document.
pub(crate) fn lower(simplified: Simplified) -> Lowered {
    let sent = sent_schemas(&simplified.document);
    let mut plan = simplified.plan;
    plan.sent = sent.iter().map(|name| type_name(name)).collect();
    Lowered {
        document: document(simplified.document, &sent),
        plan,
        journal: simplified.journal,
        target: simplified.target,
    }
}

fn document(mut lowered: Value, sent: &BTreeSet<String>) -> Value {
    // The generator goes by the order of paths, and that order means nothing.
    if let Some(Value::Object(paths)) = lowered.member_mut("paths") {
        paths.sort_keys();
    }
    let before = heads::of_components(&lowered);
    if let Some(schemas) = api_document::schema::components_mut(&mut lowered) {
        for (name, schema) in schemas {
            lower_schema(&before, schema, name, sent.contains(name));
        }
    }
    each_inline(&mut lowered, &mut |schema, name, sent| {
        lower_schema(&before, schema, name, sent);
    });
    boxes::add(&mut lowered);
    lowered
}

/// The components that are part of some request.
fn sent_schemas(document: &Value) -> BTreeSet<String> {
    let sent = operations(document)
        .into_iter()
        .flat_map(|operation| {
            [
                operation.value.member("requestBody"),
                operation.value.member("parameters"),
                operation.item.member("parameters"),
            ]
        })
        .flatten();
    reachable_from(document, sent.collect())
}

/// Calls `visit` with every inline body schema, the name the generator will
/// give its type, and whether it is sent.
fn each_inline(document: &mut Value, visit: &mut dyn FnMut(&mut Value, &str, bool)) {
    let paths = document.member_mut("paths").and_then(Value::as_object_mut);
    for item in paths.into_iter().flat_map(Map::values_mut) {
        for (_, operation) in item.as_object_mut().into_iter().flatten() {
            let id = operation
                .member("operationId")
                .and_then(Value::as_str)
                .map(builder_name);
            let Some(id) = id else { continue };
            if let Some(body) = operation.member_mut("requestBody") {
                in_content(body, &mut |schema| {
                    visit(schema, &format!("{id}Body"), true);
                });
            }
            let responses = operation
                .member_mut("responses")
                .and_then(Value::as_object_mut);
            for response in responses.into_iter().flat_map(Map::values_mut) {
                in_content(response, &mut |schema| {
                    visit(schema, &format!("{id}Response"), false);
                });
            }
        }
    }
}

fn in_content(holder: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if let Some(Value::Object(content)) = holder.member_mut("content") {
        for media_type in content.values_mut() {
            if let Some(schema) = media_type.member_mut("schema") {
                visit(schema);
            }
        }
    }
}

fn lower_schema(document: &Value, schema: &mut Value, name: &str, sent: bool) {
    lower_extensions(schema);
    let required = schema.member_mut("required").map(Value::take);
    let is_required = |property: &str| {
        let names = required.as_ref().and_then(Value::as_array);
        names.is_some_and(|names| names.iter().any(|name| name == property))
    };
    // They are called otherwise than what else is in a schema.
    let mut properties = schema.member_mut("properties").map(Value::take);
    if let Some(Value::Object(properties)) = &mut properties {
        for (property, value) in properties {
            // Most are plain, and then the name is not needed.
            let inner = || nested_type_name(name, property);
            let note = is_assumed(document, value).then(|| what_is_assumed(document, value));
            if has_children(value) {
                lower_schema(document, value, &inner(), sent);
            } else {
                lower_extensions(value);
            }
            let optional = !is_required(property);
            let states = match (sent, note.is_some(), optional) {
                (true, true, _) => Some("Nullable"),
                (false, true, true) => Some("OrNull"),
                (false, true, false) => Some("OrMissing"),
                (_, false, true) => states_of_optional(document, value, sent),
                (_, false, false) => None,
            };
            if let Some(states) = states {
                mark_states(value, states, inner);
                if let Some(note) = note {
                    describe_further(value, note);
                }
            }
        }
    }
    let mut others =
        |child: &mut Value| lower_schema(document, child, &format!("{name}Item"), sent);
    each_child_mut(schema, &mut others);
    for (key, taken) in [("properties", properties), ("required", required)] {
        if let (Some(place), Some(taken)) = (schema.member_mut(key), taken) {
            *place = taken;
        }
    }
}

/// The generator recognises a schema only without extensions of others.
fn lower_extensions(schema: &mut Value) {
    let Value::Object(members) = schema else {
        return;
    };
    members.take_member(ASSUMED);
    if members.take_member("x-sensitive") != Some(Value::Bool(true)) {
        return;
    }
    let format = match members.member("type").and_then(Value::as_str) {
        Some("string") => SECRET_FORMAT,
        _ => SECRET_JSON_FORMAT,
    };
    members.take_member("enum");
    members.insert("type".to_owned(), json!("string"));
    members.insert("format".to_owned(), json!(format));
}

/// An optional property has states that the generator folds into one: absent
/// and null, absent and an empty list. In a request they must be told apart;
/// in an answer it is enough to know which of them the document allows.
fn states_of_optional(document: &Value, property: &Value, sent: bool) -> Option<&'static str> {
    let target = resolve(document, property);
    let nullable = [property, target]
        .iter()
        .any(|schema| schema.member("nullable") == Some(&Value::Bool(true)));
    match (sent, nullable) {
        (true, true) => Some("Nullable"),
        (false, true) => Some("OrNull"),
        (true, false) if is_collection(target) => Some("Given"),
        _ => None,
    }
}

/// What readers of the code should know of a type that the document does not give.
fn what_is_assumed(document: &Value, property: &Value) -> &'static str {
    let is_any =
        |schema: &Value| schema.member("type").is_none() && schema.member("allOf").is_none();
    if is_any(resolve(document, property)) {
        "The API document does not describe this value."
    } else {
        "The API document does not give this type: other parts of it suggest it."
    }
}

fn describe_further(property: &mut Value, note: &str) {
    let description = property.member("description").and_then(Value::as_str);
    let described = description.filter(|text| !text.trim().is_empty());
    property["description"] = match described {
        Some(text) => json!(format!("{text}\n\n{note}")),
        None => json!(note),
    };
}

fn mark_states(property: &mut Value, marker: &str, name: impl Fn() -> String) {
    let is_reference = target(property).is_some();
    let mut inner = property.take();
    let description = match &mut inner {
        Value::Object(members) => {
            members.take_member("nullable");
            // The generator asks for a name where a type needs one.
            let has_form = members.has("type") || members.has("allOf");
            if has_form && !is_reference {
                members.insert("title".to_owned(), json!(name()));
            }
            members.take_member("description")
        }
        _ => None,
    };
    null::write_out(&mut inner);
    *property = marker::of(marker, inner);
    if let Some(description) = description {
        property["description"] = description;
    }
}

/// What the generator gives a `Default` instead of an `Option`.
fn is_collection(schema: &Value) -> bool {
    match schema.member("type").and_then(Value::as_str) {
        Some("array") => true,
        Some("object") => schema.member("properties").is_none(),
        _ => false,
    }
}
