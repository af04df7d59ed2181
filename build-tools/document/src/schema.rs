//! Walks the schemas of a document, wherever they are.

use crate::diagnostic::{escape_segment, join_pointer, unescape_segment};
use crate::member::{Members, at};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

/// The methods a path item can hold.
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

const COMPONENT: &str = "#/components/schemas/";

/// The component a `$ref` names, if it names a schema component.
pub fn ref_target(schema: &Value) -> Option<String> {
    target(schema).map(Cow::into_owned)
}

/// As [`ref_target`], of a name that is written as it is.
pub fn target(schema: &Value) -> Option<Cow<'_, str>> {
    let reference = schema.member("$ref")?.as_str()?;
    let name = reference.strip_prefix(COMPONENT)?;
    Some(if name.contains('~') {
        Cow::Owned(unescape_segment(name))
    } else {
        Cow::Borrowed(name)
    })
}

/// A `$ref` to a schema component.
pub fn reference_to(name: &str) -> String {
    format!("{COMPONENT}{}", escape_segment(name))
}

/// The schema components of a document.
pub fn components(document: &Value) -> Option<&Map<String, Value>> {
    document
        .member("components")?
        .member("schemas")?
        .as_object()
}

/// The schema components of a document, to change.
pub fn components_mut(document: &mut Value) -> Option<&mut Map<String, Value>> {
    document
        .member_mut("components")?
        .member_mut("schemas")?
        .as_object_mut()
}

/// The schema itself, or the component it refers to.
///
/// Gives the schema as it is when the reference leads nowhere or in a circle.
pub fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let mut current = schema;
    for _ in 0..64 {
        let Some(next) = target(current).and_then(|name| components(document)?.member(&name))
        else {
            return current;
        };
        current = next;
    }
    schema
}

/// The only part of an `allOf`: a reference with a description beside it is written so.
pub fn only_part(schema: &Value) -> Option<&Value> {
    match schema.member("allOf")?.as_array()?.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// Follows a `$ref` to any component, such as a response or a request body.
pub fn resolve_any<'a>(document: &'a Value, node: &'a Value) -> &'a Value {
    let mut current = node;
    for _ in 0..64 {
        let target = current
            .member("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| reference.strip_prefix('#'))
            .and_then(|pointer| at(document, pointer));
        match target {
            Some(next) => current = next,
            None => return current,
        }
    }
    node
}

/// Changes a document by what its components say, which meanwhile stand beside
/// it in a document of their own.
pub fn beside_components<T>(
    document: &mut Value,
    change: impl FnOnce(&mut Value, &Value) -> T,
) -> T {
    let components = document.member_mut("components").map(Value::take);
    let mut shared = Map::new();
    shared.insert("components".to_owned(), components.unwrap_or_default());
    let mut shared = Value::Object(shared);
    let result = change(document, &shared);
    if let Some(place) = document.member_mut("components") {
        *place = shared["components"].take();
    }
    result
}

/// Calls `visit` on every direct subschema of `schema`, with the relative
/// pointer to it.
pub fn each_child<'a>(schema: &'a Value, visit: &mut dyn FnMut(String, &'a Value)) {
    let Some(members) = schema.as_object() else {
        return;
    };
    for (key, value) in members {
        match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                for (name, property) in properties {
                    visit(join_pointer("/properties", name), property);
                }
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => {
                for (index, part) in parts.iter().enumerate() {
                    visit(format!("/{key}/{index}"), part);
                }
            }
            ("items" | "not" | "additionalProperties", Value::Object(_)) => {
                visit(format!("/{key}"), value);
            }
            _ => {}
        }
    }
}

/// Calls `visit` on every direct subschema of `schema`, to change it.
pub fn each_child_mut(schema: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    let Some(members) = schema.as_object_mut() else {
        return;
    };
    for (key, value) in members.iter_mut() {
        match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                properties.values_mut().for_each(&mut *visit);
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => {
                parts.iter_mut().for_each(&mut *visit);
            }
            ("items" | "not" | "additionalProperties", value @ Value::Object(_)) => visit(value),
            _ => {}
        }
    }
}

/// Whether a schema may have direct subschemas.
pub fn has_children(schema: &Value) -> bool {
    let holds = |key: &String| {
        matches!(
            key.as_str(),
            "properties" | "allOf" | "anyOf" | "oneOf" | "items" | "not" | "additionalProperties"
        )
    };
    schema
        .as_object()
        .is_some_and(|members| members.keys().any(holds))
}

/// Calls `visit` on `schema` and on every schema inside it, innermost last.
pub fn each_nested_mut(schema: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    visit(schema);
    each_child_mut(schema, &mut |child| each_nested_mut(child, visit));
}

/// Calls `visit` on every outermost schema of a document: components,
/// parameters, headers, request bodies and responses, inline or shared.
pub fn each_root_mut(document: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if let Some(schemas) = components_mut(document) {
        schemas.values_mut().for_each(&mut *visit);
    }
    for section in ["parameters", "headers", "requestBodies", "responses"] {
        if let Some(Value::Object(shared)) = document.pointer_mut(&format!("/components/{section}"))
        {
            shared.values_mut().for_each(|node| in_carrier(node, visit));
        }
    }
    if let Some(Value::Object(paths)) = document.member_mut("paths") {
        paths
            .values_mut()
            .for_each(|item| in_path_item(item, visit));
    }
}

fn in_path_item(item: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    in_parameters(item, visit);
    for method in METHODS {
        if let Some(operation) = item.member_mut(method) {
            in_operation(operation, visit);
        }
    }
}

fn in_operation(operation: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    in_parameters(operation, visit);
    if let Some(body) = operation.member_mut("requestBody") {
        in_carrier(body, visit);
    }
    if let Some(Value::Object(responses)) = operation.member_mut("responses") {
        responses
            .values_mut()
            .for_each(|response| in_carrier(response, visit));
    }
}

fn in_parameters(holder: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if let Some(Value::Array(parameters)) = holder.member_mut("parameters") {
        for parameter in parameters {
            in_carrier(parameter, visit);
        }
    }
}

/// A parameter, header, request body or response: whatever carries a schema
/// under `schema`, `content` or `headers`.
fn in_carrier(node: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if let Some(schema) = node.member_mut("schema") {
        visit(schema);
    }
    if let Some(Value::Object(content)) = node.member_mut("content") {
        for media_type in content.values_mut() {
            if let Some(schema) = media_type.member_mut("schema") {
                visit(schema);
            }
        }
    }
    if let Some(Value::Object(headers)) = node.member_mut("headers") {
        headers
            .values_mut()
            .for_each(|header| in_carrier(header, visit));
    }
}

/// Calls `visit` on `schema` and on every schema inside it, innermost last.
pub fn each_nested<'d>(schema: &'d Value, visit: &mut dyn FnMut(&'d Value)) {
    visit(schema);
    for (key, value) in schema.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                for property in properties.values() {
                    each_nested(property, visit);
                }
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(parts)) => {
                for part in parts {
                    each_nested(part, visit);
                }
            }
            ("items" | "not" | "additionalProperties", Value::Object(_)) => {
                each_nested(value, visit);
            }
            _ => {}
        }
    }
}

/// Calls `visit` on the same schemas as [`each_root_mut`], in the same order.
pub fn each_root<'d>(document: &'d Value, visit: &mut dyn FnMut(&'d Value)) {
    let schemas = components(document).into_iter().flat_map(Map::values);
    schemas.for_each(&mut *visit);
    for section in ["parameters", "headers", "requestBodies", "responses"] {
        let shared = document
            .member("components")
            .and_then(|all| all.member(section)?.as_object());
        for node in shared.into_iter().flat_map(Map::values) {
            of_carrier(node, visit);
        }
    }
    let items = document.member("paths").and_then(Value::as_object);
    for item in items.into_iter().flat_map(Map::values) {
        of_parameters(item, visit);
        for operation in METHODS.iter().filter_map(|method| item.member(method)) {
            of_operation(operation, visit);
        }
    }
}

fn of_operation<'d>(operation: &'d Value, visit: &mut dyn FnMut(&'d Value)) {
    of_parameters(operation, visit);
    if let Some(body) = operation.member("requestBody") {
        of_carrier(body, visit);
    }
    let responses = operation.member("responses").and_then(Value::as_object);
    for response in responses.into_iter().flat_map(Map::values) {
        of_carrier(response, visit);
    }
}

fn of_parameters<'d>(holder: &'d Value, visit: &mut dyn FnMut(&'d Value)) {
    let parameters = holder.member("parameters").and_then(Value::as_array);
    for parameter in parameters.into_iter().flatten() {
        of_carrier(parameter, visit);
    }
}

fn of_carrier<'d>(node: &'d Value, visit: &mut dyn FnMut(&'d Value)) {
    if let Some(schema) = node.member("schema") {
        visit(schema);
    }
    let content = node.member("content").and_then(Value::as_object);
    for media_type in content.into_iter().flat_map(Map::values) {
        if let Some(schema) = media_type.member("schema") {
            visit(schema);
        }
    }
    let headers = node.member("headers").and_then(Value::as_object);
    for header in headers.into_iter().flat_map(Map::values) {
        of_carrier(header, visit);
    }
}

/// The names of all schema components that `node` reaches through `$ref`s,
/// whatever kind of node it is.
pub fn reachable(document: &Value, node: &Value) -> BTreeSet<String> {
    reachable_from(document, vec![node])
}

/// The names of all schema components that any of these nodes reaches.
pub fn reachable_from<'v>(document: &'v Value, mut pending: Vec<&'v Value>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut seen = HashSet::new();
    while let Some(node) = pending.pop() {
        match node {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.member("$ref")
                    && seen.insert(reference.as_str())
                {
                    names.extend(ref_target(node));
                    pending.extend(
                        reference
                            .strip_prefix('#')
                            .and_then(|pointer| at(document, pointer)),
                    );
                }
                pending.extend(members.values());
            }
            Value::Array(items) => pending.extend(items),
            _ => {}
        }
    }
    names
}

/// One operation of a document.
#[derive(Debug, Clone, Copy)]
pub struct Operation<'a> {
    /// The path template.
    pub path: &'a str,
    /// The method, in lower case.
    pub method: &'static str,
    /// The path item of the operation.
    pub item: &'a Value,
    /// The operation object.
    pub value: &'a Value,
}

impl Operation<'_> {
    /// The `operationId`, empty when there is none.
    pub fn id(&self) -> &str {
        self.value
            .member("operationId")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The method and path, as in `POST /webhooks`.
    pub fn location(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    /// The method and path, in which parameters have no names: what stays the
    /// same when upstream calls them otherwise.
    pub fn identity(&self) -> String {
        identity(&self.location())
    }

    /// The JSON pointer of the operation object.
    pub fn pointer(&self) -> String {
        format!("{}/{}", join_pointer("/paths", self.path), self.method)
    }
}

/// The place of a method among all methods, whatever the order of a document is.
pub fn rank(method: &str) -> usize {
    let place = METHODS.iter().position(|known| *known == method);
    place.unwrap_or(METHODS.len())
}

/// The identity of the operation at a location such as `GET /webhooks/{id}`.
pub fn identity(location: &str) -> String {
    let mut parts = location.split('{');
    let mut identity = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let after = part.split_once('}').map_or(part, |(_, after)| after);
        identity.push_str("{}");
        identity.push_str(after);
    }
    identity
}

/// The operations of a document, in the document's order.
pub fn operations(document: &Value) -> Vec<Operation<'_>> {
    let mut found = Vec::new();
    let paths = document.member("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (key, value) in item.as_object().into_iter().flatten() {
            if let Some(method) = METHODS.into_iter().find(|method| method == key) {
                found.push(Operation {
                    path,
                    method,
                    item,
                    value,
                });
            }
        }
    }
    found
}

/// Whether the answers with this status are errors: 4xx, 5xx and `default`.
pub fn is_error(status: &str) -> bool {
    status.starts_with(['4', '5']) || status == "default"
}

/// The schema of a response's JSON body.
pub fn json_schema(response: &Value) -> Option<&Value> {
    let content = response.member("content")?.as_object()?;
    let (_, media_type) = content.iter().find(|(name, _)| is_json(name))?;
    media_type.member("schema")
}

/// Whether a media type is JSON: `application/json` or a `+json` type.
pub fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
        || essence.to_ascii_lowercase().ends_with("+json")
}
