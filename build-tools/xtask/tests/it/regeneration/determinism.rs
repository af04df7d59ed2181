//! The same document gives the same bytes, and one that differs only in the
//! order of its keys the same code.

use super::*;
use api_document::summary::summarise;
use serde_json::json;

/// A document whose parts compete: two kinds of success, error schemas that
/// describe one property differently, two operations, every kind of property.
fn competing() -> Value {
    let error = |description: &str, more: &str| {
        json!({
            "type": "object",
            "required": ["error"],
            "properties": { "error": {
                "type": "object",
                "required": ["message", "code"],
                "properties": {
                    "message": { "type": "string", "description": description },
                    "code": { "type": "string" },
                    more: { "type": "array", "items": { "$ref": "#/components/schemas/Violation" } }
                }
            } }
        })
    };
    let json_body = |schema: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } });
    let responses = |first: &str, second: &str| {
        json!({
            "200": { "description": "Done.", "content": json_body("Thing") },
            "202": { "description": "Begun.", "content": json_body("Other") },
            "400": { "description": "Wrong.", "content": json_body(first) },
            "500": { "description": "Broken.", "content": json_body(second) }
        })
    };
    let parameter = |place: &str, name: &str| json!({ "in": place, "name": name, "required": place == "path", "schema": { "type": "string" } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "2024-05-20" },
        "servers": [{ "url": "https://management-api.fpjs.io" }],
        "paths": {
            "/things/{id}": {
                "get": { "operationId": "get_thing", "parameters": [parameter("path", "id"), parameter("query", "b"), parameter("query", "a")], "responses": responses("ErrorB", "ErrorA") },
                "delete": { "operationId": "delete_thing", "parameters": [parameter("path", "id")], "responses": responses("ErrorA", "ErrorB") }
            },
            "/others": {
                "post": { "operationId": "create_other", "requestBody": { "required": true, "content": json_body("Other") }, "responses": responses("ErrorA", "ErrorB") }
            }
        },
        "components": { "schemas": {
            "Thing": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" }, "api_key": { "type": "string" }, "kind": { "type": "string", "enum": ["b", "a"] } } },
            "Other": { "type": "object", "properties": { "thing": { "$ref": "#/components/schemas/Thing" }, "list": { "type": "array", "items": { "type": "string" } }, "inner": { "type": "object", "properties": { "x": { "type": "integer" }, "y": { "type": "string", "nullable": true } } } } },
            "Violation": { "type": "object", "required": ["property", "message"], "properties": { "property": { "type": "string" }, "message": { "type": "string" } } },
            "ErrorA": error("One description.", "violations"),
            "ErrorB": error("Another description.", "violations")
        } }
    })
}

fn make_alone(value: &Value, target: Target) -> Made {
    pipeline::make(&read(value.to_string()), None, target, COMMAND)
        .unwrap_or_else(|found| panic!("{found}"))
}

/// The code without the line that has the effective document's digest.
fn code(made: &Made) -> String {
    made.code.lines().skip(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_order_of_keys_does_not_reach_the_code() {
    for target in [Target::Published, Target::Standalone] {
        let made = make_alone(&competing(), target);
        let turned = make_alone(&reversed(&competing()), target);
        assert_ne!(
            made.effective_text(),
            turned.effective_text(),
            "the order was not turned"
        );
        assert_eq!(
            summarise(&made.effective.value),
            summarise(&turned.effective.value),
            "{target:?}"
        );
        assert_eq!(surface_of(&made), surface_of(&turned), "{target:?}");
        assert!(code(&made) == code(&turned), "{target:?}");
    }
}

#[test]
fn the_order_of_keys_in_the_vendored_document_does_not_reach_the_code() {
    let made = make(&read(document().to_string())).unwrap();
    let turned = make(&read(reversed(&document()).to_string())).unwrap();
    assert_eq!(surface_of(&made), surface_of(&turned));
    assert!(code(&made) == code(&turned));
}

#[test]
fn the_same_document_gives_the_same_bytes_on_every_thread() {
    let text = competing().to_string();
    let outputs: Vec<[String; 3]> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let made =
                        pipeline::make(&read(text.clone()), None, Target::Published, COMMAND)
                            .unwrap();
                    [made.effective_text(), made.code, made.report]
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let first = &outputs[0];
    assert!(outputs.iter().all(|output| output == first));
}
