//! What stands beside a `$ref`: OpenAPI 3.0 passes over it, newer versions do not.

use super::stage::Stage;
use crate::diagnostic::join_pointer;
use crate::validate::kind::Kind;
use serde_json::{Map, Value, json};

/// The longest chain of references that is followed.
const LONGEST_CHAIN: usize = 64;

/// Beside a reference to anything but a schema, a description takes the place of
/// that of the target.
pub(super) fn override_texts(stage: &mut Stage<'_>, kind: Kind, value: &mut Value, at: &str) {
    let Some(own) = value.as_object().filter(|own| own.contains_key("$ref")) else {
        return;
    };
    let texts: Vec<(String, Value)> = texts_of(kind)
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), own.get(*name)?.clone())))
        .collect();
    // A media type, which OpenAPI 3.0 has no components for, is written out anyway.
    if texts.is_empty() && kind != Kind::MediaType {
        return;
    }
    let Some((mut target, from)) = followed(stage.written, own) else {
        return;
    };
    let moves: Vec<(String, String)> = target
        .keys()
        .filter(|name| texts.iter().all(|(text, _)| text != *name))
        .map(|name| (join_pointer(at, name), join_pointer(&from, name)))
        .collect();
    target.extend(texts);
    *value = Value::Object(target);
    for (at, from) in moves {
        stage.origins.note(at, from);
    }
}

/// The texts that such an object has.
fn texts_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Example => &["summary", "description"],
        Kind::Parameter
        | Kind::Header
        | Kind::RequestBody
        | Kind::Response
        | Kind::Link
        | Kind::SecurityScheme => &["description"],
        _ => &[],
    }
}

fn followed(document: &Value, own: &Map<String, Value>) -> Option<(Map<String, Value>, String)> {
    let mut reference = own.get("$ref")?.as_str()?;
    for _ in 0..LONGEST_CHAIN {
        let pointer = reference.strip_prefix('#')?;
        let target = document.pointer(pointer)?.as_object()?;
        match target.get("$ref") {
            Some(next) => reference = next.as_str()?,
            None => return Some((target.clone(), pointer.to_owned())),
        }
    }
    None
}

/// Beside a reference to a schema, every keyword holds as well.
pub(super) fn of_schema(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    if let Some(reference) = members.shift_remove("$dynamicRef") {
        members.entry("$ref").or_insert(reference);
    }
    if members.len() < 2 {
        return;
    }
    let Some(reference) = members.shift_remove("$ref") else {
        return;
    };
    let mut parts = vec![json!({ "$ref": reference })];
    let mut moves = Vec::new();
    if let Some(Value::Array(others)) = members.shift_remove("allOf") {
        for (index, part) in others.into_iter().enumerate() {
            moves.push((format!("/allOf/{}", index + 1), format!("/allOf/{index}")));
            parts.push(part);
        }
    }
    members.insert("allOf".to_owned(), Value::Array(parts));
    stage.moved(at, &moves);
    let from = stage.origins.of(at);
    stage.origins.note_new(format!("{at}/allOf/0"), from);
}
