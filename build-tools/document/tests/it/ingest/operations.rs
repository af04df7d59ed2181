//! Operations: their names and their paths.

use super::*;
use insta::assert_snapshot;

fn with_paths(paths: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{}\n",
        paths.trim_matches('\n')
    )
}

#[test]
fn an_operation_without_a_name_is_refused() {
    let content = with_paths(
        "
  /a:
    get: {responses: {}}
    put: {operationId: '', responses: {}}
    post: {operationId: null, responses: {}}
    patch: {operationId: 5, responses: {}}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[missing-operation-id]: doc.yaml#/paths/~1a/get: the operation has no `operationId`
      help: add one to the source; it becomes the name of the method
    error[missing-operation-id]: doc.yaml#/paths/~1a/put: the operation has no `operationId`
      help: add one to the source; it becomes the name of the method
    error[missing-operation-id]: doc.yaml#/paths/~1a/post: the operation has no `operationId`
      help: add one to the source; it becomes the name of the method
    error[invalid-openapi]: doc.yaml#/paths/~1a/patch/operationId: invalid type: integer `5`, expected a string
      help: correct it in the source; OpenAPI does not allow it
    "#);
}

#[test]
fn two_operations_of_one_name_are_both_named() {
    let content = with_paths(
        "
  /a:
    get: {operationId: same, responses: {}}
  /b/c:
    get: {operationId: other, responses: {}}
    put: {operationId: same, responses: {}}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[duplicate-operation-id]: doc.yaml#/paths/~1b~1c/put: duplicate operationId `same` at `/paths/~1b~1c/put` (first at `/paths/~1a/get`)
      help: rename one of them in the source
    "#);
}

#[test]
fn operations_of_callbacks_may_go_without_a_name() {
    let content = with_paths(
        "
  /a:
    get:
      operationId: a
      responses: {}
      callbacks: {c: {'{$request.body#/url}': {post: {responses: {}}}}}",
    );
    assert!(ingest_as("doc.yaml", content).is_ok());
}

#[test]
fn a_path_parameter_that_is_not_declared_is_refused() {
    let content = with_operation("      responses: {}");
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[undeclared-path-parameter]: doc.yaml#/paths/~1things~1{id}/get: the path has `{id}`, but the operation does not declare it
      help: declare it among the `parameters`, with `in: path`
    "#);
}

#[test]
fn a_declared_path_parameter_that_is_not_in_the_path_is_refused() {
    let content = with_paths(
        "
  /a/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {}}
      - {name: shared, in: path, required: true, schema: {}}
    get:
      operationId: a
      parameters:
        - {name: id, in: query, schema: {}}
        - {$ref: '#/components/parameters/Own'}
      responses: {}
components:
  parameters:
    Own: {name: own, in: path, required: true, schema: {}}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[unused-path-parameter]: doc.yaml#/paths/~1a~1{id}/parameters/1: the path parameter `shared` is not in the path
      help: add it to the path, or remove the declaration
    error[unused-path-parameter]: doc.yaml#/paths/~1a~1{id}/get/parameters/1: the path parameter `own` is not in the path
      help: add it to the path, or remove the declaration
    "#);
}

#[test]
fn path_parameters_may_be_declared_on_path_operation_or_by_reference() {
    let content = with_paths(
        "
  /a/{one}/{two}.{three}:
    parameters:
      - {name: one, in: path, required: true, schema: {}}
    get:
      operationId: a
      parameters:
        - {name: two, in: path, required: true, schema: {}}
        - {$ref: '#/components/parameters/Alias'}
      responses: {}
components:
  parameters:
    Alias: {$ref: '#/components/parameters/Three'}
    Three: {name: three, in: path, required: true, schema: {}}",
    );
    let found = ingest_as("doc.yaml", content)
        .err()
        .map(|found| found.to_string());
    assert_eq!(found, None);
}

#[test]
fn every_form_of_status_is_taken() {
    let content = with_paths(
        "
  /a:
    get:
      operationId: a
      responses:
        100: &response {description: ''}
        599: *response
        2XX: *response
        default: *response
        x-note: 5",
    );
    assert!(ingest_as("doc.yaml", content).is_ok());
}

#[test]
fn a_path_template_that_cannot_be_filled_is_refused() {
    let content = with_paths(
        "
  a: {}
  /b/{c: {}
  /d/e}: {}
  /f/{}: {}
  /g/{h}/{h}: {}
  /i/{j{k}}: {}
  x-ok: {}",
    );
    assert_snapshot!(reported(ingest_as("doc.yaml", content)), @r#"
    error[bad-path-template]: doc.yaml#/paths/~1g~1{h}~1{h}: the path `/g/{h}/{h}` repeats a parameter
      help: write it like `/things/{thing_id}`
    error[bad-path-template]: doc.yaml#/paths/a: the path `a` does not start with `/`
      help: write it like `/things/{thing_id}`
    error[bad-path-template]: doc.yaml#/paths/~1b~1{c: the path `/b/{c` has a `{` without a `}`
      help: write it like `/things/{thing_id}`
    error[bad-path-template]: doc.yaml#/paths/~1d~1e}: the path `/d/e}` has a `}` without a `{`
      help: write it like `/things/{thing_id}`
    error[bad-path-template]: doc.yaml#/paths/~1f~1{}: the path `/f/{}` has a parameter without a name
      help: write it like `/things/{thing_id}`
    error[bad-path-template]: doc.yaml#/paths/~1i~1{j{k}}: the path `/i/{j{k}}` has braces that do not match
      help: write it like `/things/{thing_id}`
    "#);
}

#[test]
fn in_any_document_operations_may_go_without_a_name_and_share_one() {
    let content = with_paths(
        "
  /a:
    get: {responses: {}}
    put: {operationId: same, responses: {}}
    post: {operationId: same, responses: {}}",
    );
    assert!(any_as("doc.yaml", content).is_ok());
}
