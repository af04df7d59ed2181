//! Types of what several operations share: called after the component, and made once.

use api_document::ingest::{Source, ingest};
use api_generate::{Target, pipeline};

/// Two operations that refer to the same parameter, body and answers.
const SHARED: &str = "
openapi: 3.0.3
info: { title: t, version: '1' }
paths:
  /a:
    post: &operation
      operationId: makeA
      parameters: [{ $ref: '#/components/parameters/sort' }]
      requestBody: { $ref: '#/components/requestBodies/Thing' }
      responses:
        '200': { $ref: '#/components/responses/things' }
        '404': { $ref: '#/components/responses/NotFoundResponse' }
        '409': { $ref: '#/components/responses/Conflict' }
  /b:
    post:
      <<: *operation
      operationId: makeB
components:
  parameters:
    sort: { name: sort, in: query, schema: { type: string, enum: [up, down] } }
  requestBodies:
    Thing:
      required: true
      content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } }
  responses:
    things:
      description: d
      content:
        application/json:
          schema: { type: array, items: { type: object, properties: { b: { type: string } } } }
    NotFoundResponse: &problem
      description: d
      content: { application/json: { schema: { type: object, properties: { why: { type: string } } } } }
    Conflict: *problem
";

fn made(yaml: &str) -> pipeline::Made {
    let source = Source {
        name: "document.yaml".to_owned(),
        bytes: yaml.as_bytes().to_vec(),
    };
    let document = ingest(&[source]).unwrap();
    pipeline::make(&document, None, Target::Standalone, "test").unwrap()
}

/// The names of the types, in order.
fn types(code: &str) -> Vec<&str> {
    let types = code.split("pub mod builder").next().unwrap();
    let names = types.lines().filter_map(|line| {
        let line = line.trim_start();
        let after = line
            .strip_prefix("pub struct ")
            .or_else(|| line.strip_prefix("pub enum "))?;
        after.split([' ', '(']).next()
    });
    names.collect()
}

#[test]
fn what_operations_share_is_one_type_called_after_the_component() {
    assert_eq!(
        types(&made(SHARED).code),
        [
            "SortParameter",
            "NotFoundResponse",
            "ThingBody",
            "ThingsResponseItem"
        ]
    );
}

#[test]
fn an_operation_that_stops_sharing_leaves_the_names_of_the_others() {
    let own = "'404': { description: d, content: { application/json: { schema: { type: object, \
               properties: { other: { type: string } } } } } }";
    let shared = "'404': { $ref: '#/components/responses/NotFoundResponse' }";
    let conflict = "\n        '409': { $ref: '#/components/responses/Conflict' }";
    let apart = SHARED.replace(conflict, "").replace(
        "operationId: makeB",
        &format!("operationId: makeB\n      responses:\n        {own}"),
    );
    let code = made(&apart).code;
    assert!(types(&code).contains(&"NotFoundResponse"), "{code}");
    assert!(types(&code).contains(&"MakeBError"), "{code}");
    assert!(apart.contains(shared));
}

#[test]
fn a_title_goes_before_the_name_of_the_component() {
    let titled = SHARED.replace(
        "{ a: { type: string } }",
        "{ a: { type: string } }, title: New thing",
    );
    assert!(types(&made(&titled).code).contains(&"NewThing"));
}

#[test]
fn a_schema_of_that_name_keeps_it() {
    let schema = "components:\n  schemas:\n    ThingBody: { type: object, properties: { c: { type: string } } }\n";
    let both = SHARED.replace("components:\n", schema);
    let code = made(&both).code;
    let body = code.split("pub struct ThingBody {").nth(1).unwrap();
    assert!(body.split('}').next().unwrap().contains("pub c:"), "{code}");
    assert!(types(&code).contains(&"ThingBody2"), "{code}");
}
