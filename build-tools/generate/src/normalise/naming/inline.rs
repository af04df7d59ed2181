//! Makes a component of every inline schema that becomes a type, so that types
//! have one kind of place.
//!
//! What stands in a union stays there: the generator tells its parts apart by
//! what it sees in them.

use super::super::names::{MEMBER, is_type_name};
use crate::assumed::ASSUMED;
use api_document::diagnostic::join_pointer;
use api_document::schema::{components_mut, each_root_mut, only_part, reference_to};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What is said of a value where it stands, and not of its type.
const OF_THE_PLACE: [&str; 11] = [
    "description",
    "default",
    "nullable",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "title",
    ASSUMED,
];

/// Moves inline schemas into components under names that no other component
/// has, and that are not names of types yet.
pub(super) fn hoist(document: &mut Value) -> Hoisted {
    let schemas = components_mut(document).map(std::mem::take);
    let mut hoisting = Hoisting {
        added: Map::new(),
        taken: schemas.iter().flat_map(|all| all.keys().cloned()).collect(),
        hoisted: Hoisted::default(),
    };
    // Without components, every outermost schema is one of an operation.
    each_root_mut(document, &mut |root| hoisting.carried(root));
    let mut schemas = schemas.unwrap_or_default();
    for (name, schema) in &mut schemas {
        hoisting.inside(schema, Some(&component_at(name)));
    }
    schemas.extend(hoisting.added);
    if schemas.is_empty() {
        return hoisting.hoisted;
    }
    if document.get("components").is_none() {
        document["components"] = json!({});
    }
    document["components"]["schemas"] = Value::Object(schemas);
    hoisting.hoisted
}

/// The pointer to a component.
pub(super) fn component_at(name: &str) -> String {
    join_pointer("/components/schemas", name)
}

struct Hoisting {
    added: Map<String, Value>,
    taken: BTreeSet<String>,
    hoisted: Hoisted,
}

/// The components that were inline schemas.
#[derive(Debug, Default)]
pub(super) struct Hoisted {
    /// The pointers to where they were, if that was in another component.
    pub(super) from: BTreeMap<String, String>,
    /// The names that the overlay gives them.
    pub(super) given: BTreeMap<String, String>,
}

impl Hoisting {
    /// A schema that stands where a type is named.
    fn schema(&mut self, schema: &mut Value, at: Option<&str>) {
        self.inside(schema, at);
        if is_type(schema) {
            *schema = self.component(schema.take(), at);
        }
    }

    /// The schema of a body, a parameter or a header.
    fn carried(&mut self, schema: &mut Value) {
        // Only where the reference can stand alone: parameters take no more.
        let is_nullable_enum = schema.get("enum").is_some() && schema.get("nullable").is_some();
        if is_nullable_enum {
            return;
        }
        self.schema(schema, None);
        if let Some(only) = only_part(schema)
            && schema.get("nullable").is_none()
            && only.get("$ref").is_some()
        {
            *schema = only.clone();
        }
    }

    /// The schemas in a schema, which is at a pointer.
    fn inside(&mut self, schema: &mut Value, at: Option<&str>) {
        let Value::Object(members) = schema else {
            return;
        };
        let below = |path: &str| at.map(|at| format!("{at}{path}"));
        if let Some(Value::Object(properties)) = members.get_mut("properties") {
            for (name, property) in properties {
                let at = below(&join_pointer("/properties", name));
                self.schema(property, at.as_deref());
            }
        }
        for key in ["items", "additionalProperties"] {
            if let Some(child @ Value::Object(_)) = members.get_mut(key) {
                self.schema(child, below(&format!("/{key}")).as_deref());
            }
        }
        if let Some(Value::Array(parts)) = members.get_mut("allOf") {
            for (index, part) in parts.iter_mut().enumerate() {
                self.inside(part, below(&format!("/allOf/{index}")).as_deref());
            }
        }
    }

    /// Makes a component of a schema, and gives what stands in its place.
    fn component(&mut self, schema: Value, at: Option<&str>) -> Value {
        let Value::Object(members) = schema else {
            return schema;
        };
        let (mut place, mut ty): (Map<_, _>, Map<_, _>) = members
            .into_iter()
            .partition(|(key, _)| OF_THE_PLACE.contains(&key.as_str()));
        let mut number = self.added.len();
        let mut name = format!("inline-{number}");
        while !self.taken.insert(name.clone()) {
            number += 1;
            name = format!("inline-{number}");
        }
        place.shift_remove("title");
        let reference = json!({ "$ref": reference_to(&name) });
        if let Some(Value::String(given)) = ty.get(MEMBER).filter(|it| is_given(it)) {
            self.hoisted.given.insert(name.clone(), given.clone());
            ty.shift_remove(MEMBER);
        }
        if let Some(at) = at {
            self.hoisted.from.insert(name.clone(), at.to_owned());
        }
        self.added.insert(name, Value::Object(ty));
        if place.is_empty() {
            return reference;
        }
        place.insert("allOf".to_owned(), json!([reference]));
        Value::Object(place)
    }
}

fn is_given(name: &Value) -> bool {
    name.as_str().is_some_and(is_type_name)
}

/// Whether a schema becomes a type of its own.
fn is_type(schema: &Value) -> bool {
    let has = |key: &str| schema.get(key).is_some();
    let is_full = |key: &str| {
        let parts = schema.get(key).and_then(Value::as_array);
        parts.is_some_and(|parts| parts.len() > 1)
    };
    let is_object = schema
        .get("properties")
        .and_then(Value::as_object)
        .is_some_and(|properties| !properties.is_empty());
    !(has("$ref") || has("x-sensitive") || has("x-rust-type"))
        && (is_enum(schema) || is_object || ["allOf", "oneOf", "anyOf"].into_iter().any(is_full))
}

/// Whether a schema lists texts.
pub(super) fn is_enum(schema: &Value) -> bool {
    let values = schema.get("enum").and_then(Value::as_array);
    values.is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_string))
}
