//! Documents that `openapiv3` cannot take, or takes without understanding.

use super::*;
use insta::assert_snapshot;

#[test]
fn values_of_the_wrong_shape_are_all_located() {
    let content = "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a: null
  /b:
    get: []
    parameters: {}
  /c:
    get:
      operationId: c
      parameters: [5, [x]]
      responses: {'200': text}
components:
  schemas:
    A: {properties: [], items: [{}], additionalProperties: 1, oneOf: {}}
    B: [x]
  responses: 7
";
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[invalid-openapi]: doc.yaml#/paths/~1a: expected an object, found `null`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1b/get: expected an object, found a list of length 0
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1b/parameters: expected a list, found an object of size 0
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1c/get/parameters/0: expected an object, found `5`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1c/get/parameters/1: expected an object, found a list of length 1
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1c/get/responses/200: expected an object, found `"text"`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/A/properties: expected an object, found a list of length 0
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/A/items: expected an object, found a list of length 1
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/A/additionalProperties: expected an object, found `1`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/A/oneOf: expected a list, found an object of size 0
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/B: expected an object, found a list of length 1
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/responses: expected an object, found `7`
      help: correct it in the source; OpenAPI does not allow it
    "#);
}

#[test]
fn keywords_of_other_schema_dialects_are_located() {
    let content = with_components(
        "
  schemas:
    A:
      properties:
        a: {type: [string, 'null']}
        b: {type: integer, exclusiveMinimum: 0}
        c: {type: strng}
        d: {type: object, required: true, minProperties: -1}
        e: {type: string, nullable: 'yes'}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[invalid-openapi]: doc.yaml#/components/schemas/A/properties/a/type: invalid type: sequence, expected a string
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/A/properties/b/exclusiveMinimum: invalid type: integer `0`, expected a boolean
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/A/properties/c/type: expected one of array, boolean, integer, number, object, string, found `strng`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/A/properties/d/required: invalid type: boolean `true`, expected a sequence
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/A/properties/d/minProperties: invalid value: integer `-1`, expected usize
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/schemas/A/properties/e/nullable: invalid type: string "yes", expected a boolean
      help: correct it in the source; OpenAPI does not allow it
    "#);
}

#[test]
fn missing_and_mistaken_members_are_located() {
    let content = "openapi: 3.0.3
info: {version: '1', contact: {name: 5}}
servers: [{url: 5}]
paths:
  /a:
    get:
      operationId: a
      parameters:
        - {name: q, in: body, schema: {}}
        - {name: r, in: query}
        - {name: s, in: query, schema: {}, explode: 1}
      responses:
        '200': {}
        '2OO': {description: ''}
    put: {operationId: b}
components:
  securitySchemes: {s: {type: basic}}
  links: {l: {}}
  headers: {h: {}}
";
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[invalid-openapi]: doc.yaml#/info/contact/name: invalid type: integer `5`, expected a string
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/servers/0/url: invalid type: integer `5`, expected a string
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1a/get/responses/2OO: expected a status code, a range or `default`, found `2OO`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1a/get/parameters/0/in: unknown variant `body`, expected one of `query`, `header`, `path`, `cookie`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1a/get/parameters/1: expected `schema` or `content`, found neither
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1a/get/parameters/2/explode: invalid type: integer `1`, expected a boolean
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1a/get/responses/200: missing field `description`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/paths/~1a/put: missing field `responses`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/securitySchemes/s/type: unknown variant `basic`, expected one of `apiKey`, `http`, `oauth2`, `openIdConnect`
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/links/l: expected `operationRef` or `operationId`, found neither
      help: correct it in the source; OpenAPI does not allow it
    error[invalid-openapi]: doc.yaml#/components/headers/h: expected `schema` or `content`, found neither
      help: correct it in the source; OpenAPI does not allow it
    "#);
}

#[test]
fn a_document_without_paths_is_refused() {
    let content = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[invalid-openapi]: doc.yaml#: missing field `paths`
      help: correct it in the source; OpenAPI does not allow it
    "#);
}

#[test]
fn a_fault_under_many_levels_is_found_exactly() {
    // `openapiv3` alone would try this in two ways on each level, and not finish.
    let depth = 46;
    let schema = format!(
        "{}{{\"type\":5}}{}",
        "{\"items\":".repeat(depth),
        "}".repeat(depth)
    );
    let content = format!(
        "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"T\",\"version\":\"1\"}},\"paths\":{{}},\
         \"components\":{{\"schemas\":{{\"A\":{schema}}}}}}}"
    );
    let reported = reported(ingest_as("doc.json", content));
    let pointer = format!("/components/schemas/A{}/type", "/items".repeat(depth));
    assert!(
        reported.starts_with(&format!("error[invalid-openapi]: doc.json#{pointer}: ")),
        "{reported}"
    );
    assert_eq!(reported.matches("error[").count(), 1, "{reported}");
}

/// A document whose schema `A` or path `/a` nests one thing as deep as allowed.
fn nested(start: &str, open: &str, innermost: &str, close: &str, end: &str) -> String {
    let depth = |text: &str| text.matches(['{', '[']).count() - text.matches(['}', ']']).count();
    let levels = (50 - depth(start) - 2) / depth(open);
    format!(
        "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"T\",\"version\":\"1\"}},{start}{}{innermost}{}{end}}}",
        open.repeat(levels),
        close.repeat(levels)
    )
}

#[test]
fn whatever_nests_as_deep_as_allowed_is_taken() {
    let schemas = r#""paths":{},"components":{"schemas":{"A":"#;
    let headers = r#""paths":{},"components":{"headers":{"A":"#;
    let callbacks = r#""paths":{},"components":{"callbacks":{"A":{"e":"#;
    let header = r#"{"schema":{}}"#;
    for (start, open, innermost, close, end) in [
        (schemas, r#"{"items":"#, "{}", "}", "}}"),
        (schemas, r#"{"type":"array","items":"#, "{}", "}", "}}"),
        (schemas, r#"{"not":"#, "{}", "}", "}}"),
        (schemas, r#"{"additionalProperties":"#, "{}", "}", "}}"),
        (schemas, r#"{"properties":{"a":"#, "{}", "}}", "}}"),
        (schemas, r#"{"allOf":["#, "{}", "]}", "}}"),
        (schemas, r#"{"x-a":"#, "{}", "}", "}}"),
        (
            headers,
            r#"{"content":{"m":{"encoding":{"e":{"headers":{"h":"#,
            header,
            "}}}}}}",
            "}}",
        ),
        (
            callbacks,
            r#"{"get":{"responses":{},"callbacks":{"c":{"e":"#,
            "{}",
            "}}}}",
            "}}}",
        ),
    ] {
        let content = nested(start, open, innermost, close, end);
        let outcome = ingest_as("doc.json", content);
        assert_eq!(outcome.err().map(|found| found.to_string()), None, "{open}");
    }
}

#[test]
fn a_number_as_version_in_json_is_refused() {
    let content = "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"T\",\"version\":1.0},\"paths\":{}}";
    assert_snapshot!(reported(ingest_as("doc.json", content)), @r#"
    error[invalid-openapi]: doc.json#/info/version: invalid type: floating point `1.0`, expected a string
      help: correct it in the source; OpenAPI does not allow it
    "#);
}
