//! What the parts of an `allOf` of objects come to as one object.
//!
//! The generator unites them too, but gives what it unites names that other
//! types have, and stops at parts that say one thing in two ways.

use api_document::distinct::distinct;
use api_document::member::Members;
use api_document::schema::resolve;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Deeper than this nothing is united; a person does not write it.
pub(super) const DEEPEST: usize = 48;

/// What says something to people alone.
pub(super) const FOR_PEOPLE: [&str; 4] = ["title", "description", "readOnly", "writeOnly"];

/// Makes the properties of alternatives optional ones, beside those that stand
/// there: the type takes every value there is, and loses nothing of it.
pub(super) fn widen(document: &Value, schema: &mut Value) -> bool {
    let Value::Object(members) = schema else {
        return false;
    };
    let mut widened = false;
    let mut open = false;
    let mut alternatives: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for key in ["oneOf", "anyOf"] {
        let parts = members.take_member(key);
        widened |= parts.is_some();
        for part in parts.iter().filter_map(Value::as_array).flatten() {
            let mut object = Object::default();
            if add(document, part, &mut object, 0).is_none() {
                // What it is made of is not looked into, and kept as it comes.
                open = true;
            }
            open |= object.additional.is_some_and(|more| more != json!(false));
            for (name, property) in object.properties {
                let known = alternatives.entry(name).or_default();
                if !known.iter().any(|known| bare(known) == bare(&property)) {
                    known.push(property);
                }
            }
        }
    }
    if !widened {
        return false;
    }
    members.insert("type".to_owned(), json!("object"));
    if let Value::Object(properties) = members.entry("properties").or_insert_with(|| json!({})) {
        for (name, known) in alternatives {
            // That it is there, or why, says nothing of what it is.
            let silent = properties.get(&name).is_none_or(is_any);
            if silent {
                let mut property = either(&known);
                describe(&mut property, properties.get(&name));
                properties.insert(name, property);
            }
        }
    }
    if open {
        members
            .entry("additionalProperties")
            .or_insert_with(|| json!(true));
    }
    true
}

/// Keeps what was said of a property to people.
fn describe(property: &mut Value, before: Option<&Value>) {
    let (Value::Object(members), Some(before)) = (property, before) else {
        return;
    };
    for key in FOR_PEOPLE {
        if let Some(value) = before.member(key) {
            members.insert(key.to_owned(), value.clone());
        }
    }
}

/// Whether all of these are objects whose members are known.
pub(super) fn are_plain(document: &Value, parts: &[Value]) -> bool {
    parts
        .iter()
        .all(|part| united(document, part, 0).is_some_and(|object| !object.properties.is_empty()))
}

/// One schema for what alternatives say of a property.
fn either(known: &[Value]) -> Value {
    if let [only] = known {
        return only.clone();
    }
    let texts = known
        .iter()
        .map(|schema| schema.member("enum")?.as_array())
        .collect::<Option<Vec<_>>>();
    match texts {
        Some(lists) => {
            let values = distinct(lists.into_iter().flatten().cloned());
            json!({ "type": "string", "enum": values })
        }
        None => json!({ "oneOf": known }),
    }
}

/// The members of an object, from all of its parts.
#[derive(Default)]
pub(super) struct Object {
    properties: Map<String, Value>,
    required: Vec<Value>,
    additional: Option<Value>,
    sensitive: bool,
}

/// The object that a schema and its parts describe.
pub(super) fn united(document: &Value, schema: &Value, depth: usize) -> Option<Object> {
    let mut object = Object::default();
    add(document, schema, &mut object, depth)?;
    Some(object)
}

/// Adds a part; `None` where it is something else than an object.
fn add(document: &Value, part: &Value, object: &mut Object, depth: usize) -> Option<()> {
    let members = resolve(document, part).as_object()?;
    let foreign = ["oneOf", "anyOf", "enum", "items", "x-rust-type", "$ref"];
    let other_type = members.member("type").is_some_and(|name| name != "object");
    if depth > DEEPEST || other_type || foreign.iter().any(|key| members.has(key)) {
        return None;
    }
    let parts = members.member("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        add(document, part, object, depth + 1)?;
    }
    let properties = members.member("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        let both = match object.properties.get(name) {
            Some(before) => both(document, before, property),
            None => property.clone(),
        };
        object.properties.insert(name.clone(), both);
    }
    let required = members.member("required").and_then(Value::as_array);
    for name in required.into_iter().flatten() {
        if !object.required.contains(name) {
            object.required.push(name.clone());
        }
    }
    if let Some(additional) = members.member("additionalProperties") {
        object.additional = Some(match object.additional.take() {
            Some(before) => both(document, &before, additional),
            None => additional.clone(),
        });
    }
    object.sensitive |= members.member("x-sensitive") == Some(&Value::Bool(true));
    Some(())
}

/// One schema for what two parts say of a property. A value fits both, so each
/// of them takes every value there is; where they cannot be one, the later is
/// what is kept.
fn both(document: &Value, before: &Value, after: &Value) -> Value {
    if before == after || is_any(before) {
        return after.clone();
    }
    if is_any(after) {
        return before.clone();
    }
    let (left, right) = (resolve(document, before), resolve(document, after));
    if bare(left) == bare(right) {
        return before.clone();
    }
    match (kind(left), kind(right)) {
        ("object", "object") => json!({ "allOf": [before, after] }),
        ("array", "array") => {
            let mut list = right.clone();
            if let (Some(left), Some(right)) = (left.member("items"), right.member("items")) {
                list["items"] = both(document, left, right);
            }
            list
        }
        (left_kind, right_kind) => {
            let narrower = left.member("enum").is_some() && right.member("enum").is_none();
            let first = (left_kind == right_kind && narrower)
                || (left_kind, right_kind) == ("integer", "number");
            if first { before.clone() } else { after.clone() }
        }
    }
}

fn kind(schema: &Value) -> &str {
    let object = ["allOf", "properties"]
        .iter()
        .any(|key| schema.member(key).is_some());
    let written = schema.member("type").and_then(Value::as_str);
    written.unwrap_or(if object { "object" } else { "" })
}

fn is_any(schema: &Value) -> bool {
    bare(schema) == json!({})
}

/// A schema without what is only for people.
pub(super) fn bare(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(members) = &mut schema {
        members.retain(|key, _| !FOR_PEOPLE.contains(&key.as_str()));
    }
    schema
}

impl Object {
    /// The object, with what the `allOf` itself says for people.
    pub(super) fn written(self, schema: &Value) -> Value {
        let mut written = json!({ "type": "object" });
        for key in ["title", "description", "nullable"] {
            if let Some(value) = schema.member(key) {
                written[key] = value.clone();
            }
        }
        if !self.properties.is_empty() {
            written["properties"] = Value::Object(self.properties);
        }
        if !self.required.is_empty() {
            written["required"] = Value::Array(self.required);
        }
        if let Some(additional) = self.additional {
            written["additionalProperties"] = additional;
        }
        if self.sensitive {
            written["x-sensitive"] = json!(true);
        }
        written
    }
}
