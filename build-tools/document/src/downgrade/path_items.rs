//! Path items that are references, to components or other path items: OpenAPI 3.0
//! has no such components, so each is written out.

use super::stage::Stage;
use crate::diagnostic::join_pointer;
use crate::validate::kind::{Kind, WEBHOOKS, kind_at};
use serde_json::{Map, Value};

/// The longest chain of references that is followed.
const LONGEST_CHAIN: usize = 64;

pub(super) fn write_out(stage: &mut Stage<'_>, document: &mut Value) {
    for section in ["paths", WEBHOOKS] {
        let items = document.get_mut(section).and_then(Value::as_object_mut);
        for (name, item) in items.into_iter().flatten() {
            let at = join_pointer(&join_pointer("", section), name);
            written_out(stage, item, &at);
        }
    }
}

/// Keeps aside the path items that nothing uses; the others are written out.
pub(super) fn put_aside(stage: &Stage<'_>, document: &mut Value) {
    let Some(Value::Object(components)) = document.get_mut("components") else {
        return;
    };
    if let Some(Value::Object(mut items)) = components.shift_remove("pathItems") {
        let is_unused = |name: &String| {
            let pointer = join_pointer("/components/pathItems", name);
            !stage.used_items.contains(&pointer)
        };
        items.retain(|name, _| is_unused(name));
        if !items.is_empty() {
            components.insert("x-pathItems".to_owned(), Value::Object(items));
        }
    }
}

/// Puts in place of a reference the path item it leads to.
pub(super) fn written_out(stage: &mut Stage<'_>, item: &mut Value, at: &str) {
    let Some(own) = item.as_object().filter(|own| own.contains_key("$ref")) else {
        return;
    };
    let Some((target, from)) = followed(stage.written, own) else {
        return;
    };
    stage.used_items.insert(from.clone());
    let mut united = own.clone();
    united.shift_remove("$ref");
    let mut moves = Vec::new();
    for (name, value) in target {
        if !united.contains_key(name) {
            united.insert(name.clone(), value.clone());
            moves.push((join_pointer(at, name), join_pointer(&from, name)));
        }
    }
    *item = Value::Object(united);
    for (at, from) in moves {
        stage.origins.note(at, from);
    }
}

/// The path item that a reference leads to, and its pointer.
fn followed<'d>(
    document: &'d Value,
    own: &Map<String, Value>,
) -> Option<(&'d Map<String, Value>, String)> {
    let mut reference = own.get("$ref")?.as_str()?;
    for _ in 0..LONGEST_CHAIN {
        let pointer = reference.strip_prefix('#')?;
        let target = document.pointer(pointer)?.as_object()?;
        if kind_at(pointer) != Some(Kind::PathItem) {
            return None;
        }
        match target.get("$ref") {
            Some(next) => reference = next.as_str()?,
            None => return Some((target, pointer.to_owned())),
        }
    }
    None
}
