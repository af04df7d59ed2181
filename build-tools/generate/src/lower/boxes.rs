//! Boxes what a marker hides: the generator breaks the circles it sees, and it
//! does not see through the types it is told to use.

use crate::circles;
use crate::marker::{self, BOXED};
use api_document::member::Members;
use api_document::schema::{components_mut, target};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashMap;

pub(super) fn add(document: &mut Value) {
    let circles = circles::numbered(document);
    for (name, schema) in components_mut(document).into_iter().flatten() {
        if let Some(circle) = circles.get(name) {
            in_schema(schema, *circle, &circles);
        }
    }
}

fn in_schema(node: &mut Value, circle: usize, circles: &HashMap<String, usize>) {
    match node {
        Value::Object(members) => {
            let parameter = members
                .member_mut("x-rust-type")
                .and_then(|marker| marker.member_mut("parameters")?.get_mut(0));
            if let Some(parameter) = parameter {
                let back = held(parameter).and_then(|name| circles.get(&*name));
                if back == Some(&circle) {
                    *parameter = marker::of(BOXED, parameter.take());
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

fn held(marked: &Value) -> Option<Cow<'_, str>> {
    let only = marked.member("allOf").and_then(|parts| parts.get(0));
    target(marked).or_else(|| target(only?))
}
