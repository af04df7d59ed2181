//! Faults of a newer document are told where they were written.

use api_document::diagnostic::Outcome;
use api_document::ingest::{Document, Source, any, repaired};
use insta::assert_snapshot;

fn source(inside: &str) -> Source {
    let head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";
    Source {
        name: "doc.yaml".to_owned(),
        bytes: format!("{head}{inside}").into_bytes(),
    }
}

fn refused(outcome: Outcome<Document>) -> String {
    let found = outcome.expect_err("this must be refused").to_string();
    let lines = found.lines().filter(|line| line.starts_with("error"));
    lines.collect::<Vec<_>>().join("\n")
}

const FAULTY: &str = "
paths: {/a: {$ref: '#/components/pathItems/A'}}
webhooks: {w: {post: {requestBody: {$ref: '#/components/requestBodies/Gone'}, responses: {}}}}
components:
  pathItems: {A: {get: {parameters: 5, responses: {}}}}
  schemas:
    A:
      anyOf: [{type: 'null'}, {$ref: '#/components/schemas/Gone'}]
    B:
      oneOf: [{type: 'null'}, {type: text}, {type: string}]
    C: {type: [object, array], properties: {p: {$ref: '#/nowhere'}}}
    D: {prefixItems: [{type: string}, {minLength: a}], items: false}
    E: {$ref: 'other.yaml', description: d}
    F: {$defs: {In: {pattern: 5}}}
    G: {if: {type: text}}
    H: {type: [string, text]}
";

#[test]
fn a_fault_is_told_at_its_place_as_written() {
    assert_snapshot!(refused(any(&source(FAULTY))), @r#"
    error[invalid-openapi]: doc.yaml#/components/pathItems/A/get/parameters: expected a list, found `5`
    error[dangling-ref]: doc.yaml#/components/schemas/A/anyOf/1: `#/components/schemas/Gone` does not exist
    error[invalid-openapi]: doc.yaml#/components/schemas/B/oneOf/1/type: expected one of array, boolean, integer, number, object, string, found `text`
    error[dangling-ref]: doc.yaml#/components/schemas/C/properties/p: `#/nowhere` does not exist
    error[invalid-openapi]: doc.yaml#/components/schemas/D/prefixItems/1/minLength: invalid type: string "a", expected usize
    error[external-ref]: doc.yaml#/components/schemas/E: `other.yaml` points outside this document
    error[invalid-openapi]: doc.yaml#/components/schemas/G/if/type: expected one of array, boolean, integer, number, object, string, found `text`
    error[invalid-openapi]: doc.yaml#/components/schemas/H/type/1: expected one of array, boolean, integer, number, object, string, found `text`
    error[invalid-openapi]: doc.yaml#/components/schemas/F/$defs/In/pattern: invalid type: integer `5`, expected a string
    error[dangling-ref]: doc.yaml#/webhooks/w/post/requestBody: `#/components/requestBodies/Gone` does not exist
    "#);
}

#[test]
fn a_fault_is_repaired_where_it_was_written() {
    let (document, warnings) = repaired(&source(
        "
paths: {/a: {$ref: '#/components/pathItems/A'}}
components:
  pathItems: {A: {get: {parameters: [{name: a, in: nowhere}], responses: {}}, put: {responses: {}}}}
  schemas:
    A: {type: [object, 'null'], properties: {p: {anyOf: [{type: 'null'}, {$ref: '#/components/schemas/Gone'}]}}}
",
    ))
    .unwrap_or_else(|found| panic!("{found}"));
    let lines = warnings.iter().map(ToString::to_string);
    let lines: Vec<String> = lines
        .filter_map(|text| text.lines().next().map(str::to_owned))
        .collect();
    assert_snapshot!(lines.join("\n"), @r"
    error[operation-left-out]: doc.yaml#/components/pathItems/A/get/parameters/0/in: GET A is left out: unknown variant `nowhere`, expected one of `query`, `header`, `path`, `cookie`
    error[untyped-schema]: doc.yaml#/components/schemas/A/properties/p/anyOf/1: generated as `serde_json::Value`: `#/components/schemas/Gone` does not exist
    ");
    let value = &document.value;
    assert_eq!(value["openapi"], "3.1.0");
    let item = &value["components"]["pathItems"]["A"];
    assert!(
        item.get("get").is_none() && item.get("put").is_some(),
        "{item}"
    );
    let property = &value["components"]["schemas"]["A"]["properties"]["p"];
    assert_eq!(property.to_string(), r#"{"anyOf":[{"type":"null"},{}]}"#);
}
