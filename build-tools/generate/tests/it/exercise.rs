//! The list of calls, for the test that makes them all.

use api_document::ingest::Document;
use api_generate::exercise::exercise;
use serde_json::{Value, json};

/// The lines of the list for one operation.
fn line(path: &str, method: &str, operation: &Value) -> String {
    let document = Document {
        name: "document".to_owned(),
        value: json!({ "paths": { path: { method: operation } } }),
    };
    let text = exercise(&document);
    let mut lines = text.lines().filter(|line| line.contains("=>"));
    let line = lines.next().unwrap().trim().to_owned();
    assert_eq!(lines.next(), None);
    line
}

fn body(required: bool, schema: &Value) -> Value {
    let content = json!({ "application/json": { "schema": schema } });
    json!({ "operationId": "set_thing", "requestBody": { "required": required, "content": content } })
}

#[test]
fn a_call_has_the_arguments_of_the_path_and_the_required_body() {
    let named = json!({ "$ref": "#/components/schemas/SetThing" });
    for (path, operation, expected) in [
        ("/a", json!({ "operationId": "get_a" }), "get_a()"),
        (
            "/a/{x}/b/{y}",
            json!({ "operationId": "get_b" }),
            "get_b(argument_1, argument_2)",
        ),
        (
            "/a/{x}",
            body(true, &named),
            "set_thing(argument_1) with SetThing",
        ),
        ("/a", body(false, &named), "set_thing()"),
    ] {
        let expected = format!("\"PUT\", \"{path}\" => {expected};");
        assert_eq!(line(path, "put", &operation), expected);
    }
}

#[test]
fn a_call_that_cannot_be_listed_is_left_out_with_the_reason() {
    let unnamed = line("/a", "put", &body(true, &json!({ "type": "object" })));
    assert!(
        unnamed.ends_with("=> left out \"its body has no name\";"),
        "{unnamed}"
    );
    let parameter = json!({ "name": "q", "in": "query", "required": true });
    let required = json!({ "operationId": "a", "parameters": [parameter] });
    let required = line("/a", "get", &required);
    assert!(
        required.contains("left out \"a parameter beside the path"),
        "{required}"
    );
}
