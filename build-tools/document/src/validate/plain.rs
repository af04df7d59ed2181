//! A fast path of `parse`, and only that: most objects have just common members
//! in their usual forms, which `openapiv3` accepts; checking a document of a
//! megabyte takes a sixth of the time with it.

use super::kind::Kind;
use super::walk::Node;
use crate::member::Members;
use serde_json::Value;

/// What a member holds.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Texts,
    Flag,
    Number,
    Count,
    List,
    Any,
}

use Form::{Any, Count, Flag, List, Number, Text, Texts};

const SCHEMA: &[(&str, Form)] = &[
    ("type", Text),
    ("format", Text),
    ("title", Text),
    ("description", Text),
    ("pattern", Text),
    ("required", Texts),
    ("enum", List),
    ("nullable", Flag),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("deprecated", Flag),
    ("uniqueItems", Flag),
    ("exclusiveMinimum", Flag),
    ("exclusiveMaximum", Flag),
    ("minimum", Number),
    ("maximum", Number),
    ("minLength", Count),
    ("maxLength", Count),
    ("minItems", Count),
    ("maxItems", Count),
    ("minProperties", Count),
    ("maxProperties", Count),
    ("example", Any),
    ("default", Any),
];
const PATH_ITEM: &[(&str, Form)] = &[("summary", Text), ("description", Text)];
const OPERATION: &[(&str, Form)] = &[
    ("tags", Texts),
    ("summary", Text),
    ("description", Text),
    ("operationId", Text),
    ("deprecated", Flag),
];
const PARAMETER: &[(&str, Form)] = &[
    ("name", Text),
    ("in", Text),
    ("description", Text),
    ("required", Flag),
    ("deprecated", Flag),
    ("explode", Flag),
    ("example", Any),
];
const REQUEST_BODY: &[(&str, Form)] = &[("description", Text), ("required", Flag)];
const RESPONSE: &[(&str, Form)] = &[("description", Text)];
const MEDIA_TYPE: &[(&str, Form)] = &[("example", Any)];

/// Whether the object is sound, leaving out the objects inside; where this
/// says no, it may still be.
pub(super) fn is_sound(node: Node<'_, '_>) -> bool {
    let (forms, needed): (_, &[&str]) = match node.kind {
        Kind::Schema => (SCHEMA, &[]),
        Kind::PathItem => (PATH_ITEM, &[]),
        Kind::Operation => (OPERATION, &["responses"]),
        Kind::Parameter if has_one_place_and_form(node) => (PARAMETER, &["name"]),
        Kind::RequestBody => (REQUEST_BODY, &[]),
        Kind::Response => (RESPONSE, &["description"]),
        Kind::MediaType => (MEDIA_TYPE, &[]),
        _ => return false,
    };
    let known = |name: &str, value: &Value| {
        let form = forms.iter().find(|(known, _)| *known == name);
        match form {
            Some((_, form)) => form.has(value),
            // What is inside is looked at on its own.
            None => node.kind.member(name).is_some() || name.starts_with("x-"),
        }
    };
    needed.iter().all(|name| node.members.contains_key(*name))
        && node.members.iter().all(|(name, value)| known(name, value))
}

fn has_one_place_and_form(node: Node<'_, '_>) -> bool {
    const PLACES: [&str; 4] = ["query", "path", "header", "cookie"];
    let place = node.members.member("in").and_then(Value::as_str);
    place.is_some_and(|place| PLACES.contains(&place))
        && node.members.has("schema")
        && !node.members.has("content")
}

impl Form {
    fn has(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Texts => value
                .as_array()
                .is_some_and(|all| all.iter().all(Value::is_string)),
            Self::Flag => value.is_boolean(),
            Self::Number => value.is_number(),
            Self::Count => value.is_u64(),
            Self::List => value.is_array(),
            Self::Any => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::Kind;
    use super::super::parse;
    use super::super::walk::Node;
    use super::is_sound;
    use serde_json::{Map, Value, json};

    const MEMBERS: [&str; 30] = [
        "type",
        "format",
        "title",
        "pattern",
        "required",
        "enum",
        "nullable",
        "minimum",
        "multipleOf",
        "maxLength",
        "minItems",
        "example",
        "default",
        "items",
        "properties",
        "allOf",
        "additionalProperties",
        "discriminator",
        "tags",
        "summary",
        "operationId",
        "responses",
        "security",
        "name",
        "in",
        "schema",
        "content",
        "style",
        "explode",
        "x-more",
    ];

    fn values() -> Vec<Value> {
        vec![
            json!(null),
            json!(true),
            json!(3),
            json!(-3),
            json!(1.5),
            json!("query"),
            json!("integer"),
            json!([]),
            json!(["a"]),
            json!([1]),
            json!({}),
            json!({ "a": {} }),
        ]
    }

    /// Every member with every value, alone and beside every type, in the
    /// smallest object of each kind.
    #[test]
    fn what_is_called_sound_parses() {
        const KINDS: [Kind; 9] = [
            Kind::Schema,
            Kind::PathItem,
            Kind::Operation,
            Kind::Parameter,
            Kind::RequestBody,
            Kind::Response,
            Kind::MediaType,
            Kind::Header,
            Kind::Document,
        ];
        const TYPES: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];
        let mut called_sound = 0;
        for kind in KINDS {
            for name in MEMBERS {
                for value in values() {
                    let mut members = smallest(kind);
                    members.insert(name.to_owned(), value);
                    called_sound += usize::from(agrees(kind, &members));
                    for ty in TYPES
                        .iter()
                        .filter(|_| kind == Kind::Schema && name != "type")
                    {
                        members.insert("type".to_owned(), json!(ty));
                        called_sound += usize::from(agrees(kind, &members));
                    }
                }
            }
        }
        assert!(called_sound > 300, "{called_sound}");
    }

    fn agrees(kind: Kind, members: &Map<String, Value>) -> bool {
        let (pointer, keys): (_, &[&str]) = ("", &[]);
        let node = Node {
            kind,
            pointer,
            keys,
            members,
        };
        let sound = is_sound(node);
        assert!(
            !sound || parse::faults(node).is_empty(),
            "{kind:?} {members:?}"
        );
        sound
    }

    fn smallest(kind: Kind) -> Map<String, Value> {
        let value = match kind {
            Kind::Operation => json!({ "responses": {} }),
            Kind::Parameter => json!({ "name": "", "in": "query", "schema": {} }),
            Kind::Response => json!({ "description": "" }),
            _ => json!({}),
        };
        value.as_object().cloned().unwrap_or_default()
    }
}
