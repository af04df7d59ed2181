//! The operations of a document, each with what a request of it is held to.

use std::collections::BTreeSet;

use serde_json::Value;

use super::schema::{Schema, members, resolved};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation.
#[derive(Debug)]
pub(crate) struct Operation {
    /// In upper case.
    pub(crate) method: String,
    /// The path as the document has it.
    pub(crate) path: String,
    pub(crate) segments: Vec<Segment>,
    pub(crate) kind: Kind,
    /// The template of the collection that the operation is about.
    pub(crate) collection: String,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// The documented success.
    pub(crate) status: u16,
    /// The schema of the answer, if it has a body.
    pub(crate) answer: Option<Value>,
    /// Every documented status.
    pub(crate) statuses: BTreeSet<u16>,
    /// Whether a key is needed.
    pub(crate) secured: bool,
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Answers the items of a collection.
    List,
    /// Adds an item to a collection.
    Create,
    /// Answers one item.
    Get,
    /// Changes one item.
    Update,
    /// Removes one item.
    Delete,
    /// Answers the item that its path is under.
    Act,
    /// Adds the elements of its body to the collection that its path is under.
    Bulk,
    /// Answers an example of the documented answer.
    Sample,
}

/// A part of a path between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Literal(String),
    Parameter(String),
}

/// A parameter of a path, a query or a header.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    /// `path`, `query`, `header` or `cookie`.
    pub(crate) place: String,
    pub(crate) required: bool,
    /// Whether the values of an array are sent one by one.
    pub(crate) explode: bool,
    pub(crate) schema: Value,
}

/// A request's body.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) schema: Value,
}

impl Operation {
    /// The schema of what stands under `data`, or of the whole answer where
    /// there is no envelope.
    pub(crate) fn data<'a>(&'a self, document: &'a Value) -> Option<Schema<'a>> {
        let answer = Schema::new(document, self.answer.as_ref()?);
        Some(answer.property("data").map_or(answer, |data| data.schema))
    }

    /// The schema of one item: of `data`, or of its elements.
    pub(crate) fn item<'a>(&'a self, document: &'a Value) -> Option<Schema<'a>> {
        let data = self.data(document)?;
        Some(data.items().unwrap_or(data))
    }

    /// Whether `data` is a list.
    pub(crate) fn answers_a_list(&self, document: &Value) -> bool {
        self.data(document)
            .is_some_and(|data| data.kind() == Some("array"))
    }

    pub(crate) fn documents(&self, status: u16) -> bool {
        self.statuses.contains(&status)
    }
}

/// The operations of a document, in its order.
pub(super) fn all(document: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in members(document.get("paths")) {
        let item = resolved(document, item);
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                operations.push(read(document, path, method, item, operation));
            }
        }
    }
    operations
}

fn read(document: &Value, path: &str, method: &str, item: &Value, operation: &Value) -> Operation {
    let responses = operation.get("responses");
    let statuses: BTreeSet<u16> = members(responses)
        .filter_map(|(status, _)| status.parse().ok())
        .collect();
    let success = statuses.iter().find(|status| (200..300).contains(*status));
    let answer = members(responses)
        .find(|(status, _)| success.is_some_and(|success| **status == success.to_string()))
        .and_then(|(_, response)| json_schema(resolved(document, response)));
    let security = operation.get("security").or(document.get("security"));
    Operation {
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        segments: segments(path),
        kind: Kind::Sample,
        collection: String::new(),
        parameters: parameters(document, [item, operation]),
        body: operation.get("requestBody").and_then(|body| {
            let body = resolved(document, body);
            Some(Body {
                required: body.get("required") == Some(&Value::Bool(true)),
                schema: json_schema(body)?.clone(),
            })
        }),
        status: success.copied().unwrap_or(200),
        answer: answer.cloned(),
        statuses,
        secured: security
            .and_then(Value::as_array)
            .is_some_and(|schemes| !schemes.is_empty()),
    }
}

pub(super) fn segments(path: &str) -> Vec<Segment> {
    let parts = path.trim_start_matches('/').split('/');
    parts
        .map(|part| {
            let inner = part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'));
            match inner {
                Some(name) => Segment::Parameter(name.to_owned()),
                None => Segment::Literal(part.to_owned()),
            }
        })
        .collect()
}

/// The JSON schema of a request's or a response's content.
pub(super) fn json_schema(holder: &Value) -> Option<&Value> {
    members(holder.get("content"))
        .find(|(media, _)| media.contains("json"))
        .and_then(|(_, content)| content.get("schema"))
}

/// The parameters of a path and of its operation, which override the path's.
fn parameters(document: &Value, holders: [&Value; 2]) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = Vec::new();
    for holder in holders {
        let listed = holder.get("parameters").and_then(Value::as_array);
        for node in listed.into_iter().flatten() {
            if let Some(parameter) = parameter(resolved(document, node)) {
                found.retain(|one| (&one.name, &one.place) != (&parameter.name, &parameter.place));
                found.push(parameter);
            }
        }
    }
    found
}

fn parameter(node: &Value) -> Option<Parameter> {
    let text = |key| node.get(key).and_then(Value::as_str);
    Some(Parameter {
        name: text("name")?.to_owned(),
        place: text("in")?.to_owned(),
        required: node.get("required") == Some(&Value::Bool(true)),
        explode: node.get("explode") != Some(&Value::Bool(false)),
        schema: node.get("schema").cloned().unwrap_or(Value::Bool(true)),
    })
}
