//! Faults of one place: the place goes, with a warning, and the rest stays.

use super::*;
use api_document::diagnostic::Diagnostic;
use api_document::ingest::Source;

fn source(inside: &str) -> Source {
    let head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";
    Source {
        name: "any.yaml".to_owned(),
        bytes: format!("{head}{}", inside.trim_start_matches('\n')).into_bytes(),
    }
}

fn repaired(inside: &str) -> (Made, Vec<Diagnostic>) {
    let (document, warnings) =
        ingest::repaired(&source(inside)).unwrap_or_else(|found| panic!("{found}"));
    let made = pipeline::make(&document, None, Target::Standalone, "test");
    (made.unwrap_or_else(|found| panic!("{found}")), warnings)
}

fn reported(warnings: &[Diagnostic]) -> Vec<(&str, &str)> {
    warnings
        .iter()
        .map(|warning| (warning.rule.code, warning.message.as_str()))
        .collect()
}

#[test]
fn a_schema_that_is_not_there_is_any_value() {
    let (made, warnings) = repaired("
paths:
  /a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}, '400': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/None'}}}}}}}
components:
  schemas:
    Thing: {type: object, properties: {a: {$ref: '#/components/schemas/None'}, b: {type: string}}}
");
    assert!(item(&made, "pub struct Thing {").contains("pub b:"));
    let reported = reported(&warnings);
    assert_eq!(reported.len(), 2, "{reported:?}");
    assert!(
        reported
            .iter()
            .all(|(code, message)| *code == "untyped-schema"
                && message.ends_with("`#/components/schemas/None` does not exist"))
    );
}

#[test]
fn an_operation_without_a_part_of_it_is_left_out_and_the_others_stay() {
    let (made, warnings) = repaired("
paths:
  /a/{b}:
    get: {operationId: a, parameters: [{$ref: '#/components/parameters/none'}], responses: {}}
    put: {operationId: b, parameters: [{name: b, in: path, required: true, schema: {type: string}}], requestBody: {$ref: '#/components/requestBodies/bad'}, responses: {}}
  /c: {get: {operationId: c, responses: {}}}
components:
  requestBodies: {bad: {$ref: '#/components/requestBodies/none'}}
");
    let reported = reported(&warnings);
    let left_out = |what: &str| {
        reported
            .iter()
            .any(|(code, message)| *code == "operation-left-out" && message.starts_with(what))
    };
    assert!(left_out("GET /a/{b} is left out"), "{reported:?}");
    assert!(left_out("PUT /a/{b} is left out"), "{reported:?}");
    assert!(made.code.contains("pub fn c(&self)") && !made.code.contains("pub fn a(&self)"));
}

#[test]
fn what_is_not_openapi_takes_out_the_nearest_object_alone() {
    let (made, warnings) = repaired("
paths:
  /a: {get: {operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}}}
  /b: {post: {operationId: b, requestBody: {content: {application/json: {schema: null}}}, responses: {'200': {description: d}}}}
  /c: {get: {operationId: c, parameters: [{name: c, in: nowhere, schema: {type: string}}], responses: {}}}
components:
  schemas:
    Thing: {type: object, properties: {a: {type: 'null'}, b: {type: string}}}
");
    let thing = item(&made, "pub struct Thing {");
    assert!(
        thing.contains("pub a: ") && thing.contains("::serde_json::Value"),
        "{thing}"
    );
    let codes: Vec<&str> = warnings.iter().map(|warning| warning.rule.code).collect();
    assert_eq!(
        codes,
        ["untyped-schema", "operation-left-out", "untyped-schema"],
        "{warnings:?}"
    );
    assert!(made.code.contains("pub fn b(&self)") && !made.code.contains("pub fn c(&self)"));
}

#[test]
fn a_fault_of_the_whole_document_is_still_an_error() {
    let mut bad = source("paths: {}\n");
    bad.bytes = b"openapi: 3.0.3\ninfo: {title: 1, version: '1'}\npaths: {}\n".to_vec();
    let found = ingest::repaired(&bad).unwrap_err();
    assert!(
        found.iter().all(|one| one.rule.code == "invalid-openapi"),
        "{found}"
    );
}

#[test]
fn a_parameter_that_only_the_path_has_is_a_text() {
    let (made, warnings) = repaired("
paths:
  /a/{b}/{c}: {get: {operationId: a, parameters: [{name: c, in: path, required: true, schema: {type: integer}}], responses: {}}}
");
    let reported = reported(&warnings);
    assert_eq!(reported.len(), 1, "{reported:?}");
    assert_eq!(reported[0].0, "undeclared-path-parameter");
    assert!(flat(&made.code).contains("b:given::Argument<::std::string::String>"));
}

#[test]
fn a_path_parameter_that_the_path_has_not_is_left_out() {
    let (made, warnings) = repaired("
paths:
  /a: {get: {operationId: a, parameters: [{name: b, in: path, required: true, schema: {type: string}}, {name: c, in: path, required: true, schema: {type: string}}, {name: d, in: query, schema: {type: string}}], responses: {}}}
");
    let reported = reported(&warnings);
    assert_eq!(reported.len(), 2, "{reported:?}");
    assert!(
        reported
            .iter()
            .all(|(code, _)| *code == "parameter-left-out")
    );
    assert!(flat(&made.code).contains("client:&'asuper::Client,d:given::Argument<"));
}

#[test]
fn a_path_may_have_a_parameter_twice() {
    let (made, warnings) = repaired("
paths:
  /a/{b}/c/{b}: {get: {operationId: a, parameters: [{name: b, in: path, required: true, schema: {type: string}}], responses: {}}}
");
    assert!(warnings.is_empty(), "{warnings:?}");
    let code = flat(&made.code);
    assert_eq!(code.matches("encode_path(&b.to_string())").count(), 2);
}

#[test]
fn of_our_own_document_all_of_this_is_an_error() {
    for (inside, code) in [
        (
            "paths:\n  /a/{b}: {get: {operationId: a, responses: {}}}\n",
            "undeclared-path-parameter",
        ),
        (
            "paths:\n  /a: {get: {operationId: a, parameters: [{$ref: '#/components/parameters/none'}], responses: {}}}\n",
            "dangling-ref",
        ),
        (
            "paths:\n  /a/{b}/{b}: {get: {operationId: a, parameters: [{name: b, in: path, required: true, schema: {type: string}}], responses: {}}}\n",
            "bad-path-template",
        ),
    ] {
        let found = ingest::ingest(&[source(inside)]).unwrap_err();
        assert!(found.iter().any(|one| one.rule.code == code), "{found}");
    }
}
