//! What two documents have in the same way.

use crate::same::same;
use api_document::schema::components;
use serde_json::{Map, Value};

pub(super) fn same_if_any(base: Option<&Value>, revision: Option<&Value>) -> bool {
    match (base, revision) {
        (Some(base), Some(revision)) => same(base, revision),
        _ => base.is_none() && revision.is_none(),
    }
}

/// Whether the components that both have stand in the same order.
pub(super) fn same_order(base: &Value, revision: &Value) -> bool {
    let [old, new] = [base, revision].map(components);
    let has = |all: Option<&Map<String, Value>>, name: &str| {
        all.is_some_and(|all| all.contains_key(name))
    };
    names(base)
        .filter(|name| has(new, name))
        .eq(names(revision).filter(|name| has(old, name)))
}

/// The names of the components.
pub(super) fn names(document: &Value) -> impl Iterator<Item = &str> {
    let names = components(document).into_iter().flat_map(Map::keys);
    names.map(String::as_str)
}

/// Whether two schemas refer to the same at the same places.
pub(super) fn same_links(base: &Value, revision: &Value) -> bool {
    let [old, new] = [base, revision].map(|schema| {
        let mut found = Vec::new();
        links(schema, &mut Vec::new(), &mut found);
        found
    });
    old == new
}

/// What refers to what in a schema, each by the way to it.
fn links<'v>(node: &'v Value, way: &mut Vec<&'v str>, found: &mut Vec<(Vec<&'v str>, &'v str)>) {
    match node {
        Value::Object(members) => {
            for (key, member) in members {
                if let ("$ref", Some(target)) = (key.as_str(), member.as_str()) {
                    found.push((way.clone(), target));
                }
                way.push(key);
                links(member, way, found);
                way.pop();
            }
        }
        Value::Array(items) => items.iter().for_each(|item| links(item, way, found)),
        _ => {}
    }
}
