//! Pairs of schemas, and what is said of them in a request and in a response.

use super::{changes, document};
use serde_json::{Value, json};

struct Pair {
    name: &'static str,
    before: Value,
    after: Value,
    /// `id level` of each change, without the place that the id starts with.
    request: &'static [&'static str],
    response: &'static [&'static str],
}

fn pair(name: &'static str, before: Value, after: Value) -> Pair {
    Pair {
        name,
        before,
        after,
        request: &[],
        response: &[],
    }
}

impl Pair {
    fn is(mut self, request: &'static [&'static str], response: &'static [&'static str]) -> Self {
        (self.request, self.response) = (request, response);
        self
    }
}

/// What means the same, however it is written.
fn silent() -> Vec<Pair> {
    let text = json!({"type": "string"});
    let cat = json!({"$ref": "#/components/schemas/Cat"});
    let inline = json!({"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}});
    vec![
        pair(
            "a reference and what it stands for",
            cat.clone(),
            inline.clone(),
        ),
        pair("allOf of one", cat.clone(), json!({"allOf": [cat]})),
        pair("oneOf of one", cat.clone(), json!({"oneOf": [cat]})),
        pair(
            "allOf of two in another order",
            json!({"allOf": [cat, {"required": ["kind"]}]}),
            json!({"allOf": [{"required": ["kind"]}, cat]}),
        ),
        pair(
            "allOf merged by hand",
            json!({"allOf": [cat, {"required": ["kind"]}]}),
            json!({"type": "object", "required": ["kind"], "properties": {"lives": {"type": "integer"}, "kind": {"type": "string"}}}),
        ),
        pair(
            "nullable around a reference",
            json!({"nullable": true, "allOf": [cat]}),
            json!({"allOf": [cat], "nullable": true}),
        ),
        pair(
            "a type that the properties tell",
            json!({"properties": {"a": text}}),
            json!({"type": "object", "properties": {"a": text}}),
        ),
        pair(
            "a type that the values tell",
            json!({"enum": ["a", "b"]}),
            json!({"type": "string", "enum": ["b", "a"]}),
        ),
        pair(
            "a type that all alternatives tell",
            json!({"oneOf": [cat, {"type": "object", "properties": {"b": {}}}]}),
            json!({"type": "object", "oneOf": [cat, {"type": "object", "properties": {"b": {}}}]}),
        ),
        pair(
            "one or any of types that have nothing in common",
            json!({"oneOf": [text, {"type": "integer"}]}),
            json!({"anyOf": [{"type": "integer"}, text]}),
        ),
        pair(
            "bounds as fractions",
            json!({"type": "number", "minimum": 1, "multipleOf": 2}),
            json!({"type": "number", "minimum": 1.0, "multipleOf": 2.0}),
        ),
        pair(
            "the tighter bound of two parts",
            json!({"type": "string", "maxLength": 5}),
            json!({"allOf": [{"type": "string", "maxLength": 5}, {"maxLength": 9}]}),
        ),
        pair(
            "flags that are false anyway",
            json!({"type": "integer", "maximum": 3}),
            json!({"type": "integer", "maximum": 3, "exclusiveMaximum": false, "nullable": false, "readOnly": false, "writeOnly": false, "deprecated": false}),
        ),
        pair(
            "flags of lists that are false anyway",
            json!({"type": "array", "items": text}),
            json!({"type": "array", "items": text, "uniqueItems": false, "minItems": 0}),
        ),
        pair(
            "additional properties of any kind",
            json!({"type": "object"}),
            json!({"type": "object", "additionalProperties": true, "minProperties": 0}),
        ),
        pair(
            "a default as a fraction",
            json!({"type": "number", "default": 1}),
            json!({"type": "number", "default": 1.0}),
        ),
        pair(
            "members of a default in another order",
            json!({"type": "object", "default": {"a": 1, "b": 2}}),
            json!({"type": "object", "default": {"b": 2, "a": 1}}),
        ),
        pair(
            "an extension",
            text.clone(),
            json!({"type": "string", "x-order": 3}),
        ),
        pair(
            "alternatives that are written out",
            json!({"oneOf": [cat, {"type": "string"}]}),
            json!({"oneOf": [{"type": "string"}, inline]}),
        ),
        pair(
            "null beside the alternatives",
            json!({"type": "string", "nullable": true}),
            json!({"nullable": true, "oneOf": [text]}),
        ),
    ]
}

#[allow(clippy::too_many_lines, reason = "it is a table")]
fn judged() -> Vec<Pair> {
    let text = json!({"type": "string"});
    let either = |keyword: &str| {
        json!({keyword: [{"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}},
            {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}}}]})
    };
    let object = |required: Value, properties: Value| json!({"type": "object", "required": required, "properties": properties});
    vec![
        pair("one of the alternatives, or several", either("oneOf"), either("anyOf"))
            .is(&["one-of-unset non-breaking"], &["one-of-unset breaking"]),
        pair("several of the alternatives, or only one", either("anyOf"), either("oneOf"))
            .is(&["one-of-set breaking"], &["one-of-set non-breaking"]),
        pair("a schema beside another and null", text.clone(), json!({"nullable": true, "oneOf": [text, {"type": "integer"}]}))
            .is(&["one-of-added non-breaking", "became-nullable non-breaking"], &["one-of-added breaking", "became-nullable breaking"]),
        pair("a schema that may be null, beside another", json!({"type": "string", "nullable": true}), json!({"nullable": true, "oneOf": [text, {"type": "integer"}]}))
            .is(&["one-of-added non-breaking"], &["one-of-added breaking"]),
        pair("a fraction, whatever the format", json!({"type": "integer", "format": "int64"}), json!({"type": "number", "format": "double"}))
            .is(&["type-generalized non-breaking"], &["type-generalized breaking"]),
        pair("no fraction, whatever the format", json!({"type": "number", "format": "double"}), json!({"type": "integer", "format": "int64"}))
            .is(&["type-changed breaking"], &["type-specialized non-breaking"]),
        pair("a number that may be text in JSON", json!({"type": "integer"}), text.clone())
            .is(&["type-changed breaking"], &["type-changed breaking"]),
        pair("a list instead of one", text.clone(), json!({"type": "array", "items": text}))
            .is(&["type-changed breaking"], &["type-changed breaking"]),
        pair("no type any more", text.clone(), json!({}))
            .is(&["type-generalized non-breaking"], &["type-generalized breaking"]),
        pair("a required property that is not described any more", object(json!(["a"]), json!({"a": text, "b": text})), object(json!(["a"]), json!({"b": text})))
            .is(&["removed breaking"], &["required-property-removed breaking"]),
        pair("a required name that nothing describes", json!({"type": "object"}), json!({"type": "object", "required": ["a"]}))
            .is(&["became-required breaking"], &["became-required non-breaking"]),
        pair("a required name that nothing described", json!({"type": "object", "required": ["a"]}), json!({"type": "object"}))
            .is(&["became-optional non-breaking"], &["became-optional breaking"]),
        pair("required with a default", object(json!([]), json!({"a": {"type": "string", "default": "x"}})), object(json!(["a"]), json!({"a": {"type": "string", "default": "x"}})))
            .is(&["became-required-with-default breaking"], &["became-required non-breaking"]),
        pair("new and required with a default", object(json!([]), json!({})), object(json!(["a"]), json!({"a": {"type": "string", "default": "x"}})))
            .is(&["new-required-request-property-with-default breaking"], &["required-property-added non-breaking"]),
        pair("a new part of allOf", json!({"allOf": [object(json!([]), json!({"a": text}))]}), json!({"allOf": [object(json!([]), json!({"a": text})), object(json!(["b"]), json!({"b": text}))]}))
            .is(&["new-required-request-property breaking"], &["required-property-added non-breaking"]),
        pair("a part of allOf gone", json!({"allOf": [{"type": "string"}, {"maxLength": 4}]}), json!({"allOf": [{"type": "string"}]}))
            .is(&["max-length-unset non-breaking"], &["max-length-unset breaking"]),
        pair("a type and a bound", json!({"type": "number"}), json!({"type": "integer", "maximum": 5}))
            .is(&["type-changed breaking", "max-set breaking"], &["type-specialized non-breaking", "max-set non-breaking"]),
        pair("a closed map", json!({"type": "object", "additionalProperties": {"type": "string"}}), json!({"type": "object", "additionalProperties": false}))
            .is(&["additional-properties-disallowed breaking"], &["additional-properties-disallowed non-breaking"]),
        pair("the values of a map", json!({"type": "object", "additionalProperties": {"type": "string"}}), json!({"type": "object", "additionalProperties": {"type": "string", "enum": ["a"]}}))
            .is(&["became-enum breaking"], &["became-enum non-breaking"]),
        pair("words deep inside", json!({"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}}), json!({"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string", "description": "d"}}}}))
            .is(&["description-changed docs"], &["description-changed docs"]),
        pair("a component renamed and changed among alternatives",
            json!({"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"type": "string"}]}), json!({"oneOf": [{"$ref": "#/components/schemas/Lion"}, {"type": "string"}]}))
            .is(&["max-set breaking"], &["max-set non-breaking"]),
        pair("a value listed twice in two parts", json!({"allOf": [{"enum": ["a", "b", "c"]}, {"enum": ["b", "c"]}]}), json!({"allOf": [{"enum": ["a", "b", "c"]}, {"enum": ["c"]}]}))
            .is(&["enum-value-removed breaking"], &["enum-value-removed non-breaking"]),
    ]
}

fn found(schema: (&Value, &Value), request: bool) -> Vec<String> {
    let made = |schema: &Value| {
        let content = json!({"application/json": {"schema": {"type": "object", "properties": {"p": schema}}}});
        let mut operation = json!({"responses": {"200": {"description": "ok"}}});
        if request {
            operation["requestBody"] = json!({"content": content});
        } else {
            operation["responses"]["200"]["content"] = content;
        }
        document(json!({
            "openapi": "3.0.3", "info": {"title": "T", "version": "1"},
            "paths": {"/a": {"post": operation}},
            "components": {"schemas": {
                "Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
                "Lion": {"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer", "maximum": 1}}},
            }},
        }))
    };
    let changes = changes(&made(schema.0), &made(schema.1));
    let on_wire = changes.iter().filter(|one| one.location == "POST /a");
    let place = if request {
        "request-property-"
    } else {
        "response-property-"
    };
    let mut words: Vec<String> = on_wire
        .map(|one| {
            let id = one
                .id
                .strip_prefix(place)
                .or_else(|| one.id.strip_prefix("response-"));
            format!("{} {}", id.unwrap_or(one.id), one.level)
        })
        .collect();
    words.sort();
    words
}

fn sorted(words: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    words.sort();
    words
}

#[test]
fn every_pair_of_schemas_is_judged_as_written() {
    let mut faults = Vec::new();
    for pair in silent().into_iter().chain(judged()) {
        for (request, expected) in [(true, pair.request), (false, pair.response)] {
            let said = found((&pair.before, &pair.after), request);
            if said != sorted(expected) {
                let side = if request { "request" } else { "response" };
                faults.push(format!("{} in a {side}: {said:?}", pair.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn equal_schemas_are_equal_in_both_directions() {
    for pair in silent() {
        for request in [true, false] {
            let said = found((&pair.after, &pair.before), request);
            assert_eq!(said, [""; 0], "{}", pair.name);
        }
    }
}
