//! Schemas: one line each, with what is inside them indented below.

use super::lines::{Lines, head, name, value_text};
use super::members::Members;
use crate::schema::ref_target;
use serde_json::Value;
use std::collections::BTreeSet;

/// A component.
pub(super) fn schema(value: &Value) -> String {
    let mut lines = Lines::default();
    write(&mut lines, 0, "", value);
    lines.finish()
}

/// A schema behind `label`, which says what it is the schema of.
pub(super) fn write(lines: &mut Lines, depth: usize, label: &str, value: &Value) {
    let mut members = Members::of(value);
    let mut facts = vec![kind(&mut members)];
    for (member, word) in [("nullable", "nullable"), ("x-sensitive", "sensitive")] {
        if members.take_true(member) {
            facts.push(word.to_owned());
        }
    }
    facts.extend(values(members.take_list("enum")));
    let description = members.take_prose("description");
    let inside = Inside::take(&mut members);
    facts.extend(members.facts());
    lines.line(depth, &head(label, &facts, &description));
    lines.continued(depth, &description);
    inside.write(lines, if label.is_empty() { depth } else { depth + 1 });
}

/// What a reference refers to: `#Name` for a schema, `#/headers/Name` for
/// another component.
pub(super) fn reference(value: &Value) -> Option<String> {
    let to = value.get("$ref")?;
    let component = to.as_str().and_then(|to| to.strip_prefix("#/components/"));
    Some(match (ref_target(value), component) {
        (Some(schema), _) => format!("#{}", name(&schema)),
        (None, Some(component)) => format!("#/{}", name(component)),
        (None, None) => value_text(to),
    })
}

/// A schema of which nothing is to be said but its type, in words.
pub(super) fn bare(value: &Value) -> Option<String> {
    let mut members = Members::of(value);
    let kind = kind(&mut members);
    members.is_empty().then_some(kind)
}

/// Takes the type and the format, the reference, or the list's items when
/// nothing but their type is to be said.
fn kind(members: &mut Members<'_>) -> String {
    if let Some(target) = members.get("$ref") {
        let target = serde_json::json!({ "$ref": target });
        members.take("$ref");
        return reference(&target).unwrap_or_default();
    }
    let mut kind = members.take_text("type").unwrap_or("untyped").to_owned();
    if let Some(format) = members.take_text("format") {
        kind = format!("{kind} {}", name(format));
    }
    if let Some(items) = members.get("items").and_then(bare) {
        members.take("items");
        kind = format!("{kind} of {items}");
    }
    kind
}

fn values(values: &[Value]) -> Option<String> {
    let mut values: Vec<String> = values.iter().map(value_text).collect();
    values.sort();
    (!values.is_empty()).then(|| format!("enum [{}]", values.join(", ")))
}

/// The schemas inside a schema, by the labels of their lines, and the names it
/// requires without describing them.
struct Inside<'a> {
    schemas: Vec<(String, &'a Value)>,
    also_required: Vec<String>,
}

impl<'a> Inside<'a> {
    fn take(members: &mut Members<'a>) -> Self {
        let required = take_required(members);
        let properties = members.take_object("properties");
        let also_required = required
            .iter()
            .filter(|required| !properties.contains_key(*required))
            .map(|required| name(required))
            .collect();
        let mut schemas: Vec<(String, &Value)> = properties
            .into_iter()
            .map(|(property, schema)| {
                let optional = if required.contains(property) { "" } else { "?" };
                (format!("{}{optional}", name(property)), schema)
            })
            .collect();
        for (member, label) in [
            ("items", "[items]"),
            ("additionalProperties", "[values]"),
            ("not", "[not]"),
        ] {
            if members.get(member).is_some_and(Value::is_object) {
                schemas.extend(
                    members
                        .take(member)
                        .map(|schema| (label.to_owned(), schema)),
                );
            }
        }
        for member in ["allOf", "oneOf", "anyOf"] {
            let parts = members.take_list(member).iter().enumerate();
            schemas.extend(parts.map(|(index, part)| (format!("[{member} {}]", index + 1), part)));
        }
        Self {
            schemas,
            also_required,
        }
    }

    fn write(&self, lines: &mut Lines, depth: usize) {
        for (label, schema) in &self.schemas {
            write(lines, depth, label, schema);
        }
        if !self.also_required.is_empty() {
            let names = self.also_required.join(", ");
            lines.line(depth, &format!("[also required] {names}"));
        }
    }
}

/// Takes the list of required names; a list of anything else stays.
fn take_required<'a>(members: &mut Members<'a>) -> BTreeSet<&'a str> {
    let names = members.get("required").and_then(Value::as_array);
    let names: Option<BTreeSet<&str>> =
        names.and_then(|names| names.iter().map(Value::as_str).collect());
    let names = names.unwrap_or_default();
    if !names.is_empty() {
        members.take("required");
    }
    names
}
