//! References.

use super::*;
use insta::assert_snapshot;

#[test]
fn a_reference_to_nothing_is_refused() {
    let content = with_components(
        "
  schemas:
    A:
      properties:
        'a/b':
          $ref: '#/components/schemas/B'
        c:
          items:
            $ref: '#/components/responses/A'",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[dangling-ref]: doc.yaml#/components/schemas/A/properties/a~1b: `#/components/schemas/B` does not exist
      help: add the component, add the source that has it, or correct the name
    error[dangling-ref]: doc.yaml#/components/schemas/A/properties/c/items: `#/components/responses/A` does not exist
      help: add the component, add the source that has it, or correct the name
    "#);
}

#[test]
fn a_reference_out_of_the_document_or_to_nothing_in_it_is_refused() {
    let content = with_components(
        "
  schemas:
    A: {$ref: other.yaml#/A}
    B: {$ref: 'https://example.com/a.json'}
    C: {$ref: A}
    D: {$ref: ''}
    E: {$ref: '#A'}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[external-ref]: doc.yaml#/components/schemas/A: `other.yaml#/A` points outside this document
      help: clone the repository that has the document, and name the file of its root
    error[external-ref]: doc.yaml#/components/schemas/B: `https://example.com/a.json` points outside this document
      help: clone the repository that has the document, and name the file of its root
    error[external-ref]: doc.yaml#/components/schemas/C: `A` points outside this document
      help: clone the repository that has the document, and name the file of its root
    error[unsupported-ref]: doc.yaml#/components/schemas/D: `` does not point to a component
      help: move the target under `components` and point there: the generator follows no other reference
    error[dangling-ref]: doc.yaml#/components/schemas/E: `#A` does not exist
      help: add the component, add the source that has it, or correct the name
    "#);
}

#[test]
fn a_reference_to_another_kind_of_component_is_refused() {
    let content = with_components(
        "
  schemas:
    A: {}
    B: {$ref: '#/components/responses/R'}
  responses:
    R:
      description: R
      content:
        text/plain:
          schema: {$ref: '#/components/schemas/A'}
          examples: {e: {$ref: '#/components/schemas/A'}}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[wrong-ref-kind]: doc.yaml#/components/schemas/B: expected a reference to `#/components/schemas`, found `#/components/responses/R`
      help: point to a component of that section
    error[wrong-ref-kind]: doc.yaml#/components/responses/R/content/text~1plain/examples/e: expected a reference to `#/components/examples`, found `#/components/schemas/A`
      help: point to a component of that section
    "#);
}

#[test]
fn a_reference_to_something_that_is_no_component_is_refused() {
    let content = with_components(
        "
  schemas:
    A: {properties: {b: {}}}
    B: {$ref: '#/components/schemas/A/properties/b'}
    C: {$ref: '#/info'}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[unsupported-ref]: doc.yaml#/components/schemas/B: `#/components/schemas/A/properties/b` does not point to a component
      help: move the target under `components` and point there: the generator follows no other reference
    error[unsupported-ref]: doc.yaml#/components/schemas/C: `#/info` does not point to a component
      help: move the target under `components` and point there: the generator follows no other reference
    "#);
}

#[test]
fn references_that_never_arrive_are_refused_once_per_cycle() {
    let content = with_components(
        "
  schemas:
    List: {items: {$ref: '#/components/schemas/A'}}
    A: {$ref: '#/components/schemas/B'}
    B: {$ref: '#/components/schemas/C'}
    C: {$ref: '#/components/schemas/B'}
    D: {$ref: '#/components/schemas/D'}
    E: {$ref: '#/components/schemas/F'}
    F: {}
    G: {$ref: '#/components/schemas/A'}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[cyclic-ref]: doc.yaml#/components/schemas/A: the references form a cycle: `#/components/schemas/A` -> `#/components/schemas/B` -> `#/components/schemas/C` -> `#/components/schemas/B`
      help: replace one of them with an object
    error[cyclic-ref]: doc.yaml#/components/schemas/D: the references form a cycle: `#/components/schemas/D` -> `#/components/schemas/D`
      help: replace one of them with an object
    "#);
}

#[test]
fn a_schema_may_contain_itself_through_a_property() {
    let content = with_components(
        "
  schemas:
    A: {properties: {next: {$ref: '#/components/schemas/A'}}}",
    );
    assert!(ingest_as("doc.yaml", content).is_ok());
}

#[test]
fn a_path_item_reference_is_refused() {
    let content = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a: {$ref: '#/paths/~1b'}\n  /b: {}\n";
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[path-item-ref]: doc.yaml#/paths/~1a: this path is a reference to another path item
      help: write the path item out; the generator does not follow it
    "#);
}

#[test]
fn a_reference_where_none_may_stand_is_refused() {
    let content = with_components(
        "
  schemas:
    A: {$ref: 5}
  responses:
    R:
      description: R
      content:
        text/plain: {$ref: '#/components/schemas/A'}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[misplaced-ref]: doc.yaml#/components/schemas/A: expected a string as `$ref`, found `5`
      help: name a component, as in `#/components/schemas/Name`
    error[misplaced-ref]: doc.yaml#/components/responses/R/content/text~1plain: a `$ref` is not allowed in place of this object (MediaType)
      help: write the object out
    "#);
}

#[test]
fn what_only_looks_like_a_reference_is_left_alone() {
    let content = with_components(
        "
  schemas:
    A:
      properties:
        $ref: {type: string}
      example: {$ref: nowhere}
      default: {$ref: nowhere}
      enum: [{$ref: nowhere}]
      x-more: {$ref: nowhere}",
    );
    assert!(ingest_as("doc.yaml", content).is_ok());
}

#[test]
fn what_stands_beside_a_reference_is_left_alone() {
    let content = with_components(
        "
  schemas:
    A: {}
    B: {$ref: '#/components/schemas/A', items: {$ref: nowhere}, type: 5}",
    );
    assert!(ingest_as("doc.yaml", content).is_ok());
}

#[test]
fn component_names_may_need_escapes() {
    let content = with_components(
        "
  schemas:
    a/b~c: {}
    A: {$ref: '#/components/schemas/a~1b~0c'}",
    );
    assert!(ingest_as("doc.yaml", content).is_ok());
}

#[test]
fn references_in_every_place_are_seen() {
    let missing = "{$ref: '#/components/none'}";
    let content = format!(
        "openapi: 3.0.3
info: {{title: T, version: '1'}}
paths:
  /a:
    parameters: [{missing}]
    post:
      operationId: a
      parameters:
        - {missing}
        - {{name: q, in: query, schema: {missing}, examples: {{e: {missing}}}}}
        - {{name: r, in: query, content: {{t/p: {{schema: {missing}}}}}}}
      requestBody:
        content:
          t/p:
            schema:
              oneOf: [{missing}]
              allOf: [{missing}]
              anyOf: [{missing}]
              not: {missing}
              additionalProperties: {missing}
            encoding: {{e: {{headers: {{h: {missing}}}}}}}
      responses:
        default: {missing}
        '200':
          description: ''
          headers: {{h: {missing}, i: {{schema: {missing}}}}}
          links: {{l: {missing}}}
      callbacks:
        c:
          '{{$request.body#/url}}':
            post:
              requestBody: {missing}
              responses: {{}}
components:
  securitySchemes: {{s: {missing}}}
  requestBodies: {{b: {missing}}}
  parameters: {{p: {missing}}}
  callbacks: {{c: {{e: {{parameters: [{missing}]}}}}}}
"
    );
    let expected = content.matches("$ref").count();
    let reported = reported(ingest_as("doc.yaml", &content));
    assert_eq!(
        reported.matches("error[dangling-ref]").count(),
        expected,
        "{reported}"
    );
    assert_eq!(reported.matches("error[").count(), expected, "{reported}");
}

#[test]
fn in_any_document_what_is_referred_to_becomes_a_component() {
    let content = with_components(
        "
  schemas:
    A: {properties: {b: {items: {$ref: '#/components/schemas/A/properties/b'}}}}
    B: {$ref: '#/components/schemas/A/properties/b'}
    'C d': {type: string}
    E: {$ref: '#/components/schemas/C%20d'}",
    );
    let read = any_as("doc.yaml", content).unwrap().value;
    let schemas = &read["components"]["schemas"];
    assert_eq!(schemas["B"]["$ref"], "#/components/schemas/AB");
    assert_eq!(
        schemas["AB"]["items"]["$ref"], "#/components/schemas/AB",
        "a schema that holds itself is finite"
    );
    assert_eq!(schemas["E"]["$ref"], "#/components/schemas/C d");
}

#[test]
fn in_any_document_a_reference_to_something_of_another_kind_is_refused() {
    let content = with_components(
        "
  schemas:
    A: {properties: {b: {}}}
    B: {$ref: '#/components/schemas/A/properties'}
    C: {$ref: '#/info'}",
    );
    let found = any_as("doc.yaml", content).unwrap_err().to_string();
    assert_eq!(
        found.matches("error[unsupported-ref]").count(),
        2,
        "{found}"
    );
}

#[test]
fn in_any_document_a_reference_to_a_path_item_is_followed() {
    let content = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a: {$ref: '#/paths/~1b'}\n  /b: {$ref: '#/paths/~1c', summary: s}\n  /c: {get: {responses: {}}}\n";
    let read = any_as("doc.yaml", content).unwrap().value;
    assert!(read["paths"]["/a"]["get"].is_object());
    assert_eq!(read["paths"]["/b"]["summary"], "s");
    let nowhere = content.replace("'#/paths/~1b'", "'#/paths/~1a'");
    let found = any_as("doc.yaml", nowhere).unwrap_err().to_string();
    assert!(found.contains("error[path-item-ref]"), "{found}");
}
