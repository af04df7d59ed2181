//! The components that hold themselves without a list or map between, which a type
//! can do in a box only.

use api_document::schema::{components, target};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// By the number of each component, the numbers of others.
type Links = Vec<Vec<usize>>;

/// All components, each with the number of its circle, which most are alone in.
pub(crate) fn numbered(document: &Value) -> HashMap<String, usize> {
    let held = Held::of(document);
    let names = held.names.iter().map(|name| (*name).to_owned());
    names.zip(held.circles()).collect()
}

/// The components in circles, and all that lead there: where the generator breaks a
/// circle hangs on the way by which it comes there.
pub(crate) fn led_into(document: &Value) -> BTreeSet<String> {
    let held = Held::of(document);
    let circles = held.circles();
    let is_within = |component: &usize| {
        let mut targets = held.ahead[*component].iter();
        targets.any(|target| circles[*target] == circles[*component])
    };
    let mut open: Vec<usize> = (0..held.names.len()).filter(is_within).collect();
    let mut found = BTreeSet::new();
    while let Some(component) = open.pop() {
        if found.insert(held.names[component].to_owned()) {
            open.extend(&held.back[component]);
        }
    }
    found
}

/// What components hold of others.
struct Held<'d> {
    names: Vec<&'d str>,
    ahead: Links,
    back: Links,
}

impl<'d> Held<'d> {
    fn of(document: &'d Value) -> Self {
        let all = components(document).into_iter().flatten();
        let names: Vec<&str> = all.clone().map(|(name, _)| name.as_str()).collect();
        let numbers: HashMap<&str, usize> = names.iter().copied().zip(0..).collect();
        let mut ahead = Links::with_capacity(names.len());
        let mut back = vec![Vec::new(); names.len()];
        for (user, (_, schema)) in all.enumerate() {
            let mut found: Vec<usize> = Vec::new();
            held(schema, &mut |name| found.extend(numbers.get(name)));
            for used in &found {
                back[*used].push(user);
            }
            ahead.push(found);
        }
        Self { names, ahead, back }
    }

    /// The number of the circle of each.
    fn circles(&self) -> Vec<usize> {
        // Kosaraju: in the order in which they are left, against the links.
        let count = self.names.len();
        let mut left = Vec::with_capacity(count);
        let mut seen = vec![None; count];
        for start in 0..count {
            visit(start, &self.ahead, &mut seen, 0, &mut left);
        }
        let mut circles = vec![None; count];
        for (number, start) in left.iter().rev().enumerate() {
            visit(*start, &self.back, &mut circles, number, &mut Vec::new());
        }
        circles.into_iter().flatten().collect()
    }
}

/// Numbers everything that is reached from `start` and has no number, depth
/// first; `left` gets what is reached in the order in which it is left.
fn visit(
    start: usize,
    links: &[Vec<usize>],
    numbers: &mut [Option<usize>],
    number: usize,
    left: &mut Vec<usize>,
) {
    if numbers[start].is_some() {
        return;
    }
    numbers[start] = Some(number);
    let mut open = vec![(start, 0)];
    while let Some((node, next)) = open.last_mut() {
        let child = links[*node].get(*next).copied();
        *next += 1;
        match child {
            Some(child) if numbers[child].is_none() => {
                numbers[child] = Some(number);
                open.push((child, 0));
            }
            Some(_) => {}
            None => {
                left.push(*node);
                open.pop();
            }
        }
    }
}

/// Calls with the components that a value of this schema holds in itself.
fn held(node: &Value, found: &mut dyn FnMut(&str)) {
    match node {
        Value::Object(members) => {
            if let Some(name) = target(node) {
                found(&name);
            }
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
