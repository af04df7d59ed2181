//! Every change of a schema, in every place a schema can be used.

use super::{Judged, changes, document};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// What the edit does to the set of values.
#[derive(Clone, Copy, PartialEq)]
enum Does {
    Narrow,
    Widen,
    Both,
    Nothing,
    Docs,
}
use Does::{Both, Docs, Narrow, Nothing, Widen};

const PLACES: [(&str, &str); 7] = [
    ("request-body", "request"),
    ("request-property", "request"),
    ("request-parameter", "request"),
    ("request-parameter-property", "request"),
    ("response-body", "response"),
    ("response-property", "response"),
    ("response-header", "response"),
];

#[allow(clippy::too_many_lines, reason = "it is a table")]
fn edits() -> Vec<(&'static str, Does, Value, Value)> {
    let mut edits = vec![
        (
            "type-changed",
            Both,
            json!({"type": "boolean"}),
            json!({"type": "integer"}),
        ),
        (
            "type-generalized",
            Widen,
            json!({"type": "integer"}),
            json!({"type": "number"}),
        ),
        (
            "type-specialized",
            Narrow,
            json!({"type": "number"}),
            json!({"type": "integer"}),
        ),
        (
            "type-changed",
            Both,
            json!({"type": "string", "format": "date"}),
            json!({"type": "string", "format": "date-time"}),
        ),
        (
            "type-generalized",
            Widen,
            json!({"type": "string", "format": "date"}),
            json!({"type": "string"}),
        ),
        (
            "type-specialized",
            Narrow,
            json!({"type": "string"}),
            json!({"type": "string", "format": "uuid"}),
        ),
        (
            "type-generalized",
            Widen,
            json!({"type": "integer", "format": "int32"}),
            json!({"type": "integer", "format": "int64"}),
        ),
        (
            "type-specialized",
            Narrow,
            json!({}),
            json!({"type": "string"}),
        ),
        (
            "became-nullable",
            Widen,
            json!({"type": "string"}),
            json!({"type": "string", "nullable": true}),
        ),
        (
            "became-not-nullable",
            Narrow,
            json!({"type": "string", "nullable": true}),
            json!({"type": "string"}),
        ),
        (
            "became-enum",
            Narrow,
            json!({"type": "string"}),
            json!({"type": "string", "enum": ["a"]}),
        ),
        (
            "became-not-enum",
            Widen,
            json!({"type": "string", "enum": ["a"]}),
            json!({"type": "string"}),
        ),
        (
            "enum-value-added",
            Widen,
            json!({"type": "string", "enum": ["a"]}),
            json!({"type": "string", "enum": ["b", "a"]}),
        ),
        (
            "enum-value-removed",
            Narrow,
            json!({"type": "string", "enum": ["a", "b"]}),
            json!({"type": "string", "enum": ["b"]}),
        ),
        (
            "exclusive-max-set",
            Narrow,
            json!({"type": "integer", "maximum": 5}),
            json!({"type": "integer", "maximum": 5, "exclusiveMaximum": true}),
        ),
        (
            "exclusive-max-unset",
            Widen,
            json!({"type": "integer", "maximum": 5, "exclusiveMaximum": true}),
            json!({"type": "integer", "maximum": 5}),
        ),
        (
            "exclusive-min-set",
            Narrow,
            json!({"type": "integer", "minimum": 5}),
            json!({"type": "integer", "minimum": 5, "exclusiveMinimum": true}),
        ),
        (
            "exclusive-min-unset",
            Widen,
            json!({"type": "integer", "minimum": 5, "exclusiveMinimum": true}),
            json!({"type": "integer", "minimum": 5}),
        ),
        (
            "unique-items-set",
            Narrow,
            json!({"type": "array", "items": {}}),
            json!({"type": "array", "items": {}, "uniqueItems": true}),
        ),
        (
            "unique-items-unset",
            Widen,
            json!({"type": "array", "items": {}, "uniqueItems": true}),
            json!({"type": "array", "items": {}}),
        ),
        (
            "multiple-of-set",
            Narrow,
            json!({"type": "integer"}),
            json!({"type": "integer", "multipleOf": 10}),
        ),
        (
            "multiple-of-unset",
            Widen,
            json!({"type": "integer", "multipleOf": 10}),
            json!({"type": "integer"}),
        ),
        (
            "multiple-of-changed",
            Both,
            json!({"type": "integer", "multipleOf": 10}),
            json!({"type": "integer", "multipleOf": 15}),
        ),
        (
            "multiple-of-generalized",
            Widen,
            json!({"type": "integer", "multipleOf": 10}),
            json!({"type": "integer", "multipleOf": 5}),
        ),
        (
            "multiple-of-specialized",
            Narrow,
            json!({"type": "integer", "multipleOf": 5}),
            json!({"type": "integer", "multipleOf": 10}),
        ),
        (
            "pattern-added",
            Narrow,
            json!({"type": "string"}),
            json!({"type": "string", "pattern": "^a"}),
        ),
        (
            "pattern-removed",
            Widen,
            json!({"type": "string", "pattern": "^a"}),
            json!({"type": "string"}),
        ),
        (
            "pattern-changed",
            Both,
            json!({"type": "string", "pattern": "^a"}),
            json!({"type": "string", "pattern": "^b"}),
        ),
        (
            "additional-properties-allowed",
            Widen,
            json!({"type": "object", "additionalProperties": false}),
            json!({"type": "object"}),
        ),
        (
            "additional-properties-disallowed",
            Narrow,
            json!({"type": "object"}),
            json!({"type": "object", "additionalProperties": false}),
        ),
        (
            "additional-properties-schema-added",
            Narrow,
            json!({"type": "object"}),
            json!({"type": "object", "additionalProperties": {"type": "string"}}),
        ),
        (
            "additional-properties-schema-removed",
            Widen,
            json!({"type": "object", "additionalProperties": {"type": "string"}}),
            json!({"type": "object"}),
        ),
        (
            "not-added",
            Narrow,
            json!({"type": "string"}),
            json!({"type": "string", "not": {"enum": ["x"]}}),
        ),
        (
            "not-removed",
            Widen,
            json!({"type": "string", "not": {"enum": ["x"]}}),
            json!({"type": "string"}),
        ),
        (
            "not-changed",
            Both,
            json!({"type": "string", "not": {"enum": ["x"]}}),
            json!({"type": "string", "not": {"enum": ["y"]}}),
        ),
        (
            "keyword-added",
            Narrow,
            json!({"type": "object"}),
            json!({"type": "object", "x-json-schema-2020-12": {"propertyNames": {"minLength": 2}}}),
        ),
        (
            "keyword-removed",
            Widen,
            json!({"type": "object", "x-json-schema-2020-12": {"dependentRequired": {"a": ["b"]}}}),
            json!({"type": "object"}),
        ),
        (
            "keyword-changed",
            Both,
            json!({"type": "object", "x-json-schema-2020-12": {"if": {"required": ["a"]}, "then": {"required": ["b"]}}}),
            json!({"type": "object", "x-json-schema-2020-12": {"if": {"required": ["a"]}, "then": {"required": ["c"]}}}),
        ),
        (
            "keyword-changed",
            Both,
            json!({"type": "string", "x-json-schema-2020-12": {"contentEncoding": "base32"}}),
            json!({"type": "string"}),
        ),
        (
            "default-value-added",
            Nothing,
            json!({"type": "string"}),
            json!({"type": "string", "default": "a"}),
        ),
        (
            "default-value-removed",
            Nothing,
            json!({"type": "string", "default": "a"}),
            json!({"type": "string"}),
        ),
        (
            "default-value-changed",
            Nothing,
            json!({"type": "string", "default": "a"}),
            json!({"type": "string", "default": "b"}),
        ),
        (
            "schema-deprecated",
            Nothing,
            json!({"type": "string"}),
            json!({"type": "string", "deprecated": true}),
        ),
        (
            "schema-reactivated",
            Nothing,
            json!({"type": "string", "deprecated": true}),
            json!({"type": "string", "deprecated": false}),
        ),
        (
            "description-changed",
            Docs,
            json!({"type": "string"}),
            json!({"type": "string", "description": "d"}),
        ),
        (
            "title-changed",
            Docs,
            json!({"type": "string", "title": "t"}),
            json!({"type": "string"}),
        ),
        (
            "example-changed",
            Docs,
            json!({"type": "string", "example": "a"}),
            json!({"type": "string", "example": "b"}),
        ),
        (
            "external-docs-changed",
            Docs,
            json!({"type": "string"}),
            json!({"type": "string", "externalDocs": {"url": "https://example.com"}}),
        ),
        (
            "items-added",
            Narrow,
            json!({"allOf": [{"type": "object"}, {}]}),
            json!({"allOf": [{"type": "object"}, {"items": {"type": "string"}}]}),
        ),
        (
            "items-removed",
            Widen,
            json!({"allOf": [{"type": "object"}, {"items": {"type": "string"}}]}),
            json!({"allOf": [{"type": "object"}, {}]}),
        ),
    ];
    for (keyword, name, kind) in [
        ("maximum", "max", "integer"),
        ("maxLength", "max-length", "string"),
        ("maxItems", "max-items", "array"),
        ("maxProperties", "max-properties", "object"),
        ("minimum", "min", "integer"),
        ("minLength", "min-length", "string"),
        ("minItems", "min-items", "array"),
        ("minProperties", "min-properties", "object"),
    ] {
        let with = |bound: u8| json!({"type": kind, "items": {}, keyword: bound});
        let without = json!({"type": kind, "items": {}});
        let (up, down) = if name.starts_with("max") {
            (Widen, Narrow)
        } else {
            (Narrow, Widen)
        };
        let id = |what: &str| -> &'static str { format!("{name}-{what}").leak() };
        edits.push((id("set"), Narrow, without.clone(), with(5)));
        edits.push((id("unset"), Widen, with(5), without));
        edits.push((id("increased"), up, with(5), with(6)));
        edits.push((id("decreased"), down, with(6), with(5)));
    }
    edits.extend(unions());
    edits
}

fn unions() -> Vec<(&'static str, Does, Value, Value)> {
    let mut edits = Vec::new();
    for (keyword, name) in [("oneOf", "one-of"), ("anyOf", "any-of")] {
        let two = json!({keyword: [{"type": "string"}, {"type": "integer"}]});
        let three =
            json!({keyword: [{"type": "boolean"}, {"type": "integer"}, {"type": "string"}]});
        let object = json!({"type": "object", "properties": {"a": {}, "b": {}}});
        let either = json!({"type": "object", "properties": {"a": {}, "b": {}}, keyword: [{"required": ["a"]}, {"required": ["b"]}]});
        let id = |what: &str| -> &'static str { format!("{name}-{what}").leak() };
        edits.push((id("added"), Widen, two.clone(), three.clone()));
        edits.push((id("removed"), Narrow, three, two.clone()));
        edits.push((id("added"), Widen, json!({"type": "string"}), two.clone()));
        edits.push((id("removed"), Narrow, two, json!({"type": "string"})));
        edits.push((id("set"), Narrow, object.clone(), either.clone()));
        edits.push((id("unset"), Widen, either, object));
    }
    let pet = |discriminator: Value| {
        let cat = json!({"$ref": "#/components/schemas/Cat"});
        let dog = json!({"$ref": "#/components/schemas/Dog"});
        json!({"oneOf": [cat, dog], "discriminator": discriminator})
    };
    let plain = json!({"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}]});
    let map = |mapping: Value| pet(json!({"propertyName": "kind", "mapping": mapping}));
    let (cat, dog) = ("#/components/schemas/Cat", "#/components/schemas/Dog");
    let named = pet(json!({"propertyName": "kind"}));
    edits.push(("discriminator-added", Nothing, plain.clone(), named.clone()));
    edits.push(("discriminator-removed", Nothing, named.clone(), plain));
    edits.push((
        "discriminator-property-name-changed",
        Both,
        named,
        pet(json!({"propertyName": "sort"})),
    ));
    let (both, more) = (
        map(json!({"c": cat, "d": dog})),
        map(json!({"c": cat, "d": dog, "e": dog})),
    );
    edits.push((
        "discriminator-mapping-added",
        Widen,
        both.clone(),
        more.clone(),
    ));
    edits.push(("discriminator-mapping-deleted", Narrow, more.clone(), both));
    let moved = map(json!({"c": cat, "d": dog, "e": cat}));
    edits.push(("discriminator-mapping-changed", Both, more, moved));
    edits
}

fn place(place: &str, schema: &Value) -> Value {
    let mut operation = json!({"responses": {"200": {"description": "ok"}}});
    let inside = json!({"type": "object", "properties": {"p": schema}});
    let content = |schema: &Value| json!({"application/json": {"schema": schema}});
    match place {
        "request-body" => operation["requestBody"] = json!({"content": content(schema)}),
        "request-property" => operation["requestBody"] = json!({"content": content(&inside)}),
        "request-parameter" => {
            operation["parameters"] = json!([{"name": "q", "in": "query", "schema": schema}]);
        }
        "request-parameter-property" => {
            operation["parameters"] = json!([{"name": "q", "in": "query", "schema": inside}]);
        }
        "response-body" => operation["responses"]["200"]["content"] = content(schema),
        "response-property" => operation["responses"]["200"]["content"] = content(&inside),
        _ => operation["responses"]["200"]["headers"] = json!({"X-H": {"schema": schema}}),
    }
    json!({
        "openapi": "3.0.3", "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"post": operation}},
        "components": {"schemas": {
            "Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
            "Dog": {"type": "object", "properties": {"kind": {"type": "string"}, "bark": {"type": "boolean"}}},
        }},
    })
}

fn id(place: &str, aspect: &str) -> String {
    match (place, aspect) {
        ("response-body", "enum-value-removed") => {
            "response-mediatype-enum-value-removed".to_owned()
        }
        ("request-body" | "request-property" | "request-parameter", "type-specialized") => {
            format!("{place}-type-changed")
        }
        (_, "multiple-of-specialized") if place.starts_with("request") => {
            format!("{place}-multiple-of-changed")
        }
        (_, "multiple-of-generalized") if place.starts_with("response") => {
            format!("{place}-multiple-of-changed")
        }
        ("request-property" | "response-property", "schema-deprecated") => {
            format!("{place}-deprecated")
        }
        ("request-property" | "response-property", "schema-reactivated") => {
            format!("{place}-reactivated")
        }
        _ => format!("{place}-{aspect}"),
    }
}

fn level(direction: &str, does: Does) -> &'static str {
    match (direction, does) {
        (_, Docs) => "docs",
        (_, Both) | ("request", Narrow) | ("response", Widen) => "breaking",
        _ => "non-breaking",
    }
}

/// The matrix compared: what is judged otherwise, and every id reported.
pub(crate) static RUN: LazyLock<Judged> = LazyLock::new(|| {
    let mut judged = Judged::default();
    for (aspect, does, before, after) in edits() {
        for (name, direction) in PLACES {
            let (base, revision) = (
                document(place(name, &before)),
                document(place(name, &after)),
            );
            let found = changes(&base, &revision);
            judged.ids.extend(found.iter().map(|change| change.id));
            let (id, level) = (id(name, aspect), level(direction, does));
            let hit = found.iter().any(|change| {
                change.id == id
                    && change.level.to_string() == level
                    && change.direction.to_string() == direction
                    && change.location == "POST /a"
            });
            if !hit || (found.len() != 1 && !matches!(aspect, "one-of-added" | "any-of-added")) {
                let wrong = format!("{id} {level}: {before} to {after}: {found:#?}");
                judged.wrong.push(wrong);
            }
        }
    }
    judged
});

#[test]
fn a_change_of_a_schema_is_judged_by_where_it_is_used() {
    RUN.assert_right();
}
