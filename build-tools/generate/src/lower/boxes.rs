//! Boxes what a marker hides: the generator breaks the circles it sees, and it
//! does not see through the types it is told to use.

use crate::marker::{self, BOXED};
use api_document::schema::{components, components_mut, ref_target};
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) fn add(document: &mut Value) {
    let circles = circles(document);
    for (name, schema) in components_mut(document).into_iter().flatten() {
        if let Some(circle) = circles.get(name) {
            in_schema(schema, *circle, &circles);
        }
    }
}

fn in_schema(node: &mut Value, circle: usize, circles: &BTreeMap<String, usize>) {
    match node {
        Value::Object(members) => {
            let parameter = members
                .get_mut("x-rust-type")
                .and_then(|marker| marker.pointer_mut("/parameters/0"));
            if let Some(parameter) = parameter {
                let back = target(parameter).and_then(|name| circles.get(&name));
                if back == Some(&circle) {
                    *parameter = marker::of(BOXED, parameter);
                }
                return;
            }
            for value in members.values_mut() {
                in_schema(value, circle, circles);
            }
        }
        Value::Array(items) => {
            for item in items {
                in_schema(item, circle, circles);
            }
        }
        _ => {}
    }
}

fn target(schema: &Value) -> Option<String> {
    let only = schema.get("allOf").and_then(|parts| parts.get(0));
    ref_target(schema).or_else(|| ref_target(only?))
}

/// The components that hold themselves without a list or map between, each
/// with the number of its circle.
fn circles(document: &Value) -> BTreeMap<String, usize> {
    let mut ahead: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, schema) in components(document).into_iter().flatten() {
        let mut found = Vec::new();
        held(schema, &mut found);
        ahead.insert(name, found);
    }
    let mut back: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, targets) in &ahead {
        for target in targets {
            if let Some((target, _)) = ahead.get_key_value(target.as_str()) {
                back.entry(target).or_default().push((*name).to_owned());
            }
        }
    }
    // Kosaraju: in the order in which they are left, against the links.
    let mut left = Vec::new();
    let mut seen = BTreeMap::new();
    for name in ahead.keys() {
        visit(name, &ahead, &mut seen, 0, &mut left);
    }
    let mut circles = BTreeMap::new();
    for (number, name) in left.iter().rev().enumerate() {
        visit(name, &back, &mut circles, number, &mut Vec::new());
    }
    circles
}

/// Numbers everything that is reached from `start` and has no number, depth
/// first; `left` gets the names in the order in which they are left.
fn visit(
    start: &str,
    links: &BTreeMap<&str, Vec<String>>,
    numbers: &mut BTreeMap<String, usize>,
    number: usize,
    left: &mut Vec<String>,
) {
    let mut open = vec![(start.to_owned(), 0)];
    if numbers.contains_key(start) {
        return;
    }
    numbers.insert(start.to_owned(), number);
    while let Some((name, next)) = open.last_mut() {
        let child = links.get(name.as_str()).and_then(|all| all.get(*next));
        *next += 1;
        match child {
            Some(child) if !numbers.contains_key(child) => {
                numbers.insert(child.clone(), number);
                open.push((child.clone(), 0));
            }
            Some(_) => {}
            None => {
                left.push(name.clone());
                open.pop();
            }
        }
    }
}

/// The components that a value of this schema holds in itself.
fn held(node: &Value, found: &mut Vec<String>) {
    match node {
        Value::Object(members) => {
            found.extend(ref_target(node));
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("items" | "additionalProperties", _) => {}
                    ("properties", Value::Object(properties)) => {
                        properties.values().for_each(|value| held(value, found));
                    }
                    _ => held(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| held(item, found)),
        _ => {}
    }
}
