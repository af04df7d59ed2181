//! Schemas in the keywords that become types; the others are the server's to
//! check, or are for people to read.

use super::work::Work;
use crate::assumed::ASSUMED;
use crate::journal::Journal;
use crate::normalise::NUMBERS;
use api_document::distinct::distinct;
use api_document::downgrade::KEYWORDS;
use api_document::member::Members;
use api_document::schema::{each_child_mut, each_root_mut, operations, reachable_from};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What a type is made of. `x-sensitive` and `x-assumed` are our own.
const KEPT: [&str; 19] = [
    "type",
    "format",
    "enum",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "nullable",
    "title",
    "description",
    "discriminator",
    "readOnly",
    "writeOnly",
    "x-sensitive",
    NUMBERS,
    ASSUMED,
];

/// A longer text is no name for a variant.
const LONGEST: usize = 500;

/// A longer name is no name for a field.
const LONGEST_NAME: usize = 1000;

/// The longest description that is written into the code.
const LONGEST_DESCRIPTION: usize = 65_536;

const UNIONS: [&str; 2] = ["oneOf", "anyOf"];

pub(super) fn simplify(work: &mut Work) {
    let (sent, received) = uses(&work.document);
    let journal = &mut work.journal;
    if let Some(schemas) = api_document::schema::components_mut(&mut work.document) {
        for (name, schema) in schemas {
            let use_ = (sent.contains(name), received.contains(name));
            one_way(schema, use_, journal);
        }
    }
    each_root_mut(&mut work.document, &mut |schema| {
        lower_schema(schema, false, journal);
    });
}

/// Cuts a description to what somebody may read.
pub(super) fn cut(text: &mut Value) {
    if let Value::String(text) = text
        && text.len() > LONGEST_DESCRIPTION
    {
        let mut end = LONGEST_DESCRIPTION;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push_str(" ...");
    }
}

/// The components that are sent, and those that are received.
fn uses(document: &Value) -> (BTreeSet<String>, BTreeSet<String>) {
    let all = operations(document);
    let at = |keys: &[&str]| {
        let nodes = all
            .iter()
            .flat_map(|operation| keys.iter().filter_map(|key| operation.value.member(key)));
        reachable_from(document, nodes.collect())
    };
    (at(&["requestBody", "parameters"]), at(&["responses"]))
}

/// What is required in one direction only is optional in a type for both.
fn one_way(schema: &mut Value, (sent, received): (bool, bool), journal: &mut Journal) {
    let foreign = |property: &Value| {
        let is = |key: &str| property.member(key) == Some(&Value::Bool(true));
        (sent && is("readOnly")) || (received && is("writeOnly"))
    };
    let names: Vec<String> = schema
        .member("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter(|(_, property)| foreign(property))
        .map(|(name, _)| name.clone())
        .collect();
    if let Some(Value::Array(required)) = schema.member_mut("required") {
        let before = required.len();
        required.retain(|name| !names.iter().any(|one| name == one));
        if required.len() < before {
            journal.count("properties of one direction are optional in types of both");
        }
    }
    each_child_mut(schema, &mut |child| {
        one_way(child, (sent, received), journal);
    });
}

fn lower_schema(schema: &mut Value, in_union: bool, journal: &mut Journal) {
    let Value::Object(members) = schema else {
        return;
    };
    if members.has("$ref") {
        members.retain(|key, _| key == "$ref");
        return;
    }
    if members.has("not") {
        journal.count("`not` is the server's to check");
    }
    if let Some(Value::Object(newer)) = members.get(KEYWORDS) {
        for keyword in newer.keys() {
            journal.count(&format!("`{keyword}` is the server's to check"));
        }
    }
    let is_kept = |key: &String| KEPT.contains(&key.as_str());
    if !members.keys().all(is_kept) {
        members.retain(|key, _| is_kept(key));
    }
    if let Some(text) = members.member_mut("description") {
        cut(text);
    }
    enumeration(members, journal);
    drop_endless_names(members, journal);
    object(members, in_union, journal);
    array(members);
    parts(members, journal);
    // The part of a union that says which it is keeps its form.
    let union = UNIONS.iter().any(|key| members.has(key));
    each_child_mut(schema, &mut |child| lower_schema(child, union, journal));
}

/// Only text has an enum in Rust; it may be null where the list says so.
fn enumeration(members: &mut Map<String, Value>, journal: &mut Journal) {
    let Some(listed) = members.take_member("enum") else {
        return;
    };
    let listed = listed.as_array().cloned().unwrap_or_default();
    let has_null = listed.iter().any(Value::is_null);
    let values = distinct(listed.into_iter().filter(|value| !value.is_null()));
    let typed = members
        .member("type")
        .and_then(Value::as_str)
        .map(str::to_owned);
    if has_null && (typed.is_none() || members.member("nullable").is_some()) {
        members.insert("nullable".to_owned(), json!(true));
    }
    if values.is_empty() {
        journal.count("an enum without values takes any value");
        return;
    }
    if typed.is_none() && !members.keys().any(|key| is_form(key)) {
        match common_type(&values) {
            Some(common) => members.insert("type".to_owned(), json!(common)),
            None => members.take_member("nullable"),
        };
    }
    let long = |value: &Value| value.as_str().is_some_and(|text| text.len() > LONGEST);
    if values.iter().any(long) {
        journal.count("an enum of long texts takes any text");
        return;
    }
    if members.member("type").and_then(Value::as_str) != Some("string") {
        journal.count("an enum of something else than text takes any value of its type");
        return;
    }
    let texts = values.into_iter().map(|value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    });
    let texts: Vec<String> = texts.collect();
    members.insert("enum".to_owned(), json!(texts));
    members.take_member("format");
}

fn is_form(key: &str) -> bool {
    ["allOf", "oneOf", "anyOf", "properties", "items"].contains(&key)
}

fn common_type(values: &[Value]) -> Option<&'static str> {
    let all = |is: fn(&Value) -> bool| values.iter().all(is);
    if all(Value::is_string) {
        Some("string")
    } else if all(Value::is_boolean) {
        Some("boolean")
    } else if all(|value| value.is_i64() || value.is_u64()) {
        Some("integer")
    } else if all(Value::is_number) {
        Some("number")
    } else {
        None
    }
}

/// What is written for a name many times over is a name, not a text.
fn drop_endless_names(members: &mut Map<String, Value>, journal: &mut Journal) {
    let Some(Value::Object(properties)) = members.member_mut("properties") else {
        return;
    };
    let before = properties.len();
    properties.retain(|name, _| name.len() <= LONGEST_NAME);
    if properties.len() == before {
        return;
    }
    journal.count("properties with names of more than 1000 bytes are left out");
    if let Some(Value::Array(required)) = members.member_mut("required") {
        required.retain(|name| name.as_str().is_none_or(|name| name.len() <= LONGEST_NAME));
    }
}

/// Types are open: `additionalProperties: false` would refuse what the service
/// adds. Only in a union it tells the parts apart.
fn object(members: &mut Map<String, Value>, in_union: bool, journal: &mut Journal) {
    if members.member("type").is_none()
        && !["allOf", "oneOf", "anyOf"]
            .iter()
            .any(|key| members.has(key))
        && (members.has("properties") || members.has("additionalProperties"))
    {
        members.insert("type".to_owned(), json!("object"));
    }
    if members.member("properties").is_some_and(is_empty) {
        members.take_member("properties");
    }
    // Any value and `true` are the same, and what goes without saying.
    if members.member("additionalProperties").is_some_and(is_empty) {
        members.insert("additionalProperties".to_owned(), Value::Bool(true));
    }
    if members.member("additionalProperties") == Some(&Value::Bool(false)) && !in_union {
        members.take_member("additionalProperties");
        journal.count("`additionalProperties: false` is not held against answers");
    }
    if members.member("type").and_then(Value::as_str) == Some("object") {
        take_out(members, &["items", "format"]);
    }
}

fn take_out(members: &mut Map<String, Value>, keys: &[&str]) {
    for key in keys {
        members.take_member(key);
    }
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(Map::is_empty)
}

fn array(members: &mut Map<String, Value>) {
    let unions = ["allOf", "oneOf", "anyOf"];
    if members.member("type").is_none()
        && members.has("items")
        && !unions.iter().any(|key| members.has(key))
    {
        members.insert("type".to_owned(), json!("array"));
    }
    match members.member("type").and_then(Value::as_str) {
        Some("array") => {
            if !members.has("items") {
                members.insert("items".to_owned(), json!({}));
            }
            let misplaced = ["properties", "required", "additionalProperties", "format"];
            take_out(members, &misplaced);
        }
        Some(scalar @ ("string" | "integer" | "number" | "boolean")) => {
            // Any word may be a format; of booleans the generator takes none.
            if scalar == "boolean" {
                take_out(members, &["format"]);
            }
            let misplaced = ["properties", "required", "additionalProperties", "items"];
            take_out(members, &misplaced);
        }
        // Without a type, a format says nothing that the generator takes.
        None => take_out(members, &["format"]),
        _ => {}
    }
}

fn parts(members: &mut Map<String, Value>, journal: &mut Journal) {
    for key in UNIONS {
        let Some(parts) = members.member(key).and_then(Value::as_array) else {
            continue;
        };
        // Parts that only say what must be there are checks.
        if parts.iter().all(is_check) {
            members.take_member(key);
            journal.count("alternatives that only check are the server's");
        } else if let [only] = parts.as_slice() {
            let only = only.clone();
            members.take_member(key);
            let all = members.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(all) = all {
                all.push(only);
            }
        }
    }
    let is_empty = |parts: &Value| parts.as_array().is_some_and(Vec::is_empty);
    if members.member("allOf").is_some_and(is_empty) {
        members.take_member("allOf");
    }
    if members.has("allOf") {
        properties_as_part(members);
    }
}

fn is_check(part: &Value) -> bool {
    part.as_object().is_some_and(|members| {
        members
            .keys()
            .all(|key| ["required", "not", "description", "title"].contains(&key.as_str()))
    })
}

/// Properties beside `allOf` are one more part of it.
fn properties_as_part(members: &mut Map<String, Value>) {
    let mut part = Map::new();
    for key in ["properties", "required", "additionalProperties"] {
        if let Some(value) = members.take_member(key) {
            part.insert(key.to_owned(), value);
        }
    }
    if members.member("type").and_then(Value::as_str) == Some("object") {
        members.take_member("type");
        part.insert("type".to_owned(), json!("object"));
    }
    if part.has("properties") || part.has("required") {
        part.entry("type").or_insert_with(|| json!("object"));
    }
    if part.len() > usize::from(part.has("type"))
        && let Some(Value::Array(all)) = members.member_mut("allOf")
    {
        all.push(Value::Object(part));
    }
}
