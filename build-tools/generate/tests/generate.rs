//! The generating stage: what its types can hold, and that it never panics.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use api_document::ingest::{Document, Source, ingest};
use api_document::overlay;
use api_generate::chain;
use api_generate::generate::generate;
use api_generate::profile::Profile;
use std::path::Path;

fn document(yaml: &str) -> Document {
    ingest(&[Source {
        name: "document.yaml".to_owned(),
        bytes: yaml.as_bytes().to_vec(),
    }])
    .unwrap()
}

fn file(path: &str) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    ingest(&[Source {
        name: "document".to_owned(),
        bytes: std::fs::read(path).unwrap(),
    }])
    .unwrap()
}

fn code(document: &Document) -> String {
    chain::make(document, None, Profile::StandAlone, "test")
        .unwrap()
        .code
}

/// One operation, with `inside` as its members.
fn operation(inside: &str) -> Document {
    document(&format!(
        "openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths:\n  /a/{{id}}:\n    get:\n      operationId: a\n{inside}"
    ))
}

#[test]
fn the_uncorrected_document_is_a_diagnostic_for_our_client() {
    let vendored = file("../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json");
    let text = generate(&vendored, Profile::Library)
        .unwrap_err()
        .to_string();
    assert!(text.starts_with(
        "error[several-error-types]: document#/paths/~1webhooks/post/responses: POST /webhooks"
    ));
    assert!(text.contains("help: run the document through the overlay"));
}

#[test]
fn a_default_error_beside_a_typed_success_is_generated() {
    let code = code(&operation(
        "      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n      responses:\n        '201': {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}\n        default: {description: d, content: {application/json: {schema: {type: object, properties: {b: {type: string}}}}}}",
    ));
    assert!(
        code.contains("400u16..=499u16") && code.contains("500u16..=599u16"),
        "{code}"
    );
}

#[test]
fn every_public_type_is_open() {
    let code = code(&file("tests/fixtures/more-operations.yaml"));
    let parsed = syn::parse_file(&code).unwrap();
    let mut seen = 0;
    let mut pending: Vec<&syn::Item> = parsed.items.iter().collect();
    while let Some(item) = pending.pop() {
        let (name, vis, attrs) = match item {
            syn::Item::Mod(module) => {
                pending.extend(module.content.iter().flat_map(|(_, items)| items));
                continue;
            }
            syn::Item::Struct(item) => (&item.ident, &item.vis, &item.attrs),
            syn::Item::Enum(item) => (&item.ident, &item.vis, &item.attrs),
            _ => continue,
        };
        if matches!(vis, syn::Visibility::Public(_)) {
            seen += 1;
            assert!(
                attrs
                    .iter()
                    .any(|attribute| attribute.path().is_ident("non_exhaustive")),
                "{name}"
            );
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn no_marker_type_is_left() {
    let code = code(&file("tests/fixtures/more-operations.yaml"));
    assert!(!code.contains("marker::"));
    assert!(code.contains("crate::Nullable<") && code.contains("crate::Secret"));
}

#[test]
fn absent_null_and_empty_can_be_told_apart_in_requests() {
    let code = code(&file("tests/fixtures/more-operations.yaml"));
    let body = code
        .split("pub struct UpdateWebhookBody {")
        .nth(1)
        .unwrap()
        .split("\n    }")
        .next()
        .unwrap();
    assert!(
        body.contains("pub note: crate::Nullable<::std::string::String>"),
        "{body}"
    );
    assert!(
        body.contains("pub tags: ::std::option::Option<::std::vec::Vec<::std::string::String>>"),
        "{body}"
    );
    assert!(
        body.contains("pub mode: crate::Nullable<UpdateWebhookBodyMode>"),
        "{body}"
    );
}

#[test]
fn a_documented_value_called_unknown_makes_way_for_the_open_variant() {
    let code = code(&file("tests/fixtures/more-operations.yaml"));
    let kinds = code
        .split("pub enum ThingKind {")
        .nth(1)
        .unwrap()
        .split("\n    }")
        .next()
        .unwrap();
    assert!(kinds.contains("UnknownValue,"), "{kinds}");
    assert!(kinds.contains("Unknown(::std::string::String)"), "{kinds}");
}

#[test]
fn foreign_text_is_harmless_in_the_docs() {
    let code = code(&file("tests/fixtures/more-operations.yaml"));
    assert!(code.contains("/// Ends a comment */ and has \\<b\\>HTML\\</b\\>,"));
    assert!(!code.contains("/**") && !code.contains("///     ") && !code.contains("/// ```"));
}

#[test]
fn the_same_document_gives_the_same_bytes_on_every_thread() {
    let expected = code(&file("tests/fixtures/more-operations.yaml"));
    let others: Vec<_> = (0..4)
        .map(|_| std::thread::spawn(|| code(&file("tests/fixtures/more-operations.yaml"))))
        .collect();
    for other in others {
        assert_eq!(other.join().unwrap(), expected);
    }
}

/// Our document with the operations that it does not have yet.
fn grown() -> Document {
    let source = |path: &str| Source {
        name: path.to_owned(),
        bytes: std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap(),
    };
    ingest(&[
        source("../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json"),
        source("tests/fixtures/more-operations.yaml"),
    ])
    .unwrap()
}

/// The code of the published client, were this its document.
fn client_code(document: &Document) -> Result<String, String> {
    let overlay = "../document/tests/fixtures/2024-05-20/overlay.yaml";
    let overlay = overlay::parse(&Source {
        name: overlay.to_owned(),
        bytes: std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(overlay)).unwrap(),
    })
    .unwrap();
    let made = chain::make(document, Some(&overlay), Profile::Library, "test");
    made.map(|made| made.code)
        .map_err(|error| error.to_string())
}

#[test]
fn the_client_writes_parameters_and_bodies_through_its_own_draft() {
    let code = client_code(&grown()).unwrap();
    let code: String = code.split_whitespace().collect();
    for part in [
        "Draft::new(::reqwest::Method::GET,client.base(),\"/webhooks\")?",
        ".query(\"cursor\",&cursor)?",
        ".headers(header_map)",
        "Draft::new(::reqwest::Method::PATCH,client.base(),\
         &format!(\"/webhooks/{}\",encode_path(&webhook_id.to_string())),)?.json(&body)",
    ] {
        assert!(code.contains(part), "{part}");
    }
    assert!(!code.contains("progenitor_client") && !code.contains("baseurl"));
}

#[test]
fn a_parameter_the_client_would_write_otherwise_is_refused() {
    let list = serde_json::json!({ "type": "array", "items": { "type": "string" } });
    let text = serde_json::json!({ "type": "string" });
    let parameter = |place: &str, schema: &serde_json::Value, more: serde_json::Value| {
        let mut parameter = serde_json::json!({ "name": "q", "in": place, "schema": schema });
        for (key, value) in more.as_object().unwrap() {
            parameter[key] = value.clone();
        }
        let mut document = grown();
        let operation = document
            .value
            .pointer_mut("/paths/~1webhooks/post")
            .unwrap();
        let parameters = operation["parameters"].as_array_mut().unwrap();
        parameters.push(parameter);
        client_code(&document)
    };
    for (place, schema, more) in [
        ("query", &list, serde_json::json!({ "explode": false })),
        (
            "query",
            &list,
            serde_json::json!({ "style": "pipeDelimited" }),
        ),
        ("query", &list, serde_json::json!({ "style": "deepObject" })),
        ("header", &list, serde_json::json!({})),
        ("cookie", &text, serde_json::json!({})),
    ] {
        let why = parameter(place, schema, more).unwrap_err();
        let expected = "error[parameter-style]: ";
        assert!(
            why.starts_with(expected) && why.contains("the parameter `q`"),
            "{place}: {why}"
        );
    }
    for (place, schema, more) in [
        (
            "query",
            &list,
            serde_json::json!({ "style": "form", "explode": true }),
        ),
        ("query", &text, serde_json::json!({ "explode": false })),
        ("header", &text, serde_json::json!({ "style": "simple" })),
    ] {
        parameter(place, schema, more).unwrap();
    }
}

#[test]
fn a_body_the_client_cannot_send_is_refused() {
    let mut document = grown();
    let body = "/paths/~1webhooks~1{webhook_id}/patch/requestBody/content";
    let content = document.value.pointer_mut(body).unwrap();
    *content = serde_json::json!({
        "application/x-www-form-urlencoded": content["application/json"]
    });
    let why = client_code(&document).unwrap_err();
    assert!(why.contains("unexpected-generator-output"), "{why}");
    let expected = "`update_webhook`: `send` calls `form_urlencoded` on its request";
    assert!(why.contains(expected), "{why}");
}

#[test]
fn builders_name_the_field_and_no_rust_path_in_messages() {
    for code in [
        client_code(&grown()).unwrap(),
        code(&file("tests/fixtures/more-operations.yaml")),
    ] {
        for message in [
            "missing required field `webhook_id`",
            "invalid value for `webhook_id`",
            "invalid value for `body`: {}",
        ] {
            assert!(code.contains(message), "{message}");
        }
        for old in [
            "no value supplied",
            "was not initialized",
            "error converting",
            "conversion to",
        ] {
            assert!(!code.contains(old), "{old}");
        }
    }
}
