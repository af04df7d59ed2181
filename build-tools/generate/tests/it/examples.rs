//! What the docs of each method have: its errors, and an example that compiles.

use crate::published::{client_code, grown};
use api_document::ingest::Document;
use serde_json::{Value, json};

/// The docs of a method, without their slashes.
fn docs(document: &Document, method: &str) -> Vec<String> {
    let code = client_code(document).unwrap();
    let lines: Vec<&str> = code.lines().map(str::trim).collect();
    let start = format!("pub fn {method}(");
    let end = lines
        .iter()
        .position(|line| line.starts_with(&start))
        .unwrap();
    let docs = lines[..end]
        .iter()
        .rev()
        .map_while(|line| line.strip_prefix("///"));
    let mut docs: Vec<String> = docs
        .map(|line| line.trim_start_matches(' ').to_owned())
        .collect();
    docs.reverse();
    docs
}

/// The lines of a section, as a reader sees them.
fn section(docs: &[String], title: &str) -> Vec<String> {
    let start = docs.iter().position(|line| line == title).unwrap() + 1;
    let rest = docs[start..].iter();
    let own = rest.take_while(|line| {
        !(line.starts_with("# ")
            && line[2..].starts_with(char::is_uppercase)
            && !line.starts_with("# Ok"))
    });
    own.filter(|line| !line.is_empty()).cloned().collect()
}

/// The code of the example of a method, with the hidden lines.
fn example(document: &Document, method: &str) -> Vec<String> {
    section(&docs(document, method), "# Example")
}

fn flat(lines: &[String]) -> String {
    let text: String = lines.concat();
    text.split_whitespace().collect()
}

#[test]
fn the_errors_are_the_documented_ones_and_who_tells_them() {
    let mut document = grown();
    let responses = &mut document.value["paths"]["/webhooks/{webhook_id}"]["get"]["responses"];
    responses["409"] = json!({ "description": "In <use>:\nwait." });
    responses["400"] = json!({ "description": "" });
    let errors = section(&docs(&document, "get_webhook"), "# Errors");
    assert_eq!(
        errors[2..],
        [
            "- 400, [`is_validation`](Error::is_validation)",
            "- 404, [`is_not_found`](Error::is_not_found): No such webhook.",
            "- 409: In \\<use\\>: wait.",
        ]
    );
    responses_of(&mut document, "get").retain(|status, _| status == "200");
    let errors = section(&docs(&document, "get_webhook"), "# Errors");
    assert!(
        errors
            .concat()
            .ends_with("See [`Error`] for what it tells."),
        "{errors:?}"
    );
}

fn responses_of<'d>(
    document: &'d mut Document,
    method: &str,
) -> &'d mut serde_json::Map<String, Value> {
    let place = format!("/paths/~1webhooks~1{{webhook_id}}/{method}/responses");
    let found = document.value.pointer_mut(&place).unwrap();
    found.as_object_mut().unwrap()
}

/// Every predicate that docs link to is one of the client's.
#[test]
fn the_errors_are_told_by_methods_that_exist() {
    let mut document = grown();
    for status in 400..600 {
        let response = json!({ "description": "It failed." });
        responses_of(&mut document, "get").insert(status.to_string(), response);
    }
    let errors = include_str!("../../../../generated-client/src/error/predicates.rs");
    let lines = section(&docs(&document, "get_webhook"), "# Errors");
    let names = lines
        .iter()
        .filter_map(|line| line.split_once("(Error::")?.1.split_once(')'));
    let names: Vec<&str> = names.map(|(name, _)| name).collect();
    assert!(names.len() >= 6, "{lines:?}");
    for name in names {
        assert!(errors.contains(&format!("pub fn {name}(&self)")), "{name}");
    }
}

#[test]
fn an_example_sends_what_is_needed_and_shows_the_answer() {
    let example = example(&grown(), "create_webhook");
    assert_eq!(
        example,
        [
            "```no_run",
            "# async fn example(",
            "#     client: fingerprint_management::Client,",
            "# ) -> Result<(), fingerprint_management::Error> {",
            "use fingerprint_management::types::CreateWebhook;",
            "let body = CreateWebhook::builder().url(\"https://website.com/webhook\");",
            "let answer = client.create_webhook(body).send().await?;",
            "println!(\"{:?}\", answer.data);",
            "# Ok(())",
            "# }",
            "```",
        ]
    );
}

#[test]
fn an_example_has_variables_for_what_the_document_has_no_value_of() {
    let example = example(&grown(), "delete_webhook");
    assert_eq!(
        example[1..6],
        [
            "# async fn example(",
            "#     client: fingerprint_management::Client,",
            "#     webhook_id: &str,",
            "# ) -> Result<(), fingerprint_management::Error> {",
            "client.delete_webhook(webhook_id).send().await?;",
        ]
    );
}

/// A document in which the body of a webhook needs these properties as well.
fn needing(properties: &Value) -> Document {
    let mut document = grown();
    let schemas = &mut document.value["components"]["schemas"];
    schemas["To"] = json!({ "type": "object", "required": ["street"], "properties": {
        "street": { "type": "string", "example": "Main \"St\"" }, "no": { "type": "integer" } } });
    schemas["Chain"] = json!({ "type": "object", "required": ["next"], "properties": {
        "next": { "$ref": "#/components/schemas/Chain" } } });
    let create = &mut schemas["CreateWebhookDtoV1"];
    for (name, schema) in properties.as_object().unwrap() {
        create["properties"][name] = schema.clone();
        create["required"].as_array_mut().unwrap().push(json!(name));
    }
    document
}

#[test]
fn an_example_has_the_values_of_the_document_as_setters_take_them() {
    let to = json!({ "$ref": "#/components/schemas/To" });
    for (schema, set) in [
        (json!({ "type": "string", "example": "t" }), ".q(\"t\")"),
        (
            json!({ "type": "string", "nullable": true, "example": "t" }),
            ".q(\"t\")",
        ),
        (
            json!({ "type": "string", "enum": ["fast", "slow"] }),
            ".q(WebhookQ::Fast)",
        ),
        (
            json!({ "type": "string", "enum": ["fast"], "nullable": true }),
            ".q(WebhookQ::Fast)",
        ),
        (
            json!({ "type": "string", "format": "password", "example": "p" }),
            ".q(\"p\")",
        ),
        (json!({ "type": "boolean" }), ".q(true)"),
        (json!({ "type": "integer", "example": 3 }), ".q(3)"),
        (
            json!({ "type": "integer", "nullable": true, "example": 7 }),
            ".q(7)",
        ),
        (
            json!({ "type": "number", "format": "double", "example": 2.5 }),
            ".q(2.5)",
        ),
        (
            json!({ "type": "number", "format": "float", "example": 2 }),
            ".q(2.0_f32)",
        ),
        (
            json!({ "type": "array", "items": { "type": "string", "example": "t" } }),
            ".q([\"t\"])",
        ),
        (
            json!({ "type": "array", "items": { "type": "string" }, "example": ["a", "b"] }),
            ".q([\"a\",\"b\"])",
        ),
        (
            json!({ "type": "array", "items": { "type": "integer", "example": 5 } }),
            ".q([5i64])",
        ),
        (
            json!({ "type": "array", "items": to }),
            ".q([Q::builder().street(\"Main\\\"St\\\"\").build()?])",
        ),
        (
            json!({ "type": "object", "additionalProperties": { "type": "string", "example": "v" } }),
            ".q([(\"name\",\"v\")])",
        ),
        (to.clone(), ".q(Q::builder().street(\"Main\\\"St\\\"\"))"),
    ] {
        let code = flat(&example(
            &needing(&json!({ "q": schema })),
            "create_webhook",
        ));
        assert!(code.contains(set), "{schema}: {set}\n{code}");
        assert!(
            code.contains("client:fingerprint_management::Client,#)"),
            "{schema}\n{code}"
        );
    }
}

#[test]
fn an_example_has_variables_of_the_types_that_setters_take() {
    let long = "x".repeat(200);
    for (schema, variable) in [
        (json!({ "type": "string" }), "q:&str"),
        (json!({ "type": "string", "example": long }), "q:&str"),
        (
            json!({ "type": "string", "example": "two\nlines" }),
            "q:&str",
        ),
        (json!({ "type": "integer" }), "q:i64"),
        (
            json!({ "type": "string", "format": "date-time" }),
            "q:::chrono::DateTime<::chrono::offset::Utc>",
        ),
        (
            json!({ "type": "string", "format": "password" }),
            "q:fingerprint_management::Secret",
        ),
        (
            json!({ "type": "integer", "nullable": true }),
            "q:fingerprint_management::Nullable<i64>",
        ),
        (
            json!({ "$ref": "#/components/schemas/Chain" }),
            "q:fingerprint_management::types::Q",
        ),
        (
            json!({ "type": "array", "items": { "type": "integer" } }),
            "q:Vec<i64>",
        ),
    ] {
        let code = flat(&example(
            &needing(&json!({ "q": schema })),
            "create_webhook",
        ));
        assert!(
            code.contains(&format!("#{variable},")),
            "{schema}: {variable}\n{code}"
        );
        assert!(code.contains(".q(q)"), "{schema}\n{code}");
    }
    let document = needing(&json!({ "client": { "type": "string" } }));
    let code = flat(&example(&document, "create_webhook"));
    assert!(
        code.contains("#client_:&str,") && code.contains(".client(client_)"),
        "{code}"
    );
}
