//! What becomes of a `type: object` that says nothing of its members.

use crate::small::document;
use api_document::ingest::{Document, Source};
use api_document::overlay;
use api_generate::normalise::normalise;
use api_generate::{Target, correct, pipeline};
use serde_json::{Value, json};

/// A list and an update of things, as NestJS writes them, with these
/// properties of the answer and of the request.
fn things(answer: &str, request: &str) -> Document {
    document(&format!(
        "
paths:
  /things:
    get:
      operationId: ThingsController_findAll
      parameters: [{{name: owner, in: query, schema: {{type: string}}}}]
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}
    post:
      operationId: ThingsController_create
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/CreateThing'}}}}}}}}
      responses: {{'204': {{description: d}}}}
components:
  schemas:
    Thing: {{type: object, required: [it], properties: {{{answer}}}}}
    CreateThing: {{type: object, properties: {{{request}}}}}
"
    ))
}

/// The same with the update of one overlay line at the property `it`.
fn overridden(update: &str) -> Value {
    let overlay = format!(
        "overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n- {{target: $.components.schemas.Thing.properties.it, description: d, x-matches: 1, update: {{{update}}}}}\n"
    );
    let overlay = overlay::parse(&Source {
        name: "overlay.yaml".to_owned(),
        bytes: overlay.into_bytes(),
    });
    let document = things("it: {type: object}", "it: {type: string}");
    let corrected = correct(&document, Some(&overlay.unwrap()), Target::Standalone).unwrap();
    let schemas = &corrected.effective.value["components"]["schemas"];
    schemas["Thing"]["properties"]["it"].clone()
}

#[test]
fn one_line_of_an_overlay_decides_otherwise() {
    let map = json!({ "type": "object", "additionalProperties": true });
    assert_eq!(overridden("additionalProperties: true"), map);
    assert_eq!(overridden("type: boolean"), json!({ "type": "boolean" }));
    assert_eq!(overridden("example: {}").get("type"), None);
    assert_eq!(overridden("description: d")["type"], json!("string"));
}

fn effective(document: &Document) -> (Value, Vec<String>) {
    let (effective, notes) = normalise(document, Target::Standalone).unwrap();
    let notes = notes
        .into_iter()
        .filter(|note| note.starts_with("bare-object"));
    (effective.value, notes.collect())
}

/// The type of a schema, where that is a component.
fn type_of<'e>(effective: &'e Value, schema: &'e Value) -> &'e Value {
    let reference = schema
        .get("$ref")
        .or_else(|| schema.pointer("/allOf/0/$ref"));
    let pointer = reference.and_then(|it| it.as_str()?.strip_prefix('#'));
    pointer.map_or(schema, |pointer| effective.pointer(pointer).unwrap())
}

/// The property `it` of the answer, and what the report says of it.
fn judged(answer: &str) -> (Value, String) {
    let (effective, notes) = effective(&things(answer, "a: {type: string}"));
    let place = "bare-object at #/components/schemas/Thing/properties/it: ";
    let note = notes.iter().find_map(|note| note.strip_prefix(place));
    let it = &effective["components"]["schemas"]["Thing"]["properties"]["it"];
    let mut whole = type_of(&effective, it).clone();
    for key in ["nullable", "x-assumed"] {
        if let Some(value) = it.get(key) {
            whole[key] = value.clone();
        }
    }
    (whole, note.unwrap_or_default().to_owned())
}

#[test]
fn the_same_property_elsewhere_says_what_it_is() {
    let (effective, notes) = effective(&things(
        "it: {type: object}, owner: {type: object, description: The owner.}",
        "owner: {type: object, nullable: true}, it: {type: integer, nullable: true}",
    ));
    let schemas = &effective["components"]["schemas"];
    assert_eq!(
        schemas["Thing"]["properties"],
        json!({
            "it": { "type": "integer", "nullable": true, "x-assumed": true },
            "owner": { "type": "string", "description": "The owner.", "nullable": true, "x-assumed": true },
        })
    );
    assert_eq!(
        schemas["CreateThing"]["properties"]["owner"]["type"],
        json!("string")
    );
    assert_eq!(
        notes,
        [
            "bare-object at #/components/schemas/Thing/properties/it: an integer or null, because \
             `it` is an integer at #/components/schemas/CreateThing/properties/it",
            "bare-object at #/components/schemas/Thing/properties/owner: a string or null, because \
             `owner` is a string at #/paths/~1things/get/parameters/0/schema",
            "bare-object at #/components/schemas/CreateThing/properties/owner: a string or null, \
             because `owner` is a string at #/paths/~1things/get/parameters/0/schema",
        ]
    );
}

#[test]
fn a_neighbour_is_what_its_parameter_takes() {
    let answer = "it: {type: string}, nextOwner: {type: object}, last_it: {type: object}";
    let (effective, notes) = effective(&things(answer, "a: {type: string}"));
    let thing = &effective["components"]["schemas"]["Thing"]["properties"];
    assert_eq!(thing["nextOwner"]["type"], json!("string"));
    assert_eq!(thing["last_it"].get("type"), None, "no parameter takes it");
    let why = "because it is of the parameter `owner`, a string at #/paths/~1things/get/parameters/0/schema";
    assert!(notes[0].ends_with(why), "{notes:?}");
}

#[test]
fn what_it_says_itself_says_what_it_is() {
    for (it, form, because) in [
        (
            "example: ae_1",
            json!({"type": "string"}),
            "its example is a string",
        ),
        (
            "default: 5",
            json!({"type": "number"}),
            "its default is a number",
        ),
        (
            "enum: [on, off, null]",
            json!({"type": "string", "enum": ["on", "off"]}),
            "its values are each a string",
        ),
        (
            "format: date-time",
            json!({"type": "string", "format": "date-time"}),
            "its format is `date-time`",
        ),
        (
            "properties: {}, required: [], example: true",
            json!({"type": "boolean"}),
            "its example is a boolean",
        ),
    ] {
        let (found, note) = judged(&format!("it: {{type: object, {it}}}"));
        for key in ["type", "format", "enum"] {
            assert_eq!(found.get(key), form.get(key), "{it}");
        }
        assert_eq!(found["nullable"], json!(true), "{it}");
        assert!(note.ends_with(because), "{note}");
    }
}

#[test]
fn a_time_by_name_beside_times_is_one() {
    let beside = "createdAt: {type: string, format: date-time}";
    let time = |answer: &str| {
        let answer = answer.replace("it:", "seen_at:");
        let document = things(&answer, "a: {type: string}");
        let (effective, notes) = effective(&document);
        let seen = &effective["components"]["schemas"]["Thing"]["properties"]["seen_at"];
        (seen["format"].clone(), notes.concat())
    };
    let (format, note) = time(&format!("it: {{type: object}}, {beside}"));
    assert_eq!(format, json!("date-time"));
    assert!(note.ends_with("a date and time or null, because `seen_at` is called like `createdAt` beside it, a date and time"), "{note}");
    let (format, _) = time(&format!(
        "it: {{type: object, example: '2024-05-31T01:24:39.506Z'}}, {beside}"
    ));
    assert_eq!(format, json!("date-time"));
    let (format, note) = time("it: {type: object}, created_at: {type: string}");
    assert_eq!(format, Value::Null);
    assert!(
        note.contains("any JSON value, because nothing tells"),
        "{note}"
    );
}

#[test]
fn without_evidence_it_is_any_json_value() {
    let any = json!({ "nullable": true, "x-assumed": true });
    for (answer, because) in [
        ("it: {type: object}", "nothing tells what it is"),
        (
            "it: {type: object, nullable: true}",
            "nothing tells what it is",
        ),
        (
            "it: {type: object}, deep: {type: object, properties: {it: {type: array, items: {type: string}}}}",
            "`it` is not a single value at #/components/schemas/Thing/properties/deep/properties/it either",
        ),
        (
            "it: {type: object}, a: {type: object, properties: {it: {type: string}}}, b: {type: object, properties: {it: {type: boolean}}}",
            "`it` is of different types at #/components/schemas/Thing/properties/a/properties/it and #/components/schemas/Thing/properties/b/properties/it",
        ),
    ] {
        let (found, note) = judged(answer);
        assert_eq!(found, any, "{answer}");
        assert_eq!(note, format!("any JSON value, because {because}"));
    }
    let (found, note) = judged("it: {type: object, example: {a: 1}}");
    assert_eq!(found.get("type"), None);
    assert!(
        note.ends_with("its example is not a single value"),
        "{note}"
    );
    let (found, note) = judged(
        "it: {type: object, example: a}, deep: {type: object, properties: {it: {type: boolean}}}",
    );
    assert_eq!(found.get("type"), None);
    assert!(
        note.contains("its example is a string, but `it` is a boolean at"),
        "{note}"
    );
}

#[test]
fn values_of_a_name_for_anything_say_nothing_of_each_other() {
    let document = things(
        "it: {type: object}, value: {type: object}",
        "value: {type: string}",
    );
    let (effective, _) = effective(&document);
    let value = &effective["components"]["schemas"]["Thing"]["properties"]["value"];
    assert_eq!(value.get("type"), None);
}

#[test]
fn items_parameters_and_whole_bodies_are_decided_too() {
    let document = document(
        "
paths:
  /things/{owner}:
    get:
      operationId: ThingsController_findAll
      parameters: [{name: owner, in: path, required: true, schema: {type: object}, example: ae_1}]
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Health'}}}}}
  /health:
    post:
      operationId: ThingsController_create
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'204': {description: d}}
  /lists: {post: {operationId: ListsController_create, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/List'}}}}, responses: {'204': {description: d}}}}
components:
  schemas:
    Health: {type: object, properties: {}}
    List: {type: object, properties: {tags: {type: array, example: [a], items: {type: object}}, rest: {type: object, additionalProperties: {type: object}}}}
",
    );
    let (effective, notes) = effective(&document);
    let get = &effective["paths"]["/things/{owner}"]["get"];
    let post = &effective["paths"]["/health"]["post"];
    assert_eq!(get["parameters"][0]["schema"], json!({"type": "string"}));
    assert_eq!(
        post["requestBody"]["content"]["application/json"]["schema"],
        json!({ "x-assumed": true })
    );
    let body = &get["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(*type_of(&effective, body), json!({ "x-assumed": true }));
    let body = &effective["paths"]["/lists"]["post"]["requestBody"];
    let list = type_of(&effective, &body["content"]["application/json"]["schema"]);
    let properties = &list["properties"];
    assert_eq!(properties["tags"]["items"], json!({"type": "string"}));
    assert_eq!(properties["rest"]["additionalProperties"], json!({}));
    assert_eq!(notes.len(), 5, "{notes:#?}");
}

#[test]
fn what_is_said_of_the_members_is_kept() {
    for it in [
        "additionalProperties: true",
        "additionalProperties: {}",
        "properties: {a: {type: string}}",
        "required: [a]",
        "allOf: [{type: object}]",
        "maxProperties: 3",
    ] {
        let (found, note) = judged(&format!("it: {{type: object, {it}}}"));
        assert_eq!(found["type"], json!("object"), "{it}");
        assert_eq!(note, "", "{it}");
    }
}

#[test]
fn the_code_says_what_the_document_does_not() {
    let document = things(
        "it: {type: object, description: It.}, owner: {type: object}",
        "a: {type: string}",
    );
    let made = pipeline::make(&document, None, Target::Standalone, "test").unwrap();
    let (code, none) = (made.code, "/// The API document does not");
    assert!(code.contains(&format!(
        "{none} give this type: other parts of it suggest it."
    )));
    let lines: Vec<&str> = code.lines().map(str::trim).collect();
    let it = ["/// It.", "///", &format!("{none} describe this value.")];
    assert!(lines.windows(3).any(|window| window == it), "{code}");
}

#[test]
fn an_object_in_a_document_of_other_origin_is_a_map() {
    let mut document = things("it: {type: object}", "it: {type: string}");
    for (method, id) in [("get", "listThings"), ("post", "createThing")] {
        document.value["paths"]["/things"][method]["operationId"] = json!(id);
    }
    let (effective, notes) = effective(&document);
    let it = &effective["components"]["schemas"]["Thing"]["properties"]["it"];
    assert_eq!(*it, json!({"type": "object"}));
    assert!(notes.is_empty(), "{notes:?}");
}
