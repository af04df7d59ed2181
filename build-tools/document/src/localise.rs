//! Gives every reference inside the document a component to name.
//!
//! The specification lets `$ref` point at any object of the right kind; the
//! later stages follow only components. What is pointed at elsewhere is copied
//! to `components`, a path item in place. What cannot be helped is left as it
//! is, and the validation says so.

use crate::diagnostic::join_pointer;
use crate::member::Members;
use crate::names::type_name;
use crate::percent;
use crate::validate::kind::{Kind, kind_at};
use crate::validate::walk::{Node, Visit, walk};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How many values are copied for one document, at the most.
const MOST_COPIED: usize = 500_000;

/// The longest chain of references that is followed.
const LONGEST_CHAIN: usize = 64;

/// A reference that does not point to a component, as written.
struct Stray {
    pointer: String,
    kind: Kind,
    reference: String,
}

/// What was copied: its place, and that of what it is a copy of.
pub(crate) struct Copied {
    pub(crate) at: String,
    pub(crate) from: String,
}

pub(crate) fn localise_references(document: &mut Value) -> Vec<Copied> {
    let mut copied = Vec::new();
    // Most documents have none.
    if strays(document, |_| true).is_empty() {
        return copied;
    }
    let mut budget = MOST_COPIED;
    for stray in strays(document, |kind| kind == Kind::PathItem) {
        let copy = path_item(document, &stray, &mut budget);
        if let (Some((copy, from)), Some(place)) = (copy, document.pointer_mut(&stray.pointer)) {
            *place = copy;
            let at = stray.pointer;
            copied.push(Copied { at, from });
        }
    }
    let found = strays(document, |kind| kind != Kind::PathItem);
    let mut names = BTreeMap::new();
    for stray in &found {
        if !names.contains_key(&stray.reference)
            && let Some((name, from)) = component_for(document, stray, &mut budget)
        {
            if let Some(at) = name.strip_prefix('#').filter(|at| *at != from) {
                let at = at.to_owned();
                copied.push(Copied { at, from });
            }
            names.insert(stray.reference.clone(), name);
        }
    }
    // The copies have references of their own.
    for stray in strays(document, |kind| kind != Kind::PathItem) {
        if let (Some(name), Some(place)) = (
            names.get(&stray.reference),
            document.pointer_mut(&stray.pointer),
        ) {
            place["$ref"] = json!(name);
        }
    }
    copied
}

fn strays(document: &Value, wanted: fn(Kind) -> bool) -> Vec<Stray> {
    let mut collect = Collect {
        wanted,
        found: Vec::new(),
    };
    walk(document, &mut collect);
    collect.found
}

struct Collect {
    wanted: fn(Kind) -> bool,
    found: Vec<Stray>,
}

impl<'d> Visit<'d> for Collect {
    fn node(&mut self, node: Node<'d, '_>) {
        let reference = node.members.member("$ref").and_then(Value::as_str);
        let Some(reference) = reference.filter(|reference| reference.starts_with("#/")) else {
            return;
        };
        if (self.wanted)(node.kind) && !is_component(reference) {
            self.found.push(Stray {
                pointer: node.pointer.to_owned(),
                kind: node.kind,
                reference: reference.to_owned(),
            });
        }
    }

    fn misshapen(&mut self, _: &str, _: &str, _: &Value) {}
}

fn is_component(reference: &str) -> bool {
    reference.starts_with("#/components/")
        && reference.split('/').count() == 4
        && !reference.contains('%')
}

/// The path item that a reference in place of one leads to.
fn path_item(document: &Value, stray: &Stray, budget: &mut usize) -> Option<(Value, String)> {
    let mut reference = stray.reference.clone();
    let mut added = document.pointer(&stray.pointer)?.as_object()?.clone();
    added.shift_remove("$ref");
    for _ in 0..LONGEST_CHAIN {
        let pointer = pointer(document, &reference)?;
        let target = document.pointer(&pointer)?.as_object()?;
        if kind_at(&pointer) != Some(Kind::PathItem) {
            return None;
        }
        let Some(next) = target.member("$ref").and_then(Value::as_str) else {
            spend(&Value::Object(target.clone()), budget)?;
            let united = united(target.clone(), added);
            return Some((Value::Object(united), pointer));
        };
        next.clone_into(&mut reference);
    }
    None
}

fn united(mut members: Map<String, Value>, more: Map<String, Value>) -> Map<String, Value> {
    for (name, value) in more {
        members.entry(name).or_insert(value);
    }
    members
}

/// Makes the target of a stray reference a component, and returns a reference
/// to it and the pointer of the target.
fn component_for(
    document: &mut Value,
    stray: &Stray,
    budget: &mut usize,
) -> Option<(String, String)> {
    let pointer = pointer(document, &stray.reference)?;
    if is_component(&format!("#{pointer}")) {
        return Some((format!("#{pointer}"), pointer));
    }
    let section = stray.kind.section()?;
    if kind_at(&pointer) != Some(stray.kind) {
        return None;
    }
    let copy = document.pointer(&pointer)?.clone();
    spend(&copy, budget)?;
    let components = document
        .as_object_mut()?
        .entry("components")
        .or_insert_with(|| json!({}));
    let components = components.as_object_mut()?.entry(section);
    let named = components.or_insert_with(|| json!({})).as_object_mut()?;
    let name = free_name(&pointer, named);
    let reference = format!(
        "#{}",
        join_pointer(&format!("/components/{section}"), &name)
    );
    named.insert(name, copy);
    Some((reference, pointer))
}

/// Takes the size of a value from the budget; `None` when it is used up.
fn spend(value: &Value, budget: &mut usize) -> Option<()> {
    *budget = budget.checked_sub(size(value))?;
    Some(())
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

/// The JSON pointer of a reference: as it is written, or with its percent
/// signs decoded, as in any URL.
fn pointer(document: &Value, reference: &str) -> Option<String> {
    let written = reference.strip_prefix('#')?;
    if document.pointer(written).is_some() {
        return Some(written.to_owned());
    }
    let decoded = percent::decoded(written)?;
    document.pointer(&decoded)?;
    Some(decoded)
}

/// A name made of what tells places apart.
fn free_name(pointer: &str, taken: &Map<String, Value>) -> String {
    const EVERYWHERE: [&str; 6] = [
        "paths",
        "components",
        "schemas",
        "properties",
        "content",
        "schema",
    ];
    let words: Vec<&str> = pointer
        .split('/')
        .filter(|segment| !EVERYWHERE.contains(segment))
        .collect();
    let words = words.join("-").replace("~1", "-").replace("~0", "-");
    let first = words.chars().find(|c| c.is_alphanumeric());
    let name = if first.is_some_and(char::is_alphabetic) {
        type_name(&words)
    } else {
        type_name(&format!("At-{words}"))
    };
    if !taken.contains_key(&name) {
        return name;
    }
    (2..u32::MAX)
        .map(|number| format!("{name}{number}"))
        .find(|name| !taken.contains_key(name))
        .unwrap_or(name)
}
