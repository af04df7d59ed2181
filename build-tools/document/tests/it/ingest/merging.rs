//! Many sources to one document.

use super::*;
use api_document::ingest::merge;
use insta::assert_snapshot;
use serde_json::{Value, json};

fn document(name: &str, value: Value) -> Document {
    Document {
        name: name.to_owned(),
        value,
    }
}

fn merged(values: &[Value]) -> Outcome<Document> {
    let documents: Vec<_> = values
        .iter()
        .zip(["a.md", "b.md", "c.md"])
        .map(|(value, name)| document(name, value.clone()))
        .collect();
    merge(&documents)
}

#[test]
fn pages_that_share_components_become_one_document() {
    let sources = [source("create.md", PAGE), source("get.md", OTHER_PAGE)];
    let document = ingest(&sources).unwrap_or_else(|found| panic!("{found}"));
    let keys = |pointer: &str| -> Vec<String> {
        let members = document
            .value
            .pointer(pointer)
            .unwrap()
            .as_object()
            .unwrap();
        members.keys().cloned().collect()
    };
    assert_eq!(keys("/paths"), ["/webhooks", "/webhooks/{webhook_id}"]);
    let schemas = keys("/components/schemas");
    assert_eq!(schemas.len(), 9);
    assert_eq!(schemas.last().unwrap(), "Webhook");
    assert_eq!(document.value["tags"], json!([{"name": "webhooks"}]));
    assert_eq!(document.name, "create.md and 1 more");
}

#[test]
fn the_order_of_sources_changes_only_the_order_of_members() {
    let (one, other) = (source("create.md", PAGE), source("get.md", OTHER_PAGE));
    let forth = ingest(&[one.clone(), other.clone()]).unwrap();
    let back = ingest(&[other, one]).unwrap();
    assert_eq!(forth.value, back.value);
    assert_ne!(
        to_canonical_json(&forth.value),
        to_canonical_json(&back.value)
    );
}

#[test]
fn one_source_given_twice_is_that_source() {
    let one = canonical(ingest(&[source("create.md", PAGE)]));
    let two = canonical(ingest(&[
        source("create.md", PAGE),
        source("create.md", PAGE),
    ]));
    assert_eq!(one, two);
}

#[test]
fn one_document_in_two_formats_is_one_document() {
    let json = canonical(ingest_as("create.md", PAGE));
    let both = ingest(&[source("create.md", PAGE), source("api.json", &json)]);
    assert_eq!(canonical(both), json);
}

#[test]
fn operations_of_one_path_are_united() {
    let get = json!({"paths": {"/a": {"summary": "A", "get": {"operationId": "g"}}}});
    let put = json!({"paths": {"/a": {"put": {"operationId": "p"}, "summary": "A"}}});
    let merged = merged(&[get, put]).unwrap();
    assert_eq!(
        merged.value.to_string(),
        r#"{"paths":{"/a":{"summary":"A","get":{"operationId":"g"},"put":{"operationId":"p"}}}}"#
    );
}

#[test]
fn a_component_that_differs_is_refused_at_its_first_difference() {
    let changed = OTHER_PAGE.replace("Verbal description of the error.", "A message.");
    let sources = [source("create.md", PAGE), source("get.md", changed)];
    assert_snapshot!(reported(ingest(&sources)), @r#"
    error[conflicting-sources]: get.md#/components/schemas/BaseApiExceptionDto/properties/message/description: the sources differ: `create.md` has `"Verbal description of the error."`, `get.md` has `"A message."`
      help: fetch both again, so that they are of one version of the document
    "#);
}

#[test]
fn every_conflict_is_reported_with_both_its_sources() {
    let one = json!({
        "info": {"version": "1"}, "servers": [{"url": "x"}], "security": [],
        "paths": {"/a": {"get": {"tags": ["t"]}, "parameters": []}},
        "components": {"schemas": {"S": {"a": {"b": [1, 2]}}}},
        "tags": [{"name": "t", "description": "T"}],
    });
    let two = json!({
        "info": {"version": "1"}, "servers": [{"url": "x"}], "security": [],
        "paths": {"/b": {"get": {}}},
        "components": {"schemas": {"R": {}}, "responses": {"S": {}}},
    });
    let three = json!({
        "info": {"version": "2"}, "servers": [{"url": "x"}, {"url": "y"}],
        "paths": {"/a": {"get": {"tags": "t"}}, "/b": {"get": {"deprecated": true}}},
        "components": {"schemas": {"S": {"a": {"b": [1, 3]}}, "R": {"type": "a"}}},
        "tags": [{"name": "u"}, {"name": "t", "description": "U"}],
        "x-more": {"long": "y".repeat(100)},
    });
    assert_snapshot!(reported(merged(&[one, two, three])), @r#"
    error[conflicting-sources]: c.md#/info/version: the sources differ: `a.md` has `"1"`, `c.md` has `"2"`
      help: fetch both again, so that they are of one version of the document
    error[conflicting-sources]: c.md#/servers/1: the sources differ: `a.md` has nothing, `c.md` has an object of size 1
      help: fetch both again, so that they are of one version of the document
    error[conflicting-sources]: c.md#/security: the sources differ: `a.md` has a list of length 0, `c.md` has nothing
      help: fetch both again, so that they are of one version of the document
    error[conflicting-sources]: c.md#/paths/~1a/get/tags: the sources differ: `a.md` has a list of length 1, `c.md` has `"t"`
      help: fetch both again, so that they are of one version of the document
    error[conflicting-sources]: c.md#/paths/~1a/parameters: the sources differ: `a.md` has a list of length 0, `c.md` has nothing
      help: fetch both again, so that they are of one version of the document
    error[conflicting-sources]: c.md#/paths/~1b/get/deprecated: the sources differ: `b.md` has nothing, `c.md` has `true`
      help: fetch both again, so that they are of one version of the document
    error[conflicting-sources]: c.md#/components/schemas/S/a/b/1: the sources differ: `a.md` has `2`, `c.md` has `3`
      help: fetch both again, so that they are of one version of the document
    error[conflicting-sources]: c.md#/components/schemas/R/type: the sources differ: `b.md` has nothing, `c.md` has `"a"`
      help: fetch both again, so that they are of one version of the document
    error[conflicting-sources]: c.md#/tags/1/description: the sources differ: `a.md` has `"T"`, `c.md` has `"U"`
      help: fetch both again, so that they are of one version of the document
    error[conflicting-sources]: c.md#/x-more: the sources differ: `a.md` has nothing, `c.md` has an object of size 1
      help: fetch both again, so that they are of one version of the document
    "#);
}

#[test]
fn conflicts_do_not_depend_on_the_order_of_members() {
    let one = json!({"components": {"schemas": {"S": {"a": 1, "b": {"c": 1, "d": 2}}}}});
    let other = json!({"components": {"schemas": {"S": {"b": {"d": 2, "c": 1}, "a": 1}}}});
    assert!(merged(&[one, other]).is_ok());
}

#[test]
fn a_fault_in_a_merged_document_names_its_source() {
    let broken = OTHER_PAGE.replace(
        "operationId: WebhooksController_get\n",
        "deprecated: false\n",
    );
    let sources = [source("create.md", PAGE), source("get.md", broken)];
    assert_snapshot!(reported(ingest(&sources)), @r#"
    error[missing-operation-id]: get.md#/paths/~1webhooks~1{webhook_id}/get: the operation has no `operationId`
      help: add one to the source; it becomes the name of the method
    "#);
}

#[test]
fn a_name_that_two_sources_use_is_reported_at_the_second() {
    let repeated = OTHER_PAGE.replace("WebhooksController_get", "WebhooksController_create");
    let sources = [source("create.md", PAGE), source("get.md", repeated)];
    assert_snapshot!(reported(ingest(&sources)), @r#"
    error[duplicate-operation-id]: get.md#/paths/~1webhooks~1{webhook_id}/get: duplicate operationId `WebhooksController_create` at `/paths/~1webhooks~1{webhook_id}/get` (first at `/paths/~1webhooks/post`)
      help: rename one of them in the source
    "#);
}

#[test]
fn a_fault_that_no_single_source_shows_is_reported_for_all_of_them() {
    let paths = |path: &str| format!("openapi: 3.0.3\npaths: {{{path}: {{}}}}\n");
    let sources = [source("a.yaml", paths("/a")), source("b.yaml", paths("/b"))];
    assert_snapshot!(reported(ingest(&sources)), @r#"
    error[invalid-openapi]: a.yaml and 1 more#: missing field `info`
      help: correct it in the source; OpenAPI does not allow it
    "#);
}

#[test]
fn members_of_the_wrong_shape_are_left_to_validation() {
    let one = json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": []});
    let other = json!({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": {}});
    assert_snapshot!(reported(merged(&[one.clone(), other])), @r#"
    error[conflicting-sources]: b.md#/paths: the sources differ: `a.md` has a list of length 0, `b.md` has an object of size 0
      help: fetch both again, so that they are of one version of the document
    "#);
    assert!(merged(&[one.clone(), one]).is_ok());
}
