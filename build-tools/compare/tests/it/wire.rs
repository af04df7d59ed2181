//! The verdicts on the wire: one edit a row, judged by where it is used.

use api_compare::{Change, compare};
use api_document::ingest::{Document, Source, ingest};
use serde_json::{Value, json};

/// `Item` goes both ways; `Ask` is only sent, `Answer` only received.
const BASE: &str = "
openapi: 3.0.0
info: {title: t, version: '1', description: d}
servers: [{url: 'https://a.example'}]
paths:
  /items/{id}:
    put:
      operationId: putItem
      tags: [a, b]
      summary: s
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: page, in: query, schema: {type: integer, maximum: 10}}
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/Ask'}}}
      responses:
        '200':
          description: ok
          headers: {X-A: {required: true, schema: {type: string}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}
        '404': {description: none}
components:
  schemas:
    Ask:
      type: object
      required: [must]
      properties:
        must: {type: string, maxLength: 5}
        may: {type: string, enum: [a, b]}
        item: {$ref: '#/components/schemas/Item'}
    Answer:
      type: object
      required: [must]
      properties:
        must: {type: string}
        may: {type: string, enum: [a, b]}
        items: {type: array, items: {$ref: '#/components/schemas/Item'}}
        self: {$ref: '#/components/schemas/Answer'}
    Item:
      type: object
      properties:
        name: {type: string}
";

fn document(value: &Value) -> Document {
    ingest(&[Source {
        name: "document.json".to_owned(),
        bytes: value.to_string().into_bytes(),
    }])
    .unwrap()
}

fn base() -> Value {
    let source = Source {
        name: "base.yaml".to_owned(),
        bytes: BASE.as_bytes().to_vec(),
    };
    ingest(&[source]).unwrap().value
}

/// Sets the value at a pointer, or removes it where the value is null.
fn apply(document: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    let key = key.replace("~1", "/");
    match parent {
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value,
        Value::Object(members) if value.is_null() => {
            members.remove(&key).unwrap();
        }
        Value::Object(members) => {
            members.insert(key, value);
        }
        _ => panic!("{pointer}"),
    }
}

fn changes(edits: &[(&str, Value)]) -> Vec<Change> {
    let (base, mut revision) = (base(), base());
    for (pointer, value) in edits {
        apply(&mut revision, pointer, value.clone());
    }
    compare(&document(&base), &document(&revision))
}

/// A change as `id level direction`.
fn verdicts(changes: &[Change]) -> Vec<String> {
    let verdict = |change: &Change| format!("{} {} {}", change.id, change.level, change.direction);
    changes.iter().map(verdict).collect()
}

const PUT: &str = "/paths/~1items~1{id}/put";
const ASK: &str = "/components/schemas/Ask";
const ANSWER: &str = "/components/schemas/Answer";

#[test]
#[allow(clippy::too_many_lines, reason = "a table, one edit a row")]
fn each_edit_is_judged_by_where_it_is_used() {
    let at = |root: &str, rest: &str| format!("{root}{rest}");
    let rows = [
        (
            at(ASK, "/required"),
            json!(["must", "may"]),
            "request-property-became-required breaking request",
        ),
        (
            at(ASK, "/required"),
            Value::Null,
            "request-property-became-optional non-breaking request",
        ),
        (
            at(ASK, "/properties/new"),
            json!({"type": "string"}),
            "new-optional-request-property non-breaking request",
        ),
        (
            at(ASK, "/properties/may"),
            Value::Null,
            "request-property-removed breaking request",
        ),
        (
            at(ASK, "/properties/may/enum"),
            json!(["a"]),
            "request-property-enum-value-removed breaking request",
        ),
        (
            at(ASK, "/properties/may/enum"),
            json!(["a", "b", "c"]),
            "request-property-enum-value-added non-breaking request",
        ),
        (
            at(ASK, "/properties/must/type"),
            json!("integer"),
            "request-property-type-changed breaking request",
        ),
        (
            at(ASK, "/properties/must/maxLength"),
            json!(4),
            "request-property-max-length-decreased breaking request",
        ),
        (
            at(ASK, "/properties/must/maxLength"),
            json!(6),
            "request-property-max-length-increased non-breaking request",
        ),
        (
            at(ASK, "/properties/must/nullable"),
            json!(true),
            "request-property-became-nullable non-breaking request",
        ),
        (
            at(ANSWER, "/required"),
            json!(["must", "may"]),
            "response-property-became-required non-breaking response",
        ),
        (
            at(ANSWER, "/required"),
            Value::Null,
            "response-property-became-optional breaking response",
        ),
        (
            at(ANSWER, "/properties/new"),
            json!({"type": "string"}),
            "response-optional-property-added non-breaking response",
        ),
        (
            at(ANSWER, "/properties/may"),
            Value::Null,
            "response-optional-property-removed non-breaking response",
        ),
        (
            at(ANSWER, "/properties/may/enum"),
            json!(["a"]),
            "response-property-enum-value-removed non-breaking response",
        ),
        (
            at(ANSWER, "/properties/may/enum"),
            json!(["a", "b", "c"]),
            "response-property-enum-value-added breaking response",
        ),
        (
            at(ANSWER, "/properties/must/type"),
            json!("integer"),
            "response-property-type-changed breaking response",
        ),
        (
            at(ANSWER, "/properties/must/nullable"),
            json!(true),
            "response-property-became-nullable breaking response",
        ),
        (
            at(ANSWER, "/properties/must/description"),
            json!("d"),
            "response-property-description-changed docs response",
        ),
        (
            at(PUT, "/operationId"),
            json!("other"),
            "api-operation-id-removed none none",
        ),
        (
            at(PUT, "/parameters/1/required"),
            json!(true),
            "request-parameter-became-required breaking request",
        ),
        (
            at(PUT, "/requestBody/required"),
            json!(true),
            "request-body-became-required breaking request",
        ),
        (
            at(PUT, "/responses/409"),
            json!({"description": "c"}),
            "response-non-success-status-added non-breaking response",
        ),
        (
            at(PUT, "/responses/404"),
            Value::Null,
            "response-non-success-status-removed non-breaking response",
        ),
        (
            at(PUT, "/deprecated"),
            json!(true),
            "endpoint-deprecated non-breaking none",
        ),
    ];
    for (pointer, value, expected) in rows {
        let found = verdicts(&changes(&[(&pointer, value.clone())]));
        assert_eq!(found, [expected], "{pointer} = {value}");
    }
}

#[test]
fn a_schema_that_goes_both_ways_is_judged_both_ways() {
    let found = changes(&[(
        "/components/schemas/Item/properties/name/type",
        json!("integer"),
    )]);
    assert_eq!(
        verdicts(&found),
        [
            "request-property-type-changed breaking request",
            "response-property-type-changed breaking response"
        ]
    );
    assert!(
        found
            .iter()
            .all(|change| change.pointer == "/components/schemas/Item/properties/name/type")
    );
    assert!(
        found
            .iter()
            .all(|change| change.location == "PUT /items/{id}")
    );
}

#[test]
fn an_edit_without_a_meaning_is_not_a_change() {
    let silent: [&[(&str, Value)]; 8] = [
        &[],
        &[("/paths/~1items~1{id}/put/tags", json!(["b", "a"]))],
        &[(
            "/components/schemas/Ask/properties/may/enum",
            json!(["b", "a"]),
        )],
        &[(
            "/components/schemas/Ask/properties/must/nullable",
            json!(false),
        )],
        &[(
            "/paths/~1items~1{id}/put/parameters/1/required",
            json!(false),
        )],
        &[("/paths/~1items~1{id}/put/deprecated", json!(false))],
        &[(
            "/paths/~1items~1{id}/put/parameters/1/schema/maximum",
            json!(10.0),
        )],
        &[(
            "/components/schemas/Ask/properties/item",
            json!({"type": "object", "properties": {"name": {"type": "string"}}}),
        )],
    ];
    for edits in silent {
        assert_eq!(verdicts(&changes(edits)), [""; 0], "{edits:?}");
    }
}

#[test]
fn renaming_a_component_is_not_a_change_in_itself() {
    let renamed = BASE
        .replace("/Answer'", "/43bcdb'")
        .replace("    Answer:", "    43bcdb:");
    let read = |text: &str| {
        ingest(&[Source {
            name: "d.yaml".to_owned(),
            bytes: text.as_bytes().to_vec(),
        }])
        .unwrap()
    };
    assert_eq!(verdicts(&compare(&read(BASE), &read(&renamed))), [""; 0]);
    let changed = renamed.replace(
        "        must: {type: string}\n",
        "        must: {type: integer}\n",
    );
    let found = verdicts(&compare(&read(BASE), &read(&changed)));
    assert_eq!(found, ["response-property-type-changed breaking response"]);
}

#[test]
fn the_worst_of_several_changes_comes_first() {
    let found = changes(&[
        (
            "/components/schemas/Answer/properties/must/description",
            json!("d"),
        ),
        (
            "/components/schemas/Ask/properties/new",
            json!({"type": "string"}),
        ),
        ("/components/schemas/Ask/required", json!(["must", "may"])),
    ]);
    let levels: Vec<String> = found
        .iter()
        .map(|change| change.level.to_string())
        .collect();
    assert_eq!(levels, ["breaking", "non-breaking", "docs"]);
}

#[test]
fn an_unused_component_is_compared_by_meaning_too() {
    let with = |unused: Value| {
        let mut value = base();
        value["components"]["schemas"]["Unused"] = unused;
        document(&value)
    };
    let before = json!({
        "type": "object",
        "required": ["a", "b"],
        "properties": {
            "a": { "type": "string", "enum": ["x", "y"] },
            "b": { "oneOf": [{ "type": "string" }, { "type": "number", "maximum": 1 }] }
        }
    });
    let same = json!({
        "properties": {
            "b": { "oneOf": [{ "maximum": 1.0, "type": "number" }, { "type": "string" }] },
            "a": { "enum": ["y", "x"], "nullable": false, "type": "string" }
        },
        "required": ["b", "a"],
        "type": "object"
    });
    assert_eq!(
        verdicts(&compare(&with(before.clone()), &with(same))),
        [""; 0]
    );
    let mut other = before.clone();
    other["properties"]["a"]["example"] = json!(["y", "x"]);
    let mut turned = before.clone();
    turned["properties"]["a"]["example"] = json!(["x", "y"]);
    let changed = ["api-schema-changed none none"];
    assert_eq!(
        verdicts(&compare(&with(before), &with(other.clone()))),
        changed
    );
    assert_eq!(verdicts(&compare(&with(other), &with(turned))), changed);
}

#[test]
fn an_encoding_is_judged_by_what_it_means() {
    let with = |encoding: Value| {
        let mut value = base();
        let form = json!({ "schema": { "type": "object" }, "encoding": { "l": encoding } });
        let content = json!({ "application/x-www-form-urlencoded": form });
        apply(
            &mut value,
            "/paths/~1items~1{id}/put/requestBody/content",
            content,
        );
        document(&value)
    };
    let ids = |old: Value, new: Value| -> Vec<&str> {
        let changes = compare(&with(old), &with(new));
        changes.iter().map(|change| change.id).collect()
    };
    let form = || json!({ "style": "form" });
    for same in [
        json!({ "explode": true }),
        json!({ "style": "form", "explode": true, "contentType": "text/plain" }),
        json!({ "allowReserved": false }),
    ] {
        assert_eq!(ids(form(), same.clone()), [""; 0], "{same}");
    }
    for other in [
        json!({ "explode": false }),
        json!({ "style": "deepObject" }),
        json!({ "allowReserved": true }),
        json!({ "contentType": "text/plain" }),
        json!({}),
    ] {
        assert_eq!(
            ids(form(), other.clone()),
            ["request-body-encoding-changed"],
            "{other}"
        );
    }
}
