//! What an action does to one node, in the version its overlay is written in.
//!
//! Overlay 1.0 appends whatever it is given to a list, as one item, and has no
//! words for single values. Overlay 1.1 appends a list to a list item by item,
//! replaces single values, and objects where two values do not go together.

use crate::diagnostic::{join_pointer, unescape_segment};
use crate::source::describe;
use serde_json::{Map, Value};
use serde_json_path::JsonPath;

/// The version of the Overlay Specification that an overlay is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V1_0,
    V1_1,
}

impl Version {
    pub(super) fn of(text: &str) -> Option<Self> {
        match text.split('.').collect::<Vec<_>>().as_slice() {
            ["1", "0", _] => Some(Self::V1_0),
            ["1", "1", _] => Some(Self::V1_1),
            _ => None,
        }
    }
}

/// What an action does to the nodes it matches.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    Update(Value),
    /// An update with what the document has at one place.
    Copy(JsonPath, String),
    Remove,
}

/// What came of it at one node.
pub(super) enum Changed {
    Yes,
    No,
    Impossible(String),
}

/// Takes a node out of the object or list it is in.
pub(super) fn remove(document: &mut Value, pointer: &str) -> Changed {
    let gone = || Changed::Impossible("an earlier node of the same action removed it".to_owned());
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        return Changed::Impossible("the whole document cannot be removed".to_owned());
    };
    let key = unescape_segment(last);
    let removed = match document.pointer_mut(parent) {
        Some(Value::Object(members)) => members.shift_remove(&key),
        Some(Value::Array(items)) => {
            let index = key.parse().ok().filter(|index| *index < items.len());
            index.map(|index: usize| items.remove(index))
        }
        _ => None,
    };
    removed.map_or_else(gone, |_| Changed::Yes)
}

/// Updates a node with a value.
pub(super) fn update(
    document: &mut Value,
    pointer: &str,
    value: &Value,
    version: Version,
) -> Changed {
    let Some(node) = document.pointer_mut(pointer) else {
        return Changed::Impossible("an earlier node of the same action replaced it".to_owned());
    };
    let before = node.clone();
    let updated = match version {
        Version::V1_0 => update_1_0(node, value),
        Version::V1_1 => update_1_1(node, value),
    };
    match updated {
        Err(why) => Changed::Impossible(why),
        Ok(()) if *node == before => Changed::No,
        Ok(()) => Changed::Yes,
    }
}

fn update_1_0(node: &mut Value, value: &Value) -> Result<(), String> {
    match (&mut *node, value) {
        (Value::Array(items), value) => items.push(value.clone()),
        (Value::Object(_), Value::Object(_)) => merge(node, value),
        _ => {
            return Err(format!(
                "an update merges an object into an object, and this is {} into {}",
                describe(value),
                describe(node)
            ));
        }
    }
    Ok(())
}

/// Objects member by member, arrays appended, all else replaced.
fn merge(target: &mut Value, update: &Value) {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            for (key, value) in update {
                match target.get_mut(key) {
                    Some(existing) => merge(existing, value),
                    None => {
                        target.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(target), Value::Array(update)) => target.extend(update.iter().cloned()),
        (target, update) => *target = update.clone(),
    }
}

fn update_1_1(node: &mut Value, value: &Value) -> Result<(), String> {
    match (node, value) {
        (Value::Array(items), Value::Array(more)) => items.extend(more.iter().cloned()),
        (Value::Array(items), one) => items.push(one.clone()),
        (Value::Object(members), Value::Object(more)) => {
            if let Some(conflict) = conflict(members, more, "") {
                return Err(conflict);
            }
            merge_members(members, more);
        }
        (node, value) => match misfit(node, value) {
            Some(why) => return Err(why),
            None => *node = value.clone(),
        },
    }
    Ok(())
}

/// The first member of both that the two have in forms that do not go together.
fn conflict(
    members: &Map<String, Value>,
    more: &Map<String, Value>,
    pointer: &str,
) -> Option<String> {
    more.iter().find_map(|(key, value)| {
        let pointer = join_pointer(pointer, key);
        match (members.get(key)?, value) {
            (Value::Object(members), Value::Object(more)) => conflict(members, more, &pointer),
            (node, value) => misfit(node, value).map(|why| format!("at `{pointer}`, {why}")),
        }
    })
}

/// Why a value cannot update another, if it cannot.
fn misfit(node: &Value, value: &Value) -> Option<String> {
    let expected = match Form::of(node) {
        form if form == Form::of(value) => return None,
        Form::Object => "an object, to merge into an object",
        Form::List => "a list, to append to a list",
        Form::Single => "a single value, to replace one",
    };
    Some(format!("expected {expected}, found {}", describe(value)))
}

/// Merges objects between which there is no conflict.
fn merge_members(members: &mut Map<String, Value>, more: &Map<String, Value>) {
    for (key, value) in more {
        match (members.get_mut(key), value) {
            (Some(Value::Object(members)), Value::Object(more)) => merge_members(members, more),
            (Some(Value::Array(items)), Value::Array(more)) => items.extend(more.iter().cloned()),
            (Some(node), value) => *node = value.clone(),
            (None, value) => {
                members.insert(key.clone(), value.clone());
            }
        }
    }
}

/// The three forms that Overlay 1.1 tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Object,
    List,
    Single,
}

impl Form {
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::List,
            _ => Self::Single,
        }
    }
}
