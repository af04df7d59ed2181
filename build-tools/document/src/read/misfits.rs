//! Values that are not of the type that their schema has.
//!
//! To YAML `1.10` and `true` are a number and a flag, and to most authors of an
//! `enum` of texts they are texts. There they are taken as they are written, not
//! as what they mean elsewhere. Whether something is a schema is told by its form,
//! so that an overlay has the same.

use crate::diagnostic::{Diagnostic, Place};
use crate::member::Members;
use crate::source::describe;
use crate::way::Way;
use serde_json::{Map, Value};

rules! {
    pub(crate) RULES:

    VALUE_OF_ANOTHER_TYPE: Warning {
        code: "value-of-another-type",
        meaning: "A value that a schema lists, or its default, is not of the type of the schema.",
        why: "No value can be both. Where the type is text, as in an `enum` of versions or codes \
              without quotes, it is taken as the text that is written there.",
        help: "Put the value in quotes if it is text, or correct the type.",
    }
}

/// The types of JSON Schema, but for null, which another word allows.
const TYPES: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];

/// The members of a schema that hold values, with whether there is a list of them.
const VALUES: [(&str, bool); 5] = [
    ("enum", true),
    ("const", false),
    ("default", false),
    ("example", false),
    ("examples", true),
];

/// The members whose own members have names that say nothing of what they are.
const NAMES: [&str; 12] = [
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "headers",
    "parameters",
    "paths",
    "patternProperties",
    "properties",
    "responses",
    "schemas",
];

/// A value that is not of the type of its schema.
#[derive(Debug)]
pub(super) struct Misfit {
    pub(super) pointer: String,
    /// The type that the schema has.
    expected: String,
    /// Whether it is a number or a flag where only text can be.
    pub(super) is_text: bool,
    /// Whether it is a number or a flag.
    is_unquoted: bool,
    /// Whether it is one of those values that are sent.
    is_sent: bool,
}

/// All such values, in the order of the document.
pub(super) fn misfits(value: &Value) -> Vec<Misfit> {
    let mut found = Vec::new();
    walk(value, &Way::ROOT, Names::OfMembers, &mut found);
    found
}

/// What is said of them; `written` has the values as they are written.
pub(super) fn told(file: &str, found: &[Misfit], written: &Value) -> Vec<Diagnostic> {
    let sent = found.iter().filter(|misfit| misfit.is_sent);
    let told = sent.map(|misfit| {
        let value = written.pointer(&misfit.pointer).unwrap_or(&Value::Null);
        let shown = match value {
            Value::String(text) if misfit.is_text => format!("`{text}` without quotes"),
            Value::String(text) if misfit.is_unquoted => format!("`{text}`"),
            other => describe(other),
        };
        let help = if misfit.is_text {
            "put it in quotes, or correct the type"
        } else {
            "correct the value or the type"
        };
        let message = format!("expected `{}`, found {shown}", misfit.expected);
        let place = Place::Pointer(misfit.pointer.clone());
        Diagnostic::new(&VALUE_OF_ANOTHER_TYPE, file, place, message, help)
    });
    told.collect()
}

/// What the names of an object's members are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    OfMembers,
    /// Chosen by the author, as those of properties are.
    Free,
}

fn walk(node: &Value, way: &Way<'_>, names: Names, found: &mut Vec<Misfit>) {
    match node {
        Value::Object(members) => {
            let is_schema = names == Names::OfMembers;
            if is_schema {
                schema(members, way, found);
            }
            for (name, value) in members {
                let holds_values = VALUES.iter().any(|(known, _)| known == name);
                if is_schema && (holds_values || name.starts_with("x-")) {
                    continue;
                }
                let inner = if is_schema && NAMES.contains(&name.as_str()) {
                    Names::Free
                } else {
                    Names::OfMembers
                };
                walk(value, &way.member(name), inner, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &way.item(index), Names::OfMembers, found);
            }
        }
        _ => {}
    }
}

/// The types that a schema has.
fn types(members: &Map<String, Value>) -> Vec<&str> {
    let named = match members.member("type") {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let known = named.into_iter().filter(|name| TYPES.contains(name));
    known.collect()
}

fn schema(members: &Map<String, Value>, way: &Way<'_>, found: &mut Vec<Misfit>) {
    let types = types(members);
    if types.is_empty() {
        return;
    }
    for (key, is_list) in VALUES {
        let Some(value) = members.member(key) else {
            continue;
        };
        let at = way.member(key);
        let listed = value.as_array().filter(|_| is_list);
        let listed = listed.into_iter().flatten().enumerate();
        let listed = listed.map(|(index, value)| (at.item(index), value));
        let single = (!is_list).then_some((at, value));
        for (at, value) in listed.chain(single) {
            if !value.is_null() && !types.iter().any(|ty| is_of(value, ty)) {
                let is_unquoted = value.is_number() || value.is_boolean();
                found.push(Misfit {
                    pointer: at.pointer(),
                    expected: types.join("` or `"),
                    is_text: is_unquoted && types.contains(&"string"),
                    is_unquoted,
                    is_sent: !key.starts_with("example"),
                });
            }
        }
    }
}

fn is_of(value: &Value, ty: &str) -> bool {
    match ty {
        "string" => value.is_string(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}
