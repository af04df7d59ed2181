//! Operations, and what they are made of: parameters, bodies and responses.

use super::lines::{Lines, fact, head, name, value_text};
use super::members::Members;
use super::schema::{self, bare, reference};
use serde_json::Value;

/// One operation.
pub(super) fn operation(value: &Value) -> String {
    members(Members::of(value))
}

/// The members of an operation, or those that a path has for all of its own.
pub(super) fn members(mut members: Members<'_>) -> String {
    let mut lines = Lines::default();
    if let Some(id) = members.take("operationId") {
        lines.line(0, &fact("operationId", id));
    }
    write_tags(&mut lines, &mut members);
    write_prose(&mut lines, &mut members, &["summary", "description"]);
    if members.take_true("deprecated") {
        lines.line(0, "deprecated");
    }
    write_security(&mut lines, &mut members);
    write_parameters(&mut lines, &mut members);
    if let Some(body) = members.take("requestBody") {
        write_optional(&mut lines, 0, "request body", body);
    }
    let responses = members.take_object("responses");
    if !responses.is_empty() {
        lines.line(0, "responses");
    }
    for (status, value) in responses {
        write_part(&mut lines, 1, &name(status), value);
    }
    for rest in members.facts() {
        lines.line(0, &rest);
    }
    lines.finish()
}

/// Takes the texts for people.
pub(super) fn write_prose(lines: &mut Lines, members: &mut Members<'_>, names: &[&str]) {
    for member in names {
        match members.take_prose(member).as_slice() {
            [] => {}
            [line] => lines.line(0, &format!("{member}: {line}")),
            several => {
                lines.line(0, &format!("{member}:"));
                for line in several {
                    lines.line(1, &format!("| {line}"));
                }
            }
        }
    }
}

/// Takes the security requirements: any of the alternatives will do, each may
/// ask for several schemes.
pub(super) fn write_security(lines: &mut Lines, members: &mut Members<'_>) {
    match members.get("security") {
        Some(Value::Array(alternatives)) if alternatives.is_empty() => {
            members.take("security");
            lines.line(0, "security none");
        }
        _ => {
            let alternatives = members.take_list("security");
            let mut texts: Vec<String> = alternatives.iter().map(requirement).collect();
            texts.sort();
            if !texts.is_empty() {
                lines.line(0, &format!("security {}", texts.join(" or ")));
            }
        }
    }
}

fn requirement(alternative: &Value) -> String {
    let schemes: Vec<String> = Members::of(alternative)
        .into_rest()
        .into_iter()
        .map(|(scheme, scopes)| match scopes {
            Value::Array(scopes) if scopes.is_empty() => name(scheme),
            scopes => format!("{} {}", name(scheme), value_text(scopes)),
        })
        .collect();
    if schemes.is_empty() {
        return "nothing".to_owned();
    }
    schemes.join(" and ")
}

fn write_tags(lines: &mut Lines, members: &mut Members<'_>) {
    let mut tags: Vec<String> = members.take_list("tags").iter().map(value_text).collect();
    tags.sort();
    if !tags.is_empty() {
        lines.line(0, &format!("tags {}", tags.join(", ")));
    }
}

fn write_parameters(lines: &mut Lines, members: &mut Members<'_>) {
    let mut parameters: Vec<(String, &Value)> = members
        .take_list("parameters")
        .iter()
        .map(|parameter| (parameter_label(parameter), parameter))
        .collect();
    parameters.sort_by(|left, right| left.0.cmp(&right.0));
    if !parameters.is_empty() {
        lines.line(0, "parameters");
    }
    for (label, parameter) in parameters {
        write_carrier(lines, 1, &label, parameter, &["in", "name"]);
    }
}

fn parameter_label(parameter: &Value) -> String {
    let part = |member: &str| parameter.get(member).map(value_text).unwrap_or_default();
    match reference(parameter) {
        Some(target) => target,
        None => format!("{} {}{}", part("in"), part("name"), optional(parameter)),
    }
}

fn optional(carrier: &Value) -> &'static str {
    match carrier.get("required") {
        Some(Value::Bool(true)) => "",
        _ => "?",
    }
}

/// A component.
pub(super) fn parameter(value: &Value) -> String {
    let mut lines = Lines::default();
    write_carrier(
        &mut lines,
        0,
        &parameter_label(value),
        value,
        &["in", "name"],
    );
    lines.finish()
}

/// A component.
pub(super) fn header(value: &Value) -> String {
    let mut lines = Lines::default();
    write_optional(&mut lines, 0, "header", value);
    lines.finish()
}

/// A component.
pub(super) fn request_body(value: &Value) -> String {
    let mut lines = Lines::default();
    write_optional(&mut lines, 0, "request body", value);
    lines.finish()
}

/// A component.
pub(super) fn response(value: &Value) -> String {
    let mut lines = Lines::default();
    write_part(&mut lines, 0, "response", value);
    lines.finish()
}

/// A header or body: optional unless it says otherwise.
fn write_optional(lines: &mut Lines, depth: usize, label: &str, value: &Value) {
    match reference(value) {
        Some(_) => write_part(lines, depth, label, value),
        None => write_part(lines, depth, &format!("{label}{}", optional(value)), value),
    }
}

/// A header, body or response, here or by reference.
fn write_part(lines: &mut Lines, depth: usize, label: &str, value: &Value) {
    let label = match reference(value) {
        Some(target) => format!("{label} {target}"),
        None => label.to_owned(),
    };
    write_carrier(lines, depth, &label, value, &[]);
}

/// A parameter, header, body, response or media type: whatever carries
/// schemas. `label` says already what the `shown` members say.
fn write_carrier(lines: &mut Lines, depth: usize, label: &str, value: &Value, shown: &[&str]) {
    let mut members = Members::of(value);
    if members.take("$ref").is_none() {
        members.take_true("required");
        for member in shown {
            members.take(member);
        }
    }
    let description = members.take_prose("description");
    let headers = members.take_object("headers");
    let content = members.take_object("content");
    let mut facts = Vec::new();
    let schema = members.take("schema");
    let bare = schema.and_then(bare);
    facts.extend(bare.clone());
    facts.extend(members.facts());
    lines.line(depth, &head(label, &facts, &description));
    lines.continued(depth, &description);
    if let (Some(schema), None) = (schema, bare) {
        schema::write(lines, depth + 1, "[schema]", schema);
    }
    for (header, value) in headers {
        write_optional(lines, depth + 1, &format!("header {}", name(header)), value);
    }
    for (media_type, value) in content {
        write_carrier(lines, depth + 1, &name(media_type), value, &[]);
    }
}
