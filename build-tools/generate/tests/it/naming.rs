//! The names that operations and types get by rule.

use crate::small::read;
use api_document::ingest::Document;
use api_generate::Target;
use api_generate::normalise::normalise;
use serde_json::{Value, json};

/// A document of `NestJS`: operations by location and id, each with a success.
fn framework(operations: &[(&str, &str, Value)], schemas: &Value) -> Document {
    let mut paths = json!({});
    for (location, id, answer) in operations {
        let (method, path) = location.split_once(' ').unwrap();
        let mut operation = json!({ "responses": {
            "200": { "description": "d" },
            "400": { "description": "d", "content": { "application/json": { "schema": {
                "type": "object", "properties": { "error": { "type": "object", "properties": {
                    "message": { "type": "string" },
                    "code": { "type": "string" },
                    "violations": { "type": "array", "items": { "type": "object", "properties": {
                        "property": { "type": "string" }, "message": { "type": "string" },
                    } } },
                } } },
            } } } },
        } });
        let parameters = path.split('{').skip(1).map(|rest| {
            let name = rest.split('}').next().unwrap();
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
        });
        operation["parameters"] = parameters.collect();
        if !id.is_empty() {
            operation["operationId"] = json!(id);
        }
        if !answer.is_null() {
            operation["responses"]["200"]["content"] =
                json!({ "application/json": { "schema": answer } });
        }
        paths[path][method.to_lowercase()] = operation;
    }
    let document = json!({
        "openapi": "3.0.0",
        "info": { "title": "t", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    read(&document.to_string())
}

fn names(document: &Document, target: Target) -> Vec<String> {
    let (effective, _) = normalise(document, target).unwrap();
    let operations = api_document::schema::operations(&effective.value);
    let names = operations
        .iter()
        .map(|operation| format!("{}: {}", operation.location(), operation.id()));
    names.collect()
}

#[test]
fn operations_of_controllers_are_named_in_both_targets() {
    let list = json!({ "type": "object", "properties": {
        "data": { "type": "array", "items": { "type": "string" } },
    } });
    let document = framework(
        &[
            ("GET /things", "ThingsController_findAll", list),
            ("GET /things/{id}", "ThingsController_findOne", Value::Null),
            ("GET /others", "", json!({ "type": "array", "items": {} })),
        ],
        &json!({}),
    );
    for target in [Target::Published, Target::Standalone] {
        assert_eq!(
            names(&document, target),
            [
                "GET /things: list_things",
                "GET /things/{id}: get_thing",
                "GET /others: list_others"
            ]
        );
    }
}

#[test]
fn of_two_operations_that_come_out_alike_one_gets_another_name() {
    let twice = |first: &str, second: &str| {
        let document = framework(
            &[
                (first, "XController_update", Value::Null),
                (second, "YController_update", Value::Null),
            ],
            &json!({}),
        );
        let mut names = names(&document, Target::Published);
        names.sort();
        names
    };
    for pair in [
        ["PATCH /things/{id}", "PUT /things/{id}"],
        ["PUT /things/{id}", "PATCH /things/{id}"],
    ] {
        assert_eq!(
            twice(pair[0], pair[1]),
            [
                "PATCH /things/{id}: update_thing_with_patch",
                "PUT /things/{id}: update_thing"
            ]
        );
    }
    assert_eq!(
        twice("POST /things/{id}", "POST /v2/things/{id}"),
        [
            "POST /things/{id}: update_thing",
            "POST /v2/things/{id}: update_thing_v2"
        ]
    );
}

#[test]
fn names_of_another_origin_stay_in_stand_alone_crates() {
    let document = framework(
        &[
            ("GET /things", "fetchThings", Value::Null),
            ("GET /others", "", Value::Null),
        ],
        &json!({}),
    );
    assert_eq!(
        names(&document, Target::Standalone),
        ["GET /things: fetchThings", "GET /others: get_others"]
    );
}
