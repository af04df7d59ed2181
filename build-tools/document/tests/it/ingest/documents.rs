//! Which documents are taken for `OpenAPI` at all, and how one is written.

use super::*;
use insta::assert_snapshot;
use serde_json::json;

#[test]
fn swagger_2_is_refused() {
    assert_snapshot!(reported(ingest_as("doc.yaml", "swagger: '2.0'\ninfo: 5\n")), @r#"
    error[wrong-version]: doc.yaml#/swagger: expected `openapi: 3.0.x`, `3.1.x` or `3.2.x`, found `swagger` `"2.0"`
      help: use a document of one of these versions; others are not read
    "#);
}

#[test]
fn other_versions_are_refused_before_anything_else() {
    assert_snapshot!(reported(ingest_as("doc.yaml", "openapi: 4.0.0\ninfo: 5\n")), @r#"
    error[wrong-version]: doc.yaml#/openapi: expected `openapi: 3.0.x`, `3.1.x` or `3.2.x`, found `openapi` `"4.0.0"`
      help: use a document of one of these versions; others are not read
    "#);
    assert_snapshot!(reported(ingest_as("doc.yaml", "openapi: 3.0\n")), @r#"
    error[wrong-version]: doc.yaml#/openapi: expected `openapi: 3.0.x`, `3.1.x` or `3.2.x`, found `openapi` `"3.0"`
      help: use a document of one of these versions; others are not read
    "#);
    assert_snapshot!(reported(ingest_as("doc.json", "{\"openapi\": 3.0}")), @r#"
    error[wrong-version]: doc.json#/openapi: expected `openapi: 3.0.x`, `3.1.x` or `3.2.x`, found `openapi` `3.0`
      help: use a document of one of these versions; others are not read
    "#);
}

#[test]
fn a_document_without_a_version_is_refused() {
    assert_snapshot!(reported(ingest_as("doc.json", "{\"info\": {}}")), @r#"
    error[wrong-version]: doc.json#: expected `openapi: 3.0.x`, `3.1.x` or `3.2.x`, found no version
      help: use a document of one of these versions; others are not read
    "#);
}

#[test]
fn every_patch_version_of_3_0_to_3_2_is_taken() {
    for version in [
        "3.0.0", "3.0.3", "3.0.4", "3.1.0", "3.1.1", "3.1.2", "3.2.0",
    ] {
        let content =
            format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n");
        assert!(ingest_as("doc.yaml", content).is_ok(), "{version}");
    }
}

#[test]
fn the_canonical_form_keeps_order_and_ends_in_one_newline() {
    let value = json!({"b": [1, {"é": 0.5}], "a": {}, "c": "x\ny"});
    assert_eq!(
        to_canonical_json(&value),
        "{\n  \"b\": [\n    1,\n    {\n      \"é\": 0.5\n    }\n  ],\n  \"a\": {},\n  \"c\": \"x\\ny\"\n}\n"
    );
}
