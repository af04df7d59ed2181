//! Gives every schema that becomes a type a name of its own.
//!
//! The generator names inline schemas after where they stand or their titles,
//! and takes two of one name for one type without looking at them. Here each
//! becomes a component; of the same name are only those that are the same.

use super::operations::{Kept, Site, each};
use super::work::Work;
use crate::assumed::ASSUMED;
use crate::own_type::is_own_type;
use api_document::member::Members;
use api_document::names::{builder_name, free_type, type_name};
use api_document::schema::is_error;
use api_document::schema::{has_children, reference_to};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The field that holds what no property names.
pub(super) const EXTRA: &str = "extra";

pub(super) fn hoist(work: &mut Work) {
    let components = work.document.pointer_mut("/components/schemas");
    let Some(Value::Object(mut schemas)) = components.map(Value::take) else {
        return;
    };
    let mut names: Vec<String> = schemas.keys().cloned().collect();
    names.sort();
    let mut hoisting = Hoisting {
        taken: names.iter().map(|name| type_name(name)).collect(),
        added: BTreeMap::new(),
        named: BTreeMap::new(),
    };
    for operation in work.plan.operations.values() {
        let success = operation.success.iter();
        hoisting
            .taken
            .extend(success.map(|success| success.name.clone()));
    }
    for name in &names {
        if let Some(schema) = schemas.get_mut(name) {
            let base = type_name(name);
            if schema.member("nullable") == Some(&Value::Bool(true)) {
                // The generator would call the type inside it the same.
                if let Value::Object(members) = schema {
                    members.take_member("title");
                }
                if ["oneOf", "anyOf"]
                    .iter()
                    .any(|key| schema.member(key).is_some())
                {
                    hoisting.inside(schema, &base);
                    continue;
                }
                hoisting.taken.insert(format!("{base}Inner"));
            }
            hoisting.children(schema, &base, false);
        }
    }
    each(&mut work.document, |site, operation| {
        hoisting.operation(site, operation);
        Kept::Yes
    });
    schemas.extend(hoisting.added);
    work.document["components"]["schemas"] = Value::Object(schemas);
}

struct Hoisting {
    taken: BTreeSet<String>,
    /// The new components.
    added: BTreeMap<String, Value>,
    /// What those are called that would all have one name.
    named: BTreeMap<String, Vec<String>>,
}

impl Hoisting {
    /// Of a union that may be null the union itself is a type of its own.
    fn inside(&mut self, schema: &mut Value, base: &str) {
        let name = free_type(&format!("{base}Inner"), &mut self.taken);
        let mut inside = schema.take();
        if let Value::Object(members) = &mut inside {
            members.take_member("nullable");
        }
        self.children(&mut inside, &name, false);
        *schema = json!({ "nullable": true, "allOf": [{ "$ref": reference_to(&name) }] });
        if let Some(description) = inside.member("description") {
            schema["description"] = description.clone();
        }
        self.added.insert(name, inside);
    }

    fn operation(&mut self, site: &Site, operation: &mut Map<String, Value>) {
        let base = builder_name(&site.id);
        let parameters = operation
            .member_mut("parameters")
            .and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            let name = parameter.member("name").and_then(Value::as_str);
            let name = format!("{base}{}", type_name(name.unwrap_or_default()));
            if let Some(schema) = parameter.member_mut("schema") {
                self.schema(schema, &name, false);
            }
        }
        if let Some(body) = operation.member_mut("requestBody") {
            self.content(body, &format!("{base}Body"));
        }
        let Some(Value::Object(responses)) = operation.member_mut("responses") else {
            return;
        };
        for status in sorted(responses) {
            let name = if is_error(&status) {
                format!("{base}Error")
            } else {
                format!("{base}Response")
            };
            if let Some(response) = responses.get_mut(&status) {
                self.content(response, &name);
            }
        }
    }

    fn content(&mut self, holder: &mut Value, name: &str) {
        let content = holder.member_mut("content").and_then(Value::as_object_mut);
        for media_type in content.into_iter().flat_map(Map::values_mut) {
            if let Some(schema) = media_type.member_mut("schema") {
                self.schema(schema, name, false);
            }
        }
    }

    /// A schema that is no component, and the schemas in it.
    fn schema(&mut self, schema: &mut Value, wanted: &str, in_union: bool) {
        let title = schema.member("title").and_then(Value::as_str);
        let title = title.filter(|title| title.chars().any(char::is_alphanumeric));
        let wanted = title.map_or_else(|| wanted.to_owned(), type_name);
        self.children(schema, &wanted, in_union);
        if in_union && is_constant(schema) {
            // It stays where it is, and is called after that.
            if let Value::Object(members) = schema {
                members.take_member("title");
            }
        } else if is_own_type(schema) {
            *schema = self.component(schema.take(), &wanted);
        }
    }

    /// The schemas in a schema, by the name of the type they are in.
    fn children(&mut self, schema: &mut Value, base: &str, in_union: bool) {
        let Value::Object(members) = schema else {
            return;
        };
        if let Some(Value::Object(properties)) = members.member_mut("properties") {
            // Most properties are plain, and then their name is not needed.
            let mut names: Vec<String> = properties
                .iter()
                .filter(|(_, property)| may_be_type(property))
                .map(|(name, _)| name.clone())
                .collect();
            names.sort();
            for name in names {
                if let Some(property) = properties.get_mut(&name) {
                    self.schema(property, &format!("{base}{}", type_name(&name)), in_union);
                }
            }
        }
        for (key, suffix) in [("items", "Item"), ("additionalProperties", "Value")] {
            if let Some(child @ Value::Object(_)) = members.member_mut(key) {
                self.schema(child, &format!("{base}{suffix}"), false);
            }
        }
        for part in parts_mut(members, "allOf") {
            self.children(part, base, in_union);
        }
        for key in ["oneOf", "anyOf"] {
            for (index, part) in parts_mut(members, key).enumerate() {
                self.part(part, &format!("{base}Variant{index}"));
            }
        }
    }

    /// A part of a union, which the generator names after the union.
    fn part(&mut self, part: &mut Value, wanted: &str) {
        let title = part.member("title").and_then(Value::as_str).map(type_name);
        self.children(part, title.as_deref().unwrap_or(wanted), true);
        if !is_own_type(part) {
            return;
        }
        match title {
            Some(title) => {
                let name = free_type(&title, &mut self.taken);
                part["title"] = json!(name);
            }
            None => {
                self.taken.insert(wanted.to_owned());
            }
        }
    }

    /// Makes a component of a schema, and gives the reference to it.
    fn component(&mut self, mut schema: Value, wanted: &str) -> Value {
        let mut of_place = Map::new();
        if let Value::Object(members) = &mut schema {
            for key in ["nullable", ASSUMED] {
                of_place.extend(
                    members
                        .take_member(key)
                        .map(|value| (key.to_owned(), value)),
                );
            }
            members.take_member("title");
            let description = members.member("description").cloned();
            of_place.extend(description.map(|text| ("description".to_owned(), text)));
        }
        let named = self.named.entry(type_name(wanted)).or_default();
        let same = named
            .iter()
            .find(|name| self.added.get(*name) == Some(&schema));
        let name = if let Some(name) = same {
            name.clone()
        } else {
            let name = free_type(wanted, &mut self.taken);
            named.push(name.clone());
            self.added.insert(name.clone(), schema);
            name
        };
        let reference = json!({ "$ref": reference_to(&name) });
        if of_place.is_empty() {
            return reference;
        }
        of_place.insert("allOf".to_owned(), json!([reference]));
        Value::Object(of_place)
    }
}

fn parts_mut<'a>(
    members: &'a mut Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = &'a mut Value> {
    let parts = members.member_mut(key).and_then(Value::as_array_mut);
    parts.into_iter().flatten()
}

fn sorted(members: &Map<String, Value>) -> Vec<String> {
    let mut names: Vec<String> = members.keys().cloned().collect();
    names.sort();
    names
}

/// Whether there may be a type in a schema, or it may become one.
fn may_be_type(schema: &Value) -> bool {
    has_children(schema) || schema.member("enum").is_some()
}

/// A text that can only be one: it tells the parts of a union apart, and the
/// generator sees that only where it stands.
fn is_constant(schema: &Value) -> bool {
    let values = schema.member("enum").and_then(Value::as_array);
    values.is_some_and(|values| values.len() == 1)
}
