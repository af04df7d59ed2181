//! `type` as a list, and the type `null`.

use super::nulls::only_null;
use super::several;
use super::stage::Stage;
use serde_json::{Map, Value, json};

const TYPES: [&str; 7] = [
    "null", "boolean", "object", "array", "number", "integer", "string",
];

pub(super) fn listed(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    if members.get("nullable") == Some(&json!(true)) && stage.is_written(at, "nullable") {
        stage.older("nullable", at);
    }
    if let Some((index, unknown)) = unknown(members.get("type")) {
        members.insert("type".to_owned(), unknown);
        stage.moved(at, &[("/type".to_owned(), format!("/type/{index}"))]);
        return;
    }
    let Some(mut types) = types(members.get("type")) else {
        return;
    };
    let null = types.iter().position(|name| *name == "null");
    if let Some(null) = null {
        types.remove(null);
    }
    if types.iter().any(|name| name == "number") {
        types.retain(|name| name != "integer");
    }
    match types.as_slice() {
        [] => only_null(members),
        [one] => {
            members.insert("type".to_owned(), json!(one));
        }
        many => several::split(members, many, at, stage),
    }
    if null.is_some() {
        members.insert("nullable".to_owned(), json!(true));
    }
}

/// The first text of a list that is not a type; the validation finds it in the
/// place of the list.
fn unknown(said: Option<&Value>) -> Option<(usize, Value)> {
    let mut names = said?.as_array()?.iter().enumerate();
    let is_unknown = |name: &str| !TYPES.contains(&name);
    let (index, name) = names.find(|(_, name)| name.as_str().is_some_and(is_unknown))?;
    Some((index, name.clone()))
}

/// The types of a list, or the type `null` alone; nothing where all is said in
/// the words of 3.0 or not to be understood.
fn types(said: Option<&Value>) -> Option<Vec<String>> {
    let names: Vec<&str> = match said? {
        Value::String(name) if name == "null" => vec![name],
        Value::Array(names) if !names.is_empty() => {
            names.iter().map(Value::as_str).collect::<Option<_>>()?
        }
        _ => return None,
    };
    let mut types: Vec<String> = Vec::new();
    for name in names {
        if types.iter().all(|known| known != name) {
            types.push(name.to_owned());
        }
    }
    Some(types)
}
