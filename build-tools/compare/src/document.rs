//! One of the two documents, and the places in it.

use api_document::diagnostic::join_pointer;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Part<'d> {
    pub(super) value: &'d Value,
    pub(super) pointer: Rc<str>,
}

impl<'d> Part<'d> {
    /// A member of the value, if it has it.
    pub(super) fn get(&self, name: &str) -> Option<Part<'d>> {
        Some(Part {
            value: self.value.get(name)?,
            pointer: join(&self.pointer, name),
        })
    }

    /// The members of the value; none if it is no object.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'d str, Part<'d>)> + use<'d> {
        let pointer = Rc::clone(&self.pointer);
        self.value
            .as_object()
            .into_iter()
            .flatten()
            .map(move |(name, value)| {
                let pointer = join(&pointer, name);
                (name.as_str(), Part { value, pointer })
            })
    }

    /// The items of the value; none if it is no list.
    pub(super) fn items(&self) -> impl Iterator<Item = Part<'d>> + use<'d> {
        let pointer = Rc::clone(&self.pointer);
        self.value
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
            .map(move |(index, value)| Part {
                value,
                pointer: format!("{pointer}/{index}").into(),
            })
    }

    /// A member that is for people to read; an empty map of them says nothing,
    /// nor does an empty text.
    pub(super) fn words(&self, name: &str) -> Option<Part<'d>> {
        let empty = |part: &Part<'_>| match part.value {
            Value::Object(members) => members.is_empty(),
            Value::String(text) => text.is_empty(),
            _ => false,
        };
        self.get(name)
            .filter(|part| name == "example" || !empty(part))
    }

    pub(super) fn text(&self, name: &str) -> Option<&'d str> {
        self.value.get(name)?.as_str()
    }

    /// Whether a member is `true`; absent is `false`.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.value.get(name).and_then(Value::as_bool) == Some(true)
    }

    /// Tells values apart by where they are in memory.
    pub(super) fn address(&self) -> usize {
        std::ptr::from_ref(self.value).addr()
    }
}

/// Appends a segment; few have anything to escape, and this is done often.
fn join(pointer: &str, segment: &str) -> Rc<str> {
    if segment.contains(['~', '/']) {
        join_pointer(pointer, segment).into()
    } else {
        [pointer, "/", segment].concat().into()
    }
}

/// One document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'d> {
    pub(super) root: &'d Value,
}

impl<'d> Side<'d> {
    /// A part of the document, by its pointer.
    pub(super) fn at(self, pointer: &str) -> Option<Part<'d>> {
        let mut value = self.root;
        for segment in pointer.split('/').skip(1) {
            value = member(value, segment)?;
        }
        Some(Part {
            value,
            pointer: pointer.into(),
        })
    }

    /// The members of a part; none if there is no such part.
    pub(super) fn members_at(self, pointer: &str) -> BTreeMap<&'d str, Part<'d>> {
        self.at(pointer)
            .map(|part| part.members().collect())
            .unwrap_or_default()
    }

    /// Follows references to what they stand for.
    pub(super) fn resolve(self, part: Part<'d>) -> Part<'d> {
        const LONGEST_CHAIN: usize = 64;
        let mut current = part;
        for _ in 0..LONGEST_CHAIN {
            let target = reference(current.value).and_then(|pointer| self.at(pointer));
            match target {
                Some(next) => current = next,
                None => return current,
            }
        }
        current
    }
}

/// What a segment of a pointer leads to; few have anything to unescape.
fn member<'d>(value: &'d Value, segment: &str) -> Option<&'d Value> {
    match value {
        Value::Object(members) if segment.contains('~') => {
            members.get(&segment.replace("~1", "/").replace("~0", "~"))
        }
        Value::Object(members) => members.get(segment),
        Value::Array(items) => items.get(segment.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The pointer a reference holds.
pub(super) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()?.strip_prefix('#')
}

/// The components that are the same text in both documents, with everything
/// they refer to: nothing that only refers to them can have changed.
#[derive(Debug, Default)]
pub(super) struct Unchanged(HashSet<String>);

impl Unchanged {
    pub(super) fn between(base: Side<'_>, revision: Side<'_>) -> Self {
        let mut same = HashSet::new();
        let mut users: HashMap<&str, Vec<String>> = HashMap::new();
        for (section, members) in base.members_at("/components") {
            for (_, part) in members.members().filter(|_| section != "securitySchemes") {
                let other = revision.at(&part.pointer);
                if other.is_some_and(|other| other.value == part.value) {
                    for target in references(part.value) {
                        users
                            .entry(target)
                            .or_default()
                            .push(part.pointer.to_string());
                    }
                    same.insert(part.pointer.to_string());
                }
            }
        }
        // Whoever refers to something that is not the same is not the same.
        let changed = users.keys().filter(|target| !same.contains(**target));
        let mut open: Vec<String> = changed.map(|target| (*target).to_owned()).collect();
        while let Some(target) = open.pop() {
            let users = users.get(target.as_str()).into_iter().flatten();
            open.extend(users.filter(|user| same.remove(*user)).cloned());
        }
        Self(same)
    }

    /// Whether two values are the same text and refer to the same things.
    pub(super) fn same(&self, base: &Value, revision: &Value) -> bool {
        base == revision && references(base).into_iter().all(|to| self.0.contains(to))
    }
}

/// Every reference in a value.
pub(super) fn references(value: &Value) -> Vec<&str> {
    let mut found = Vec::new();
    collect(value, &mut found);
    found
}

fn collect<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(members) => {
            found.extend(reference(value));
            mapped(members, found);
            members.values().for_each(|member| collect(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// A discriminator refers to schemas without `$ref`.
fn mapped<'v>(members: &'v Map<String, Value>, found: &mut Vec<&'v str>) {
    let mapping = members
        .get("discriminator")
        .and_then(|discriminator| discriminator.get("mapping"))
        .and_then(Value::as_object);
    let targets = mapping
        .into_iter()
        .flatten()
        .filter_map(|(_, to)| to.as_str());
    found.extend(targets.filter_map(|to| to.strip_prefix('#')));
}
