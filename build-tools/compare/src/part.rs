//! The parts of a document, and the references between them.

use api_document::diagnostic::join_pointer;
use api_document::member::Members;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A value and its place in the document.
#[derive(Debug, Clone)]
pub(crate) struct Part<'d> {
    pub(crate) value: &'d Value,
    pub(crate) pointer: Rc<str>,
}

impl<'d> Part<'d> {
    /// A member of the value, if it has it.
    pub(crate) fn get(&self, name: &str) -> Option<Part<'d>> {
        Some(Part {
            value: self.value.member(name)?,
            pointer: join(&self.pointer, name),
        })
    }

    /// The members of the value; none if it is not an object.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'d str, Part<'d>)> + use<'d> {
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

    /// The items of the value; none if it is not a list.
    pub(crate) fn items(&self) -> impl Iterator<Item = Part<'d>> + use<'d> {
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

    /// A member that only documents; an empty map or text counts as absent.
    pub(crate) fn docs(&self, name: &str) -> Option<Part<'d>> {
        let empty = |part: &Part<'_>| match part.value {
            Value::Object(members) => members.is_empty(),
            Value::String(text) => text.is_empty(),
            _ => false,
        };
        self.get(name)
            .filter(|part| name == "example" || !empty(part))
    }

    pub(crate) fn text(&self, name: &str) -> Option<&'d str> {
        self.value.member(name)?.as_str()
    }

    /// Whether a member is `true`; absent is `false`.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.value.member(name).and_then(Value::as_bool) == Some(true)
    }

    /// The address of the value in memory, which identifies it.
    pub(crate) fn address(&self) -> usize {
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

/// The root of one of the two documents, where every reference starts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Root<'d>(pub(crate) &'d Value);

impl<'d> Root<'d> {
    /// A part of the document, by its pointer.
    pub(crate) fn at(self, pointer: &str) -> Option<Part<'d>> {
        let mut value = self.0;
        for segment in pointer.split('/').skip(1) {
            value = member(value, segment)?;
        }
        Some(Part {
            value,
            pointer: pointer.into(),
        })
    }

    /// The members of a part; none if there is no such part.
    pub(crate) fn members_at(self, pointer: &str) -> BTreeMap<&'d str, Part<'d>> {
        self.at(pointer)
            .map(|part| part.members().collect())
            .unwrap_or_default()
    }

    /// Follows references to their target.
    pub(crate) fn resolve(self, part: Part<'d>) -> Part<'d> {
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

/// The member or item that a segment of a pointer names.
fn member<'d>(value: &'d Value, segment: &str) -> Option<&'d Value> {
    match value {
        Value::Object(members) if segment.contains('~') => {
            members.member(&segment.replace("~1", "/").replace("~0", "~"))
        }
        Value::Object(members) => members.member(segment),
        Value::Array(items) => items.get(segment.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The pointer a reference holds.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    value.member("$ref")?.as_str()?.strip_prefix('#')
}

/// Every reference in a value.
pub(crate) fn references(value: &Value) -> Vec<&str> {
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
        .member("discriminator")
        .and_then(|discriminator| discriminator.member("mapping"))
        .and_then(Value::as_object);
    let targets = mapping
        .into_iter()
        .flatten()
        .filter_map(|(_, to)| to.as_str());
    found.extend(targets.filter_map(|to| to.strip_prefix('#')));
}
