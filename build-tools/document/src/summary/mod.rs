//! Says in plain text what a document says: one entry for each operation and
//! each schema, for a reviewer to read and for tests to compare.
//!
//! Everything in the document is in some entry. Members that have no
//! words of their own here are shown as they are, by name and value, so that
//! no edit goes unseen. Only what has no meaning is left out: the order of
//! members, of `required`, `enum`, `tags`, `parameters` and `security`, and
//! how white space is laid out within a line.

mod lines;
mod members;
mod operation;
mod schema;
#[cfg(test)]
mod tests;

use crate::schema::METHODS;
use lines::{Lines, fact, head, value_text};
use members::Members;
use serde_json::Value;
use std::collections::BTreeMap;

/// The key of the entry for what is neither an operation nor a component.
pub const DOCUMENT: &str = "document";

/// Summarises an OpenAPI 3.0 document, by keys such as `operation POST
/// /webhooks` and `schema Webhook`.
pub fn summarise(document: &Value) -> BTreeMap<String, String> {
    let mut entries = BTreeMap::new();
    let mut members = Members::of(document);
    let mut lines = Lines::default();
    let paths = members.take_object("paths");
    let components = members.take_object("components");
    write_document(&mut lines, members);
    for (path, item) in paths {
        write_path(&mut entries, &mut lines, path, item);
    }
    for (section, shared) in components {
        write_section(&mut entries, &mut lines, section, shared);
    }
    entries.insert(DOCUMENT.to_owned(), lines.finish());
    entries
}

fn write_document(lines: &mut Lines, mut members: Members<'_>) {
    for key in ["openapi", "info"] {
        let Some(value) = members.take(key) else {
            continue;
        };
        if value.is_object() {
            write_members(lines, Members::of(value));
        } else {
            lines.line(0, &fact(key, value));
        }
    }
    for server in members.take_list("servers") {
        let mut server = Members::of(server);
        let url = server.take("url").map(value_text).unwrap_or_default();
        let description = server.take_prose("description");
        let line = head(&format!("server {url}"), &server.facts(), &description);
        lines.line(0, &line);
        lines.continued(0, &description);
    }
    operation::write_security(lines, &mut members);
    let mut tags: Vec<String> = members.take_list("tags").iter().map(value_text).collect();
    tags.sort();
    for tag in tags {
        lines.line(0, &format!("tag {tag}"));
    }
    write_members(lines, members);
}

fn write_members(lines: &mut Lines, mut members: Members<'_>) {
    operation::write_prose(lines, &mut members, &["title", "summary", "description"]);
    for rest in members.facts() {
        lines.line(0, &rest);
    }
}

fn write_path(
    entries: &mut BTreeMap<String, String>,
    document: &mut Lines,
    path: &str,
    item: &Value,
) {
    if path.starts_with("x-") || !item.is_object() {
        document.line(0, &format!("paths {}", fact(path, item)));
        return;
    }
    let mut members = Members::of(item);
    let mut called = false;
    for method in METHODS {
        if let Some(value) = members.take(method) {
            called = true;
            let key = format!("operation {} {path}", method.to_uppercase());
            entries.insert(key, operation::operation(value));
        }
    }
    if !called || !members.is_empty() {
        entries.insert(format!("path {path}"), operation::members(members));
    }
}

/// One kind of component; the entries of a kind are named in the singular.
fn write_section(
    entries: &mut BTreeMap<String, String>,
    document: &mut Lines,
    section: &str,
    shared: &Value,
) {
    let describe: (&str, fn(&Value) -> String) = match section {
        "schemas" => ("schema", schema::schema),
        "parameters" => ("parameter", operation::parameter),
        "headers" => ("header", operation::header),
        "requestBodies" => ("request body", operation::request_body),
        "responses" => ("response", operation::response),
        "examples" => ("example", members_alone),
        "links" => ("link", members_alone),
        "callbacks" => ("callback", members_alone),
        "securitySchemes" => ("security scheme", members_alone),
        _ => {
            document.line(0, &format!("components {}", fact(section, shared)));
            return;
        }
    };
    let (kind, describe) = describe;
    for (component, value) in Members::of(shared).into_rest() {
        entries.insert(format!("{kind} {component}"), describe(value));
    }
}

fn members_alone(value: &Value) -> String {
    let mut lines = Lines::default();
    write_members(&mut lines, Members::of(value));
    lines.finish()
}
