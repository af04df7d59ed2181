//! Which numbers are integers.

use crate::small::document;
use api_document::ingest::Document;
use api_generate::Target;
use api_generate::normalise::normalise;
use serde_json::Value;

/// A list of things with these parameters, an update with this body, and this
/// answer to both, as NestJS writes them.
fn things(parameters: &str, request: &str, answer: &str) -> Document {
    document(&format!(
        "
paths:
  /things:
    get:
      operationId: ThingsController_findAll
      parameters: [{parameters}]
      responses: {{'200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}
    post:
      operationId: ThingsController_create
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/CreateThing'}}}}}}}}
      responses: {{'204': {{description: d}}}}
components:
  schemas:
    Thing: {{type: object, properties: {{{answer}}}}}
    CreateThing: {{type: object, properties: {{{request}}}}}
"
    ))
}

fn effective(document: &Document) -> (Value, Vec<String>) {
    let (effective, notes) = normalise(document, Target::Standalone).unwrap();
    let notes = notes
        .into_iter()
        .filter(|note| note.starts_with("number at"));
    (effective.value, notes.collect())
}

fn type_of(effective: &Value, schema: &str, property: &str) -> String {
    let property = &effective["components"]["schemas"][schema]["properties"][property];
    property["type"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_sent_and_counts_is_an_integer() {
    let limit =
        "{name: limit, in: query, schema: {type: number, minimum: 0, maximum: 101, default: 10}}";
    let page = "{name: page, in: query, schema: {type: number}}";
    let (effective, notes) = effective(&things(
        &format!("{limit}, {page}"),
        "pageSize: {type: number}",
        "a: {type: string}",
    ));
    let parameters = &effective["paths"]["/things"]["get"]["parameters"];
    assert_eq!(parameters[0]["schema"]["type"], "integer");
    assert_eq!(parameters[1]["schema"]["type"], "integer");
    assert_eq!(type_of(&effective, "CreateThing", "pageSize"), "integer");
    assert_eq!(
        notes,
        [
            "number at #/components/schemas/CreateThing/properties/pageSize: an integer, because `pageSize` counts",
            "number at #/paths/~1things/get/parameters/0/schema: an integer, because `limit` counts, and its minimum, maximum and default are integers",
            "number at #/paths/~1things/get/parameters/1/schema: an integer, because `page` counts",
        ]
    );
}

#[test]
fn an_answer_needs_more_than_a_name_to_be_an_integer() {
    for (request, answer, wanted) in [
        ("a: {type: string}", "it_count: {type: number}", "number"),
        (
            "a: {type: string}",
            "it_count: {type: number, example: 5}",
            "integer",
        ),
        (
            "itCount: {type: number, maximum: 9}",
            "it_count: {type: number}",
            "integer",
        ),
        (
            "it_count: {type: integer}",
            "it_count: {type: number}",
            "integer",
        ),
        ("a: {type: string}", "it_total: {type: number}", "number"),
        (
            "a: {type: string}",
            "it_total: {type: number, example: 5}",
            "integer",
        ),
        (
            "it_value: {type: integer, minimum: 1}",
            "it_value: {type: number}",
            "number",
        ),
        (
            "it_value: {type: integer, minimum: 1}",
            "it_value: {type: number, example: 100000}",
            "integer",
        ),
        (
            "a: {type: string}",
            "it_value: {type: number, example: 5}",
            "number",
        ),
        (
            "a: {type: string}",
            "it: {type: number, multipleOf: 1}",
            "integer",
        ),
        (
            "a: {type: string}",
            "it: {type: number, enum: [1, 2]}",
            "integer",
        ),
        (
            "a: {type: string}",
            "it: {type: number, format: int64}",
            "integer",
        ),
    ] {
        let (effective, _) = effective(&things("", request, answer));
        let name = answer.split(':').next().unwrap();
        assert_eq!(
            type_of(&effective, "Thing", name),
            wanted,
            "{request} / {answer}"
        );
    }
}

#[test]
fn a_rate_and_what_has_a_fraction_anywhere_stay_floats() {
    for (request, answer) in [
        (
            "rate_limit: {type: number, minimum: 0.1}",
            "rateLimit: {type: number, example: 5}",
        ),
        (
            "rate_limit: {type: number}",
            "rateLimit: {type: number, example: 5}",
        ),
        (
            "size: {type: number, default: 1.5}",
            "size: {type: number, example: 5}",
        ),
        (
            "size: {type: number, format: double}",
            "size: {type: number, format: float, example: 5}",
        ),
        (
            "price_total: {type: number, example: 5}",
            "price_total: {type: number, example: 5}",
        ),
    ] {
        let (effective, notes) = effective(&things("", request, answer));
        for (schema, of) in [("CreateThing", request), ("Thing", answer)] {
            let name = of.split(':').next().unwrap();
            assert_eq!(type_of(&effective, schema, name), "number", "{of}");
        }
        assert!(notes.is_empty(), "{notes:?}");
    }
}

#[test]
fn a_shared_schema_counts_by_its_own_name() {
    let mut document = things("{name: q, in: query, schema: {type: string}}", "", "");
    let parameter = &mut document.value["paths"]["/things"]["get"]["parameters"][0];
    parameter["schema"] = serde_json::json!({ "$ref": "#/components/schemas/PageSize" });
    let schemas = &mut document.value["components"]["schemas"];
    schemas["PageSize"] = serde_json::json!({ "type": "number" });
    let (_, notes) = effective(&document);
    let why = "number at #/components/schemas/PageSize: an integer, because `PageSize` counts";
    assert_eq!(notes, [why]);
}

#[test]
fn the_evidence_is_told_with_its_place() {
    let request = "limit_value: {type: integer, minimum: 1}";
    let answer = "limit_value: {type: number, example: 100000}";
    let (_, notes) = effective(&things("", request, answer));
    let why = "its example is an integer, and `limit_value` is an integer at #/components/schemas/CreateThing/properties/limit_value";
    let place = "number at #/components/schemas/Thing/properties/limit_value";
    assert_eq!(notes, [format!("{place}: an integer, because {why}")]);
}

#[test]
fn one_line_of_an_overlay_decides_otherwise() {
    let mut document = things("", "size: {type: number}, rate: {type: number}", "");
    let request = document
        .value
        .pointer_mut("/components/schemas/CreateThing/properties")
        .unwrap();
    request["size"]["format"] = "double".into();
    request["rate"]["type"] = "integer".into();
    let (effective, notes) = effective(&document);
    assert_eq!(type_of(&effective, "CreateThing", "size"), "number");
    assert_eq!(type_of(&effective, "CreateThing", "rate"), "integer");
    assert!(notes.is_empty(), "{notes:?}");
}

#[test]
fn a_number_in_a_document_of_other_origin_is_as_it_says() {
    let mut document = things("{name: limit, in: query, schema: {type: number}}", "", "");
    for (method, id) in [("get", "listThings"), ("post", "createThing")] {
        document.value["paths"]["/things"][method]["operationId"] = id.into();
    }
    let (effective, _) = effective(&document);
    assert_eq!(
        effective["paths"]["/things"]["get"]["parameters"][0]["schema"]["type"],
        "number"
    );
}

#[test]
fn bounds_choose_the_width_of_an_integer() {
    let request = "a: {type: integer, minimum: 0, maximum: 18446744073709551615}, b: {type: integer, minimum: -1, maximum: 18446744073709551615}, c: {type: integer, format: int32, maximum: 4294967295}, d: {type: integer, format: int32, maximum: 5}, e: {type: integer, format: int16, minimum: 0, maximum: 18446744073709551615}, f: {type: integer, minimum: 1}, g: {type: integer, minimum: -1, exclusiveMinimum: true, maximum: 18446744073709551615}, h: {type: integer, minimum: 0, example: 18446744073709551615}, i: {type: integer, format: int32, enum: [1, 4294967295]}, j: {type: integer, format: int32, default: -2147483649}, k: {type: integer, format: int64, minimum: 0, maximum: 18446744073709551615}, l: {type: integer, format: uint8, maximum: 255}";
    let mut document = things("", request, "");
    document.value["paths"]["/things"]["get"]["operationId"] = "list".into();
    let (effective, _) = effective(&document);
    let format = |name: &str| {
        effective["components"]["schemas"]["CreateThing"]["properties"][name]["format"].clone()
    };
    let formats = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"].map(format);
    let wanted: [Value; 12] = [
        "uint64".into(),
        Value::Null,
        "int64".into(),
        "int32".into(),
        "uint64".into(),
        Value::Null,
        "uint64".into(),
        "uint64".into(),
        "int64".into(),
        "int64".into(),
        "uint64".into(),
        "uint8".into(),
    ];
    assert_eq!(formats, wanted);
    let (_, notes) = normalise(&document, Target::Standalone).unwrap();
    let place = "integer at #/components/schemas/CreateThing/properties/c";
    assert!(notes.contains(&format!("{place}: `int64`, because its bounds need it")));
}
