//! Operations on their own: what a path item or a component says for several
//! is said by each.

use super::keywords::cut;
use super::work::Work;
use api_document::diagnostic::join_pointer;
use api_document::member::Members;
use api_document::schema::{METHODS, resolve_any};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashSet;

rules! {
    pub(crate) RULES:

    OTHER_SERVER: Warning {
        code: "other-server",
        meaning: "An operation or path names a server of its own.",
        why: "A generated client talks to one server, and would ask the wrong one.",
        help: "Make a second `Client` with that base URL for it.",
    }
}

pub(super) fn flatten(work: &mut Work) {
    let Work {
        shared,
        document,
        journal,
        ..
    } = work;
    let servers = shared.member("servers").cloned();
    let Some(Value::Object(paths)) = document.member_mut("paths") else {
        return;
    };
    paths.retain(|path, item| path.starts_with('/') && item.is_object());
    for (path, item) in paths.iter_mut() {
        let Value::Object(members) = item else {
            continue;
        };
        let common = members.take_member("parameters");
        let own_servers = members.take_member("servers");
        members.retain(|name, _| METHODS.contains(&name.as_str()));
        for (method, operation) in members.iter_mut() {
            let location = format!("{} {path}", method.to_uppercase());
            let pointer = join_pointer(&join_pointer("/paths", path), method);
            let Value::Object(operation) = operation else {
                continue;
            };
            let elsewhere = operation.take_member("servers").or(own_servers.clone());
            let elsewhere = elsewhere.filter(|servers| servers != &Value::Array(Vec::new()));
            if elsewhere.is_some() && elsewhere != servers {
                let urls = elsewhere.as_ref().map(urls).unwrap_or_default();
                journal.warn(
                    &OTHER_SERVER,
                    &pointer,
                    format!("{location} is served at {urls}, not at the document's own servers"),
                    "make a second `Client` with that base URL for it",
                );
            }
            if operation.take_member("callbacks").is_some() {
                journal.count("callbacks are left out, since a client serves none");
            }
            for text in ["summary", "description"] {
                operation.get_mut(text).into_iter().for_each(cut);
            }
            operation.take_member("security");
            operation.take_member("tags");
            operation.take_member("externalDocs");
            operation.retain(|name, _| !name.starts_with("x-"));
            set_parameters(operation, common.as_ref(), shared);
            write_out(operation, shared);
        }
    }
}

fn urls(servers: &Value) -> String {
    let urls = servers.as_array().into_iter().flatten();
    let urls: Vec<String> = urls
        .filter_map(|server| server.member("url")?.as_str())
        .map(|url| format!("`{url}`"))
        .collect();
    urls.join(", ")
}

/// The parameters of the operation, and those of its path that it does not
/// have itself: a parameter is its name, of a header in any case, and its place.
fn set_parameters(operation: &mut Map<String, Value>, common: Option<&Value>, shared: &Value) {
    let own = operation.take_member("parameters");
    let mut all: Vec<Value> = Vec::new();
    let mut seen = HashSet::new();
    let own = match own {
        Some(Value::Array(own)) => own,
        _ => Vec::new(),
    };
    let common = common.and_then(Value::as_array).into_iter().flatten();
    let own = own.into_iter().map(Cow::Owned);
    for parameter in own.chain(common.map(Cow::Borrowed)) {
        let parameter = written_out(parameter, shared);
        let text = |key| parameter.member(key).and_then(Value::as_str);
        let name = text("name").map(|name| match text("in") {
            Some("header") => name.to_lowercase(),
            _ => name.to_owned(),
        });
        if seen.insert((text("in").map(str::to_owned), name)) {
            all.push(parameter.into_owned());
        }
    }
    if !all.is_empty() {
        operation.insert("parameters".to_owned(), Value::Array(all));
    }
}

/// What a reference to a component leads to.
fn written_out<'d>(node: Cow<'d, Value>, shared: &'d Value) -> Cow<'d, Value> {
    if !node.has("$ref") {
        return node;
    }
    Cow::Owned(resolve_any(shared, &node).clone())
}

fn write_out(operation: &mut Map<String, Value>, shared: &Value) {
    if let Some(body) = operation.member_mut("requestBody") {
        *body = written_out(Cow::Owned(body.take()), shared).into_owned();
    }
    if let Some(Value::Object(responses)) = operation.member_mut("responses") {
        responses.retain(|status, _| !status.starts_with("x-"));
        for response in responses.values_mut() {
            *response = written_out(Cow::Owned(response.take()), shared).into_owned();
            if let Value::Object(response) = response {
                response.retain(|name, _| name == "description" || name == "content");
            }
        }
    }
}

/// Calls `change` with every operation: its place in the document for people,
/// its pointer, and itself.
pub(super) fn each(
    document: &mut Value,
    mut change: impl FnMut(&Site, &mut Map<String, Value>) -> Kept,
) {
    let Some(Value::Object(paths)) = document.member_mut("paths") else {
        return;
    };
    for (path, item) in paths.iter_mut() {
        if let Value::Object(members) = item {
            members.retain(|method, operation| {
                let site = Site::new(path, method, operation);
                match operation {
                    Value::Object(operation) => change(&site, operation) == Kept::Yes,
                    _ => false,
                }
            });
        }
    }
}

/// Whether an operation stays in the crate.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kept {
    Yes,
    No,
}

/// Where an operation stands, and what it is called.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) location: String,
    pub(super) pointer: String,
    pub(super) id: String,
}

impl Site {
    pub(super) fn is_head(&self) -> bool {
        self.pointer.ends_with("/head")
    }

    fn new(path: &str, method: &str, operation: &Value) -> Self {
        let id = operation.member("operationId").and_then(Value::as_str);
        Self {
            location: format!("{} {path}", method.to_uppercase()),
            pointer: join_pointer(&join_pointer("/paths", path), method),
            id: id.unwrap_or_default().to_owned(),
        }
    }
}
