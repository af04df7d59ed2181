//! Every schema of a document with the place it stands at and what it is
//! called there.

use api_document::diagnostic::{join_pointer, unescape_segment};
use api_document::member::Members;
use api_document::names::field_name;
use api_document::schema::{METHODS, each_child, is_json, reachable, ref_target};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What a schema is where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Component,
    Property,
    /// An item of a list, or a value of a map.
    Item,
    Parameter,
    /// The whole of a body of JSON.
    Body,
    /// A part of a union or of an `allOf`, or the whole of another body.
    Part,
}

/// A schema, where it stands.
#[derive(Debug)]
pub(super) struct Site<'d> {
    pub(super) pointer: String,
    pub(super) kind: Kind,
    /// The name of the property or parameter that it is, or is in.
    pub(super) name: String,
    pub(super) schema: &'d Value,
    /// What the schema stands in: an object, a list or a parameter.
    pub(super) around: &'d Value,
    /// Whether it can be in an answer.
    pub(super) received: bool,
}

/// Whether a property is called like a time, as in `created_at` or `createdAt`.
pub(super) fn is_called_time(name: &str) -> bool {
    field_name(name).ends_with("_at")
}

/// All schemas of a document, in its order.
pub(super) fn sites(document: &Value) -> Vec<Site<'_>> {
    let received = received(document);
    let mut walk = Walk {
        found: Vec::new(),
        received: false,
    };
    let components = document.member("components").unwrap_or(&Value::Null);
    for (name, schema) in members(components, "schemas") {
        walk.received = received.contains(name);
        let pointer = join_pointer("/components/schemas", name);
        walk.schema(schema, pointer, Kind::Component, name, components);
    }
    for (section, answers) in [
        ("parameters", false),
        ("requestBodies", false),
        ("responses", true),
    ] {
        walk.received = answers;
        for (name, carrier) in members(components, section) {
            let pointer = join_pointer(&format!("/components/{section}"), name);
            walk.carrier(carrier, &pointer);
        }
    }
    for (path, item) in members(document, "paths") {
        let pointer = join_pointer("/paths", path);
        walk.parameters(item, &pointer);
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                walk.operation(operation, &format!("{pointer}/{method}"));
            }
        }
    }
    walk.found
}

/// The schema components that answers are made of.
fn received(document: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut collect = |node: Option<&Value>| {
        names.extend(reachable(document, node.unwrap_or(&Value::Null)));
    };
    collect(document.pointer("/components/responses"));
    for (_, item) in members(document, "paths") {
        for method in METHODS {
            collect(item.get(method).and_then(|it| it.member("responses")));
        }
    }
    names
}

struct Walk<'d> {
    found: Vec<Site<'d>>,
    received: bool,
}

impl<'d> Walk<'d> {
    fn operation(&mut self, operation: &'d Value, pointer: &str) {
        self.parameters(operation, pointer);
        if let Some(body) = operation.member("requestBody") {
            self.received = false;
            self.carrier(body, &format!("{pointer}/requestBody"));
        }
        for (status, response) in members(operation, "responses") {
            self.received = true;
            let pointer = join_pointer(&format!("{pointer}/responses"), status);
            self.carrier(response, &pointer);
        }
    }

    fn parameters(&mut self, holder: &'d Value, pointer: &str) {
        self.received = false;
        let parameters = holder.member("parameters").and_then(Value::as_array);
        for (index, parameter) in parameters.into_iter().flatten().enumerate() {
            self.carrier(parameter, &format!("{pointer}/parameters/{index}"));
        }
    }

    /// A parameter, or what has a body.
    fn carrier(&mut self, carrier: &'d Value, pointer: &str) {
        let name = carrier.member("name").and_then(Value::as_str);
        let kind = name.map_or(Kind::Body, |_| Kind::Parameter);
        let name = name.unwrap_or_default();
        if let Some(schema) = carrier.member("schema") {
            self.schema(schema, format!("{pointer}/schema"), kind, name, carrier);
        }
        for (media_type, content) in members(carrier, "content") {
            if let Some(schema) = content.member("schema") {
                // A form is an object, whatever it says.
                let is_form = kind == Kind::Body && !is_json(media_type);
                let kind = if is_form { Kind::Part } else { kind };
                let pointer = join_pointer(&format!("{pointer}/content"), media_type);
                self.schema(schema, format!("{pointer}/schema"), kind, name, content);
            }
        }
    }

    fn schema(
        &mut self,
        schema: &'d Value,
        pointer: String,
        kind: Kind,
        name: &str,
        around: &'d Value,
    ) {
        let mut below = Vec::new();
        if ref_target(schema).is_none() {
            each_child(schema, &mut |relative, child| below.push((relative, child)));
        }
        let children = below.into_iter().map(|(relative, child)| {
            let kind = match relative.as_str() {
                "/items" | "/additionalProperties" => Kind::Item,
                other if other.starts_with("/properties/") => Kind::Property,
                _ => Kind::Part,
            };
            let own = relative.strip_prefix("/properties/").map(unescape_segment);
            let name = own.unwrap_or_else(|| name.to_owned());
            (format!("{pointer}{relative}"), kind, name, child)
        });
        let children: Vec<_> = children.collect();
        self.found.push(Site {
            pointer,
            kind,
            name: name.to_owned(),
            schema,
            around,
            received: self.received,
        });
        for (pointer, kind, name, child) in children {
            self.schema(child, pointer, kind, &name, schema);
        }
    }
}

fn members<'d>(node: &'d Value, key: &str) -> impl Iterator<Item = (&'d String, &'d Value)> {
    let members: Option<&Map<String, Value>> = node.member(key).and_then(Value::as_object);
    members.into_iter().flatten()
}
