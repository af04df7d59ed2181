//! Single values: `const`, lists of them, and `examples`.

use super::stage::Stage;
use serde_json::{Map, Value, json};

/// What an alternative may have that is one documented value of an enum.
const ONE_VALUE: [&str; 5] = ["const", "type", "title", "description", "deprecated"];

/// `const` is an enum of one value, and a union of such is one enum.
pub(super) fn constant(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    for keyword in ["oneOf", "anyOf"] {
        documented(members, keyword, at, stage);
    }
    let Some(position) = members.keys().position(|name| name == "const") else {
        return;
    };
    let Some(value) = members.shift_remove("const") else {
        return;
    };
    if value.is_null() {
        members.insert("nullable".to_owned(), json!(true));
    }
    // An enum beside it says the same, or nothing can be valid.
    members.shift_remove("enum");
    let position = position.min(members.len());
    members.shift_insert(position, "enum".to_owned(), json!([value]));
    stage.moved(at, &[("/enum".to_owned(), "/const".to_owned())]);
}

/// Makes an enum of alternatives that are one text each; what is said of each text
/// goes to the description.
fn documented(members: &mut Map<String, Value>, keyword: &str, at: &str, stage: &mut Stage<'_>) {
    let Some(Value::Array(parts)) = members.get(keyword) else {
        return;
    };
    let texts: Option<Vec<&str>> = parts.iter().map(one_text).collect();
    let has_others = ["enum", "const", "discriminator"]
        .iter()
        .any(|other| members.contains_key(*other));
    let is_text = members.get("type").is_none_or(|said| {
        said == "string"
            || said
                .as_array()
                .is_some_and(|all| all.contains(&json!("string")))
    });
    let Some(texts) = texts.filter(|texts| texts.len() > 1 && !has_others && is_text) else {
        return;
    };
    let values = json!(texts);
    let said: Vec<String> = parts.iter().filter_map(said_of).collect();
    members.shift_remove(keyword);
    members.entry("type").or_insert_with(|| json!("string"));
    members.insert("enum".to_owned(), values);
    stage.moved(at, &[("/enum".to_owned(), format!("/{keyword}"))]);
    if !said.is_empty() {
        let own = members.get("description").and_then(Value::as_str);
        let own = own.map(|own| format!("{own}\n\n")).unwrap_or_default();
        members.insert("description".to_owned(), json!(own + &said.join("\n")));
    }
}

/// The text that an alternative is, if it is nothing else.
fn one_text(part: &Value) -> Option<&str> {
    let members = part.as_object()?;
    let plain = members
        .keys()
        .all(|name| ONE_VALUE.contains(&name.as_str()));
    members.get("const").filter(|_| plain)?.as_str()
}

/// A line about a documented value.
fn said_of(part: &Value) -> Option<String> {
    let text = |name| part.get(name).and_then(Value::as_str);
    let deprecated = part.get("deprecated") == Some(&json!(true));
    let said: Vec<&str> = [
        deprecated.then_some("deprecated"),
        text("title"),
        text("description"),
    ]
    .into_iter()
    .flatten()
    .filter(|said| Some(*said) != text("const"))
    .collect();
    let value = text("const")?;
    (!said.is_empty()).then(|| format!("- `{value}`: {}", said.join(". ")))
}

/// The first of the examples is the example; where there are more, all are kept.
pub(super) fn examples(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    let Some(position) = members.keys().position(|name| name == "examples") else {
        return;
    };
    let Some(examples) = members.shift_remove("examples") else {
        return;
    };
    let first = match &examples {
        Value::Array(all) => all.first().cloned(),
        _ => None,
    };
    if let Some(first) = first.filter(|_| !members.contains_key("example")) {
        members.shift_insert(position.min(members.len()), "example".to_owned(), first);
        stage.moved(at, &[("/example".to_owned(), "/examples/0".to_owned())]);
        if examples.as_array().is_some_and(|all| all.len() < 2) {
            return;
        }
    }
    if examples != json!([]) {
        members.insert("x-examples".to_owned(), examples);
        stage.moved(at, &[("/x-examples".to_owned(), "/examples".to_owned())]);
    }
}
