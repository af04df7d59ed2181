//! Lists that come in pages, in the published client.

use crate::small;
use api_generate::{Made, Target, pipeline};

/// A list, with these properties beside its items.
fn made(beside: &str) -> Made {
    let document = small::document(&format!(
        "
paths:
  /things:
    get:
      operationId: list_things
      parameters: [{{name: cursor, in: query, schema: {{type: string}}}}]
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/ThingPage'}}
        '400':
          description: d
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/Problem'}}
components:
  schemas:
    Problem:
      type: object
      required: [error]
      properties: {{error: {{$ref: '#/components/schemas/ProblemDetails'}}}}
    ProblemDetails:
      type: object
      required: [code, message]
      properties:
        code: {{type: string}}
        message: {{type: string}}
        violations: {{type: array, items: {{$ref: '#/components/schemas/Violation'}}}}
    Violation:
      type: object
      required: [property, message]
      properties: {{property: {{type: string}}, message: {{type: string}}}}
    ThingPage:
      type: object
      required: [data]
      properties:
        data: {{type: array, items: {{$ref: '#/components/schemas/Thing'}}}}
        {beside}
    Thing: {{type: object, properties: {{id: {{type: string}}}}}}
"
    ));
    pipeline::make(&document, None, Target::Published, "test")
        .unwrap_or_else(|found| panic!("{found}"))
}

#[test]
fn what_a_lists_course_depends_on_is_in_its_table() {
    let made = made("meta: {type: object, properties: {next/cursor: {type: string}}}");
    let steering = r#"steering: &["/data", "/meta/next~1cursor"]"#;
    assert!(made.code.contains(steering), "{}", made.code);
    let note = "rule: list_things comes in pages: the items are in `data`, the next cursor in \
                `meta.next/cursor`\n";
    assert!(made.report.contains(note), "{}", made.report);
}

#[test]
fn a_list_whose_form_is_not_known_is_in_the_report() {
    let made = made("more: {type: boolean}");
    assert!(made.code.contains("steering: &[]"), "{}", made.code);
    let note = "rule: list_things takes a cursor but cannot be read page by page: its answer has \
                no next cursor; ";
    assert!(made.report.contains(note), "{}", made.report);
}
