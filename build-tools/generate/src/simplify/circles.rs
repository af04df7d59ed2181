//! Finds what the generator would write out inside of itself without end.
//!
//! It merges the parts of an `allOf` that are not all objects, and writes out
//! what they refer to; where that leads back to the schema it stands in, there
//! is no end to it. In such a place stands any JSON value.

use super::unions::direct_names;
use super::work::Work;
use api_document::diagnostic::join_pointer;
use api_document::ingest::UNTYPED_SCHEMA;
use api_document::member::Members;
use api_document::schema::{components, components_mut, each_child, each_child_mut};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What each component takes in of others.
type Links = BTreeMap<String, BTreeSet<String>>;

pub(super) fn break_up(work: &mut Work) {
    let mut links = Links::new();
    let mut merging = Vec::new();
    for (name, schema) in components(&work.document).into_iter().flatten() {
        let mut found = BTreeSet::new();
        each_child(schema, &mut |_, child| merged(child, &mut found));
        if !found.is_empty() {
            merging.push(name.clone());
        }
        direct_names(schema, &mut found);
        links.insert(name.clone(), found);
    }
    for name in merging {
        let mut broken = false;
        let schema = components_mut(&mut work.document).and_then(|all| all.get_mut(&name));
        each_child_mut(schema.unwrap_or(&mut Value::Null), &mut |child| {
            broken |= untype(child, &name, &links);
        });
        if broken {
            work.journal.warn(
                &UNTYPED_SCHEMA,
                &join_pointer("/components/schemas", &name),
                format!(
                    "in the schema `{name}` any JSON value stands where its `allOf` leads back to it"
                ),
                "write the schema in a simpler form, in an overlay",
            );
        }
    }
}

/// Whether the generator merges a schema of several.
fn is_merged(schema: &Value) -> bool {
    let parts = schema.member("allOf").and_then(Value::as_array);
    let beside = ["oneOf", "anyOf", "properties"]
        .iter()
        .filter(|key| schema.get(**key).is_some());
    parts.is_some_and(|parts| parts.len() + beside.count() > 1)
}

/// The components that are written out in a schema, at any depth.
fn merged(schema: &Value, found: &mut BTreeSet<String>) {
    if is_merged(schema) {
        direct_names(schema, found);
    }
    each_child(schema, &mut |_, child| merged(child, found));
}

/// Takes out what leads back to the component `name`.
fn untype(schema: &mut Value, name: &str, links: &Links) -> bool {
    if is_merged(schema) {
        let mut names = BTreeSet::new();
        direct_names(schema, &mut names);
        if leads_to(&names, name, links) {
            *schema = json!({});
            return true;
        }
    }
    let mut broken = false;
    each_child_mut(schema, &mut |child| broken |= untype(child, name, links));
    broken
}

fn leads_to(start: &BTreeSet<String>, name: &str, links: &Links) -> bool {
    let mut open: Vec<&String> = start.iter().collect();
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    while let Some(next) = open.pop() {
        if next == name {
            return true;
        }
        if let Some((next, more)) = links.get_key_value(next)
            && seen.insert(next)
        {
            open.extend(more);
        }
    }
    false
}
