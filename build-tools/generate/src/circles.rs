//! The components that hold themselves without a list or map between, which a type
//! can do in a box only.

use api_document::schema::{components, ref_target};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What leads from each component to others, or to it.
type Links<'d> = BTreeMap<&'d str, Vec<String>>;

/// All components, each with the number of its circle, which most are alone in.
pub(crate) fn numbered(document: &Value) -> BTreeMap<String, usize> {
    let ahead = ahead(document);
    circles(&ahead, &back(&ahead))
}

/// The components in circles, and all that lead there: where the generator breaks a
/// circle hangs on the way by which it comes there.
pub(crate) fn led_into(document: &Value) -> BTreeSet<String> {
    let ahead = ahead(document);
    let back = back(&ahead);
    let numbers = circles(&ahead, &back);
    let is_within = |(name, targets): (&&str, &Vec<String>)| {
        let own = numbers.get(*name);
        targets.iter().any(|target| numbers.get(target) == own)
    };
    let mut open: Vec<String> = ahead
        .iter()
        .filter(|one| is_within(*one))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        if found.insert(name.clone()) {
            open.extend(back.get(name.as_str()).into_iter().flatten().cloned());
        }
    }
    found
}

fn ahead(document: &Value) -> Links<'_> {
    let each = components(document).into_iter().flatten();
    each.map(|(name, schema)| {
        let mut found = Vec::new();
        held(schema, &mut found);
        (name.as_str(), found)
    })
    .collect()
}

fn back<'d>(ahead: &Links<'d>) -> Links<'d> {
    let mut back = Links::new();
    for (name, targets) in ahead {
        for target in targets {
            if let Some((target, _)) = ahead.get_key_value(target.as_str()) {
                back.entry(target).or_default().push((*name).to_owned());
            }
        }
    }
    back
}

/// Kosaraju: in the order in which they are left, against the links.
fn circles(ahead: &Links<'_>, back: &Links<'_>) -> BTreeMap<String, usize> {
    let mut left = Vec::new();
    let mut seen = BTreeMap::new();
    for name in ahead.keys() {
        visit(name, ahead, &mut seen, 0, &mut left);
    }
    let mut circles = BTreeMap::new();
    for (number, name) in left.iter().rev().enumerate() {
        visit(name, back, &mut circles, number, &mut Vec::new());
    }
    circles
}

/// Numbers everything that is reached from `start` and has no number, depth
/// first; `left` gets the names in the order in which they are left.
fn visit(
    start: &str,
    links: &Links<'_>,
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

#[cfg(test)]
mod tests {
    use super::led_into;
    use serde_json::{Value, json};

    #[test]
    fn circles_and_what_leads_there_are_told_from_what_hangs_on_them() {
        let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let holds = |names: &[&str]| {
            let members = names.iter().map(|name| (name.to_lowercase(), of(name)));
            json!({ "type": "object", "properties": members.collect::<serde_json::Map<_, _>>() })
        };
        let document: Value = json!({ "components": { "schemas": {
            "Before": holds(&["One", "Leaf"]),
            "One": holds(&["Other"]),
            "Other": holds(&["One", "Leaf"]),
            "Leaf": { "type": "object", "properties": { "all": { "type": "array", "items": of("Leaf") } } },
            "Self": holds(&["Self"]),
            "Beside": holds(&["Leaf"]),
        } } });
        let found = led_into(&document);
        let names: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(names, ["Before", "One", "Other", "Self"]);
    }
}
