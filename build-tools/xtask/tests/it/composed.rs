//! Changes in parts of schemas: what they do to the types of the wholes is theirs.
use crate::compared::compared;
use build_tools::diff::report::Report;
use serde_json::{Value, json};

fn base() -> Value {
    let text = json!({ "type": "string" });
    let tagged = |kind: &str, name: &str| {
        json!({ "type": "object", "required": ["kind", name], "properties": {
            "kind": { "type": "string", "enum": [kind] }, name: text,
        } })
    };
    let body = |name: &str| {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        json!({ "content": { "application/json": { "schema": schema } } })
    };
    json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "paths": { "/a": { "post": {
            "operationId": "a",
            "requestBody": body("Whole"),
            "responses": { "200": { "description": "d", "content": body("Choice")["content"] } },
        } } },
        "components": {
            "schemas": {
                "Part": { "type": "object", "properties": { "note": { "type": "string", "nullable": true } } },
                "Between": { "allOf": [{ "$ref": "#/components/schemas/Part" }, { "type": "object", "properties": { "more": text } }] },
                "Whole": { "allOf": [{ "$ref": "#/components/schemas/Between" }, { "type": "object", "properties": { "own": text } }] },
                "Choice": { "oneOf": [tagged("x", "a"), tagged("y", "b")] },
            },
            "securitySchemes": {
                "api-key": { "type": "apiKey", "in": "header", "name": "X-One" },
                "apiKey": { "type": "apiKey", "in": "header", "name": "X-Two" },
            },
        },
    })
}

fn after(edit: impl FnOnce(&mut Value)) -> Report {
    let mut revision = base();
    edit(&mut revision["components"]);
    compared(&base(), &revision)
}

/// The items of all changes, once there is nothing that no change did.
fn items(report: &Report) -> Vec<String> {
    assert!(report.rust.is_empty(), "{:?}", report.rust);
    let items = report.changes.iter().flat_map(|change| change.rust.iter());
    items.map(|item| format!("{item:?}")).collect()
}

#[test]
fn a_property_of_a_part_is_one_of_the_whole() {
    let report = after(|components| {
        components["schemas"]["Part"]["properties"]["note"] = json!({ "type": "string" });
    });
    let items = items(&report);
    assert!(
        items.iter().any(|item| item.contains("types::Whole.note")),
        "{items:?}"
    );
}

#[test]
fn a_tag_that_goes_changes_the_union() {
    let report = after(|components| {
        components["schemas"]["Choice"]["oneOf"][0]["properties"]["kind"] =
            json!({ "type": "string" });
    });
    let items = items(&report);
    assert!(
        items.iter().any(|item| item.contains("types::Choice::X")),
        "{items:?}"
    );
}

#[test]
fn a_setter_that_is_told_apart_belongs_to_its_scheme() {
    let report = after(|components| {
        components["securitySchemes"]["apiKey"]["name"] = json!("X-Three");
    });
    let items = items(&report);
    assert!(
        items.iter().any(|item| item.contains("x-three")),
        "{items:?}"
    );
}
