//! One edit of a JSON tree, drawn by a random number generator.

use crate::words::{KEYS, NAMES, WORDS, number};
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// No edit makes a tree larger than this.
const MOST_NODES: usize = 20_000;

/// Changes `tree` somewhere.
pub(crate) fn edit(tree: &mut Value, rng: &mut Rng) {
    let places = places(tree);
    let Some(place) = rng.choice(&places).cloned() else {
        return;
    };
    match rng.u8(0..12) {
        0 => replace(tree, &place, leaf(rng)),
        1 => replace(tree, &place, schema(&components(tree), rng)),
        2 => replace(tree, &place, reference(&components(tree), rng)),
        3 | 4 => move_copy(tree, &place, &places, rng),
        5 => rename(tree, &place, name(rng)),
        6 => repeat(tree, &place, rng),
        7 => remove(tree, &place),
        8 => wrap(tree, &place, rng),
        9 => insert(tree, &place, name(rng), leaf(rng)),
        10 => insert(tree, &place, key(rng), schema(&[], rng)),
        _ => insert(tree, &place, key(rng), leaf(rng)),
    }
}

/// The JSON pointers of every node.
fn places(tree: &Value) -> Vec<String> {
    fn walk(value: &Value, pointer: &str, places: &mut Vec<String>) {
        if places.len() >= MOST_NODES {
            return;
        }
        places.push(pointer.to_owned());
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    walk(value, &format!("{pointer}/{key}"), places);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    walk(value, &format!("{pointer}/{index}"), places);
                }
            }
            _ => {}
        }
    }
    let mut places = Vec::new();
    walk(tree, "", &mut places);
    places
}

/// References to every component.
fn components(tree: &Value) -> Vec<String> {
    let sections = tree.get("components").and_then(Value::as_object);
    let mut found = Vec::new();
    for (section, members) in sections.into_iter().flatten() {
        for name in members.as_object().into_iter().flat_map(Map::keys) {
            let name = name.replace('~', "~0").replace('/', "~1");
            found.push(format!("#/components/{section}/{name}"));
        }
    }
    found
}

fn reference(components: &[String], rng: &mut Rng) -> Value {
    let reference = rng.choice(components).map_or("#", String::as_str);
    json!({ "$ref": reference })
}

fn key(rng: &mut Rng) -> String {
    rng.choice(KEYS).copied().unwrap_or_default().to_owned()
}

fn name(rng: &mut Rng) -> String {
    let name = rng.choice(NAMES).copied().unwrap_or_default();
    match rng.u8(0..20) {
        0 => name.repeat(rng.usize(1..40)),
        1 => format!("{name}{}", rng.u8(..)),
        2 => name.to_uppercase(),
        _ => name.to_owned(),
    }
}

/// A value without values inside.
fn leaf(rng: &mut Rng) -> Value {
    match rng.u8(0..10) {
        0 => Value::Null,
        1 => json!(rng.bool()),
        2 => number(rng),
        3 => json!({}),
        4 => json!([]),
        5 | 6 => json!(rng.choice(WORDS).copied().unwrap_or_default()),
        7 => json!(key(rng)),
        _ => json!(name(rng)),
    }
}

/// A schema of some depth.
fn schema(components: &[String], rng: &mut Rng) -> Value {
    let mut inner = || match rng.u8(0..3) {
        0 => reference(components, rng),
        1 => json!({ "type": rng.choice(WORDS).copied().unwrap_or_default() }),
        _ => schema(components, rng),
    };
    let (one, two) = (inner(), inner());
    match rng.u8(0..10) {
        0 => json!({ "type": "array", "items": one }),
        1 => json!({ "type": "object", "properties": { name(rng): one, name(rng): two } }),
        2 => json!({ "type": "object", "additionalProperties": one }),
        3 => json!({ "oneOf": [one, two] }),
        4 => json!({ "anyOf": [one, two], "nullable": true }),
        5 => json!({ "allOf": [one, two] }),
        6 => json!({ "enum": [leaf(rng), leaf(rng), name(rng)], "type": "string" }),
        7 => json!({ "type": "string", "format": name(rng), "default": leaf(rng) }),
        8 => json!({ "type": "integer", "minimum": number(rng), "maximum": number(rng) }),
        _ => json!({
            "oneOf": [one, two],
            "discriminator": { "propertyName": name(rng), "mapping": { name(rng): name(rng) } },
        }),
    }
}

fn replace(tree: &mut Value, place: &str, value: Value) {
    if let Some(node) = tree.pointer_mut(place) {
        *node = value;
    }
}

/// Puts what stands somewhere else in the place of a node.
fn move_copy(tree: &mut Value, place: &str, places: &[String], rng: &mut Rng) {
    let from = rng.choice(places).map_or("", String::as_str);
    // Large parts into small places: the tree would double with each edit.
    let Some(copy) = tree
        .pointer(from)
        .filter(|copy| copy.to_string().len() < 4_000)
    else {
        return;
    };
    replace(tree, place, copy.clone());
}

/// The object around a place, and the key in it.
fn holder<'t>(tree: &'t mut Value, place: &str) -> Option<(&'t mut Map<String, Value>, String)> {
    let (parent, key) = place.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    Some((tree.pointer_mut(parent)?.as_object_mut()?, key))
}

fn rename(tree: &mut Value, place: &str, name: String) {
    if let Some((members, key)) = holder(tree, place)
        && let Some(value) = members.shift_remove(&key)
    {
        members.insert(name, value);
    }
}

fn remove(tree: &mut Value, place: &str) {
    if let Some((members, key)) = holder(tree, place) {
        members.shift_remove(&key);
    }
}

/// Puts a member or an item there once more, under another name.
fn repeat(tree: &mut Value, place: &str, rng: &mut Rng) {
    if let Some((members, key)) = holder(tree, place) {
        let name = if rng.bool() {
            name(rng)
        } else {
            swapped_case(&key)
        };
        if let Some(value) = members
            .get(&key)
            .filter(|value| value.to_string().len() < 4_000)
        {
            members.insert(name, value.clone());
        }
    } else if let Some(Value::Array(items)) = tree.pointer_mut(place)
        && let Some(item) = rng.choice(&*items).cloned()
    {
        items.push(item);
    }
}

/// A name that is another in JSON and the same in Rust.
fn swapped_case(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().map(|c| {
        if c.is_lowercase() {
            c.to_uppercase().collect::<String>()
        } else {
            format!("-{c}")
        }
    });
    first.unwrap_or_default() + chars.as_str()
}

fn wrap(tree: &mut Value, place: &str, rng: &mut Rng) {
    let Some(node) = tree.pointer_mut(place) else {
        return;
    };
    let inner = node.take();
    *node = match rng.u8(0..5) {
        0 => json!([inner]),
        1 => json!({ "allOf": [inner] }),
        2 => json!({ "oneOf": [inner, { "type": "string" }] }),
        3 => json!({ "type": "array", "items": inner }),
        _ => json!({ key(rng): inner }),
    };
}

fn insert(tree: &mut Value, place: &str, key: String, value: Value) {
    match tree.pointer_mut(place) {
        Some(Value::Object(members)) => {
            members.insert(key, value);
        }
        Some(Value::Array(items)) => items.push(value),
        _ => {}
    }
}
