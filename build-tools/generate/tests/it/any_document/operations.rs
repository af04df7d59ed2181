//! Operations: their names, their paths, and where they are served.

use super::*;
use api_document::overlay;

#[test]
fn an_operation_without_a_name_is_named_after_method_and_path() {
    let made = made("
paths:
  /pets/{petId}: {get: {parameters: [{name: petId, in: path, required: true, schema: {type: string}}], responses: {}}}
  /pets-pet_id: {get: {responses: {}}}
  /: {get: {responses: {}}}
  /カタ: {get: {responses: {}}}
");
    for name in [
        "get_pets_pet_id",
        "get_pets_pet_id_2",
        "get_root",
        "get_カタ",
    ] {
        assert!(
            made.code.contains(&format!("pub fn {name}(&self)")),
            "{name}"
        );
    }
    assert!(
        made.report
            .contains("rule: GET /pets/{petId} has no operationId and is named get_pets_pet_id_2")
    );
}

#[test]
fn of_two_operations_of_one_name_both_are_named_anew() {
    let made = made(
        "
paths:
  /b: {get: {operationId: a, responses: {}}}
  /a: {get: {operationId: a, responses: {}}}
",
    );
    for name in ["get_a", "get_b"] {
        assert!(
            made.code.contains(&format!("pub fn {name}(&self)")),
            "{name}"
        );
    }
    assert!(!made.code.contains("pub fn a(&self)"));
    assert!(
        made.report
            .contains("GET /b is named get_b: `a` names other operations too")
    );
}

/// Two operations that an overlay names.
fn named_by_overlay(names: [&str; 2]) -> Result<Made, String> {
    let document = document(
        "
paths:
  /b: {get: {operationId: x, responses: {'200': {$ref: '#/components/responses/Good'}, '400': {$ref: '#/components/responses/Bad'}}}}
  /a: {get: {operationId: x, responses: {'200': {$ref: '#/components/responses/Good'}, '400': {$ref: '#/components/responses/Bad'}}}}
components:
  responses:
    Good: {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}
    Bad: {description: d, content: {application/json: {schema: {type: object, properties: {error: {type: object, properties: {message: {type: string}, code: {type: string}, violations: {type: array, items: {type: object, properties: {property: {type: string}, message: {type: string}}}}}}}}}}}
",
    );
    let action = |path: &str, name: &str| {
        format!(
            "  - {{target: \"$.paths['{path}'].get\", description: d, x-matches: 1, update: {{operationId: {name}}}}}\n"
        )
    };
    let [first, second] = names;
    let text = format!(
        "overlay: 1.0.0\ninfo: {{title: t, version: '1'}}\nactions:\n{}{}",
        action("/b", first),
        action("/a", second)
    );
    let overlay = overlay::parse(&ingest::Source {
        name: "overlay.yaml".to_owned(),
        bytes: text.into_bytes(),
    })
    .unwrap();
    let made = pipeline::make(&document, Some(&overlay), Target::Published, "test");
    made.map_err(|error| error.to_string())
}

#[test]
fn two_operations_that_the_overlay_calls_the_same_are_refused() {
    let reported = named_by_overlay(["same", "same"]).unwrap_err();
    assert!(
        reported.starts_with("error[duplicate-operation-id]: any.yaml#/paths/~1b/get"),
        "{reported}"
    );
}

#[test]
fn a_name_that_the_overlay_gives_is_kept_as_it_is() {
    let made = named_by_overlay(["fetch_it", "findAll"]).unwrap();
    for name in ["fetch_it", "find_all"] {
        assert!(
            made.code.contains(&format!("pub fn {name}(&self)")),
            "{name}"
        );
    }
}

#[test]
fn names_that_the_client_has_are_told_apart() {
    let made = made("
paths:
  /a: {get: {operationId: post, responses: {}}, put: {operationId: getA, responses: {}}, post: {operationId: get_a, responses: {}}}
");
    for name in ["post_operation", "get_a", "get_a_operation"] {
        assert!(
            made.code.contains(&format!("pub fn {name}(&self)")),
            "{name}"
        );
    }
    assert!(
        made.report
            .contains("rule: GET /a is the method post_operation")
    );
}

#[test]
fn an_operation_served_elsewhere_is_reported() {
    let made = made(
        "
servers: [{url: 'https://a.example'}]
paths:
  /a:
    servers: [{url: 'https://b.example'}]
    get: {operationId: a, responses: {}}
    put: {operationId: b, servers: [{url: 'https://a.example'}], responses: {}}
",
    );
    let reported: Vec<String> = made.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(reported.len(), 1, "{reported:?}");
    assert!(reported[0].contains("other-server") && reported[0].contains("`https://b.example`"));
}

#[test]
fn callbacks_are_counted_and_left_alone() {
    let made = made(&operation(
        "
      callbacks: {c: {'{$request.query.u}': {post: {responses: {}}}}}
      responses: {}
",
    ));
    assert!(
        made.report
            .contains("callbacks are left out, since a client serves none: 1")
    );
}

#[test]
fn a_path_may_be_written_in_any_way() {
    let made = made("
paths:
  /a/{b}.json: {get: {operationId: one, parameters: [{name: b, in: path, required: true, schema: {type: string}}], responses: {}}}
  '/a/{c}:verb': {get: {operationId: two, parameters: [{name: c, in: path, schema: {type: string}}], responses: {}}}
");
    for template in ["/a/{}.json", "/a/{}:verb"] {
        let filled = format!("crate::path::fill(\"{template}\",&[crate::path::encode_path(");
        assert!(flat(&made.code).contains(&filled), "{template}");
    }
    assert!(made.report.contains("a parameter of the path is required"));
}

#[test]
fn a_name_in_rust_at_a_place_that_is_not_a_type_is_noted_and_not_used() {
    let yaml = "
paths:
  /a:
    get:
      operationId: get_a
      x-rust-name: n
      responses: {'204': {description: d}}
";
    let document = crate::small::document(yaml);
    let made = pipeline::make(&document, None, Target::Standalone, "test");
    let report = made.unwrap_or_else(|found| panic!("{found}")).report;
    let note = "rule: name at #/paths/~1a/get/x-rust-name: not used, because the schema here";
    assert!(report.contains(note), "{report}");
    let refused = pipeline::make(&document, None, Target::Published, "test").unwrap_err();
    assert!(!refused.to_string().is_empty());
}

#[test]
fn a_header_of_an_operation_replaces_that_of_its_path_in_any_case() {
    let made = made("
paths:
  /a:
    parameters: [{name: X-A, in: header, schema: {type: string}}, {name: x-a, in: query, schema: {type: string}}]
    get:
      operationId: a
      parameters: [{name: x-a, in: header, schema: {type: integer}}]
      responses: {}
");
    let builder = item(&made, "pub struct A<'a> {");
    assert_eq!(builder.matches("Argument<").count(), 2, "{builder}");
    assert!(builder.contains("Option<i64>"), "{builder}");
}
