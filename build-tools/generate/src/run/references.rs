//! What schemas and operations refer to, and what of that their code shows.
//!
//! A property whose type is a component has that component's name in its code,
//! and nothing else of it. Where schemas are put together, what the other one
//! says decides.

use api_document::member::Members;
use serde_json::{Map, Value};

/// What else may stand in an object or a list whose members are named only.
const PLAIN: [&str; 13] = [
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "uniqueItems",
    "x-rust-type",
    "nullable",
    "title",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
];

/// What may stand beside a reference in a list of its own.
const BESIDE: [&str; 6] = [
    "title",
    "description",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
];

/// The components that something refers to.
#[derive(Debug, Default)]
pub(super) struct References<'d> {
    /// Those of which its code has the name only.
    pub(super) by_name: Vec<&'d str>,
    /// Those that decide by what they say what its code is.
    pub(super) by_form: Vec<&'d str>,
}

/// How a reference is used.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Name,
    Form,
}

impl<'d> References<'d> {
    /// What a component refers to.
    pub(super) fn of_component(schema: &'d Value) -> Self {
        let mut found = Self::default();
        // A component that is another one has what that implements.
        found.schema(schema, Way::Form);
        found
    }

    /// What an operation refers to.
    pub(super) fn of_operation(operation: &'d Value) -> Self {
        let mut found = Self::default();
        found.carrier(operation);
        found
    }

    fn add(&mut self, reference: &'d str, way: Way) {
        let list = match way {
            Way::Name => &mut self.by_name,
            Way::Form => &mut self.by_form,
        };
        list.push(target(reference));
    }

    fn carrier(&mut self, node: &'d Value) {
        match node {
            Value::Object(members) => {
                for (key, member) in members {
                    match (key.as_str(), member) {
                        ("schema", schema) => self.schema(schema, Way::Name),
                        ("$ref", Value::String(reference)) => self.add(reference, Way::Form),
                        (_, member) => self.carrier(member),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.carrier(item)),
            _ => {}
        }
    }

    /// `way` is how a reference is used that is the schema itself.
    fn schema(&mut self, schema: &'d Value, way: Way) {
        let Value::Object(members) = schema else {
            return self.merged(schema);
        };
        if let (1, Some(Value::String(reference))) = (members.len(), members.member("$ref")) {
            self.add(reference, way);
        } else if let Some(inner) = wrapped(members) {
            self.schema(inner, way);
        } else if members.keys().all(|key| PLAIN.contains(&key.as_str())) && has_one_type(members) {
            self.members(members);
        } else {
            self.merged(schema);
        }
    }

    fn members(&mut self, members: &'d Map<String, Value>) {
        for (key, member) in members {
            match (key.as_str(), member) {
                ("properties", Value::Object(properties)) => {
                    for property in properties.values() {
                        self.schema(property, Way::Name);
                    }
                }
                ("items" | "additionalProperties", schema) => self.schema(schema, Way::Name),
                ("x-rust-type", marker) => match marker.member("parameters") {
                    Some(Value::Array(parameters)) => {
                        for parameter in parameters {
                            self.schema(parameter, Way::Name);
                        }
                    }
                    _ => self.merged(marker),
                },
                (_, member) => self.merged(member),
            }
        }
    }

    /// All references inside of what is put together with other schemas.
    fn merged(&mut self, node: &'d Value) {
        match node {
            Value::Object(members) => {
                for (key, member) in members {
                    match member {
                        Value::String(reference) if key == "$ref" => self.add(reference, Way::Form),
                        member => self.merged(member),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.merged(item)),
            _ => {}
        }
    }
}

/// The only part of an `allOf`, or the one that is not null of two.
pub(super) fn wrapped(members: &Map<String, Value>) -> Option<&Value> {
    let mut others = members
        .iter()
        .filter(|(key, _)| !BESIDE.contains(&key.as_str()));
    let ((key, Value::Array(parts)), None) = (others.next()?, others.next()) else {
        return None;
    };
    match (key.as_str(), parts.as_slice()) {
        ("allOf", [only]) => Some(only),
        ("oneOf" | "anyOf", [null, only] | [only, null]) if is_null(null) && !is_null(only) => {
            Some(only)
        }
        _ => None,
    }
}

fn is_null(schema: &Value) -> bool {
    let members = schema.as_object();
    members.is_some_and(|members| {
        members.len() == 1 && members.member("type").and_then(Value::as_str) == Some("null")
    })
}

/// Whether a schema has at most one type beside null.
fn has_one_type(members: &Map<String, Value>) -> bool {
    match members.member("type") {
        Some(Value::Array(types)) => types.len() == 2 && types.iter().any(|ty| ty == "null"),
        _ => true,
    }
}

/// The component a reference names. In a document made to fit no name has a
/// character that would be escaped.
fn target(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}
