//! The rules that hold for every operation, on operations the document does
//! not have yet.

use api_document::ingest::{Document, Source, ingest, read};
use api_generate::Target;
use api_generate::normalise::normalise;
use serde_json::{Value, json};
use std::path::Path;

fn source(file: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    Source {
        name: file.to_owned(),
        bytes: std::fs::read(path).unwrap(),
    }
}

/// Our document with operations of the kinds that upstream will add.
fn larger_document() -> Document {
    ingest(&[
        source("../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json"),
        source("tests/fixtures/more-operations.yaml"),
    ])
    .unwrap()
}

fn library(document: &Document) -> Value {
    normalise(document, Target::Published).unwrap().0.value
}

fn objection(document: &Document) -> String {
    normalise(document, Target::Published)
        .unwrap_err()
        .to_string()
}

#[test]
fn every_error_of_every_operation_is_one_type() {
    let effective = library(&larger_document());
    let mut seen = 0;
    for item in effective["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            for (status, response) in operation["responses"].as_object().unwrap() {
                if status.starts_with('2') || response.get("content").is_none() {
                    continue;
                }
                let schema = &response["content"]["application/json"]["schema"];
                assert_eq!(
                    *schema,
                    json!({ "$ref": "#/components/schemas/ErrorResponse" }),
                    "{status}"
                );
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 9);
}

#[test]
fn the_error_type_has_every_property_and_requires_only_what_all_require() {
    let effective = library(&larger_document());
    let details = &effective["components"]["schemas"]["ErrorDetails"];
    let names: Vec<&String> = details["properties"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["message", "code", "violations"]);
    assert_eq!(details["required"], json!(["message", "code"]));
}

#[test]
fn the_error_code_stays_an_open_string_where_one_operation_lists_values() {
    let effective = library(&larger_document());
    let code = &effective["components"]["schemas"]["ErrorDetails"]["properties"]["code"];
    assert_eq!(code["type"], json!("string"));
    assert_eq!(code.get("enum"), None);
}

#[test]
fn the_schemas_that_became_the_error_type_are_gone() {
    let effective = library(&larger_document());
    let schemas = effective["components"]["schemas"].as_object().unwrap();
    for gone in [
        "PlainError",
        "ViolationError",
        "ApiExceptionDto",
        "BaseValidationApiExceptionViolationDto",
    ] {
        assert!(!schemas.contains_key(gone), "{gone}");
    }
    assert!(schemas.contains_key("Violation"));
}

#[test]
fn shared_error_responses_become_the_same_type() {
    let mut document = ingest(&[source(
        "../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json",
    )])
    .unwrap();
    let inline = library(&document);
    let responses = &mut document.value["paths"]["/webhooks"]["post"]["responses"];
    let mut shared = serde_json::Map::new();
    for (status, response) in responses.as_object_mut().unwrap() {
        shared.insert(format!("Answer{status}"), response.take());
        *response = json!({ "$ref": format!("#/components/responses/Answer{status}") });
    }
    document.value["components"]["responses"] = Value::Object(shared);
    assert_eq!(library(&document), inline);
}

#[test]
fn errors_that_contradict_each_other_are_refused_with_the_place() {
    let mut document = larger_document();
    document.value["components"]["schemas"]["PlainError"]["properties"]["error"]["properties"]["message"] =
        json!({ "type": "integer" });
    let text = objection(&document);
    assert!(
        text.contains("error-types-conflict") && text.contains("`error.message`"),
        "{text}"
    );
}

#[test]
fn violations_are_part_of_the_error_though_none_is_documented() {
    let mut document = ingest(&[source(
        "../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json",
    )])
    .unwrap();
    let documented = library(&document);
    let details = "/components/schemas/BaseValidationApiExceptionDto/properties";
    let details = document.value.pointer_mut(details).unwrap();
    assert!(
        details
            .as_object_mut()
            .unwrap()
            .remove("violations")
            .is_some()
    );
    assert_eq!(library(&document), documented);
}

#[test]
fn an_error_without_what_the_client_reads_is_refused() {
    for (pointer, lack) in [
        (
            "/components/schemas/BaseValidationApiExceptionViolationDto/properties/property",
            "`error.violations` have no `property`",
        ),
        (
            "/components/schemas/BaseValidationApiExceptionViolationDto/properties/message",
            "`error.violations` have no `message`",
        ),
    ] {
        let mut document = ingest(&[source(
            "../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json",
        )])
        .unwrap();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        document
            .value
            .pointer_mut(parent)
            .unwrap()
            .as_object_mut()
            .unwrap()
            .remove(name);
        let text = objection(&document);
        assert!(text.contains("error-form") && text.contains(lack), "{text}");
    }
}

#[test]
fn a_document_without_any_error_is_refused() {
    let mut document = ingest(&[source(
        "../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json",
    )])
    .unwrap();
    let responses = document
        .value
        .pointer_mut("/paths/~1webhooks/post/responses")
        .unwrap();
    responses
        .as_object_mut()
        .unwrap()
        .retain(|status, _| status == "201");
    assert!(objection(&document).contains("no-error-schema"));
}

#[test]
fn the_version_header_is_in_no_operation_however_it_is_written() {
    let effective = library(&larger_document());
    let left = effective["paths"].to_string().to_lowercase();
    assert!(!left.contains("x-api-version") && !left.contains("parameters/version"));
    assert!(left.contains("x-request-note"), "other headers stay");
}

#[test]
fn the_version_header_stays_in_documents_that_are_not_ours() {
    let effective = normalise(&larger_document(), Target::Standalone)
        .unwrap()
        .0
        .value;
    assert!(effective["paths"].to_string().contains("X-API-Version"));
}

#[test]
fn limits_and_defaults_are_gone_from_every_schema() {
    let text = library(&larger_document()).to_string();
    for keyword in [
        "minLength",
        "maxLength",
        "pattern\"",
        "minimum",
        "maximum",
        "maxItems",
        "\"default\":10",
    ] {
        assert!(!text.contains(keyword), "{keyword}");
    }
}

#[test]
fn credentials_are_marked_by_name_and_by_format() {
    let effective = library(&larger_document());
    let properties = |ty: &str| effective["components"]["schemas"][ty]["properties"].clone();
    let created = properties("CreatedWebhook");
    assert_eq!(created["signing_key"]["x-sensitive"], json!(true));
    assert_eq!(created["basic_auth"]["x-sensitive"], json!(true));
    assert_eq!(created["url"].get("x-sensitive"), None);
    assert_eq!(properties("Webhook")["token"]["x-sensitive"], json!(true));
    let update = properties("UpdateWebhook");
    assert_eq!(update["password"]["x-sensitive"], json!(true));
}

#[test]
fn a_name_that_is_no_name_of_a_type_is_refused() {
    for (name, why) in [
        (json!("not a name"), "is not a Rust type name"),
        (json!("Self"), "is not a Rust type name"),
        (json!(7), "the name is not a string"),
    ] {
        let mut document = ingest(&[source(
            "../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json",
        )])
        .unwrap();
        document.value["components"]["schemas"]["CreateWebhookDtoV1"]["x-rust-name"] = name;
        let text = objection(&document);
        assert!(
            text.contains(why)
                && text.contains("#/components/schemas/CreateWebhookDtoV1/x-rust-name"),
            "{text}"
        );
    }
}

#[test]
fn a_name_turns_every_reference_and_discriminator() {
    let yaml = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}\n        '400': {description: d, content: {application/json: {schema: {type: object, required: [error], properties: {error: {type: object, required: [message, code], properties: {message: {type: string}, code: {type: string}, violations: {type: array, items: {type: object, properties: {property: {type: string}, message: {type: string}}}}}}}}}}}\ncomponents:\n  schemas:\n    A:\n      oneOf: [{$ref: '#/components/schemas/B'}]\n      discriminator: {propertyName: k, mapping: {b: '#/components/schemas/B'}}\n    B: {type: object, x-rust-name: Better, required: [k], properties: {k: {type: string}}}\n";
    let document = read(&Source {
        name: "a.yaml".to_owned(),
        bytes: yaml.as_bytes().to_vec(),
    })
    .unwrap();
    let effective = library(&document);
    let a = &effective["components"]["schemas"]["AResult"];
    assert_eq!(a["oneOf"][0]["$ref"], json!("#/components/schemas/Better"));
    assert_eq!(
        a["discriminator"]["mapping"]["b"],
        json!("#/components/schemas/Better")
    );
    assert_eq!(
        effective["components"]["schemas"]["Better"].get("x-rust-name"),
        None
    );
}

#[test]
fn ids_are_opaque_strings_in_our_client_and_typed_elsewhere() {
    for (target, expected) in [
        (Target::Published, json!({ "type": "string" })),
        (
            Target::Standalone,
            json!({ "type": "string", "format": "uuid" }),
        ),
    ] {
        let effective = normalise(&larger_document(), target).unwrap().0.value;
        let webhook = &effective["components"]["schemas"]["Webhook"]["properties"];
        assert_eq!(webhook["key"], expected);
    }
}
