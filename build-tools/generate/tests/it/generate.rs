//! The generating stage: what its types can hold, and that it never panics.

use api_document::ingest::{Document, Source, ingest};
use api_document::overlay;
use api_generate::Target;
use api_generate::pipeline;
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
    pipeline::make(document, None, Target::Standalone, "test")
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
    let made = pipeline::make(document, Some(&overlay), Target::Published, "test");
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

/// The code of the client with a parameter more, in one line.
fn with_parameter(place: &str, more: &serde_json::Value) -> String {
    let mut parameter = serde_json::json!({ "name": "q", "in": place });
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
    flat(&client_code(&document).unwrap())
}

fn flat(code: &str) -> String {
    code.split_whitespace().collect()
}

#[test]
fn the_client_writes_each_parameter_in_its_style() {
    let list = serde_json::json!({ "type": "array", "items": { "type": "string" } });
    let text = serde_json::json!({ "type": "string" });
    let query = |style: &str| {
        format!(
            ".pairs(&crate::generated::parameters::query(\"q\",&q,\
             crate::generated::parameters::Style::{style},).map_err(RequestError::InvalidRequest)?"
        )
    };
    for (place, more, written) in [
        (
            "query",
            serde_json::json!({ "schema": list, "explode": false }),
            query("Form"),
        ),
        (
            "query",
            serde_json::json!({ "schema": list, "style": "pipeDelimited" }),
            query("PipeDelimited"),
        ),
        (
            "query",
            serde_json::json!({ "schema": list, "style": "deepObject" }),
            query("DeepObject"),
        ),
        (
            "header",
            serde_json::json!({ "schema": list }),
            "crate::generated::parameters::text(&value,crate::generated::parameters::Style::Simple"
                .to_owned(),
        ),
        (
            "cookie",
            serde_json::json!({ "schema": text }),
            "letcookies=crate::generated::parameters::cookie(".to_owned(),
        ),
    ] {
        let code = with_parameter(place, &more);
        assert!(code.contains(&written), "{place}: {more}\n{code}");
        assert!(code.contains("modparameters{"), "{place}: {more}");
    }
    for (place, more) in [
        (
            "query",
            serde_json::json!({ "schema": list, "style": "form", "explode": true }),
        ),
        (
            "query",
            serde_json::json!({ "schema": text, "explode": false }),
        ),
        (
            "header",
            serde_json::json!({ "schema": text, "style": "simple" }),
        ),
    ] {
        let code = with_parameter(place, &more);
        assert!(!code.contains("parameters::"), "{place}: {more}");
    }
}

/// The document in which an operation sends this content.
fn sending(content: impl Fn(&serde_json::Value) -> serde_json::Value) -> Document {
    let mut document = grown();
    let body = "/paths/~1webhooks~1{webhook_id}/patch/requestBody/content";
    let found = document.value.pointer_mut(body).unwrap();
    *found = content(&found["application/json"]);
    document
}

#[test]
fn the_client_sends_forms_and_other_json() {
    let form = sending(|json| serde_json::json!({ "application/x-www-form-urlencoded": json }));
    let code = flat(&client_code(&form).unwrap());
    let written = ".form(&crate::generated::parameters::form(&body).map_err(RequestError::Inv";
    assert!(code.contains(written), "{code}");
    let patch = sending(|json| serde_json::json!({ "application/merge-patch+json": json }));
    let code = flat(&client_code(&patch).unwrap());
    assert!(
        code.contains(".header(::reqwest::header::CONTENT_TYPE,::reqwest::header::HeaderValue::from_static(\"application/merge-patch+json\",),).json(&body)"),
        "{code}"
    );
}

#[test]
fn an_optional_body_is_sent_only_where_it_is_set() {
    let mut document = grown();
    let body = "/paths/~1webhooks~1{webhook_id}/patch/requestBody/required";
    *document.value.pointer_mut(body).unwrap() = false.into();
    let code = flat(&client_code(&document).unwrap());
    let sent = "matchbody{::std::option::Option::Some(body)=>request.json(&body)?,\
                ::std::option::Option::None=>request,}";
    assert!(code.contains(sent), "{code}");
}

#[test]
fn an_answer_is_decoded_by_its_status() {
    let mut document = grown();
    let responses = &mut document.value["paths"]["/webhooks"]["post"]["responses"];
    responses["202"] = serde_json::json!({ "description": "Later.", "content": {
        "application/json": { "schema": { "type": "object", "properties": { "job": { "type": "string" } } } }
    } });
    responses["204"] = serde_json::json!({ "description": "Done." });
    let code = flat(&client_code(&document).unwrap());
    for part in [
        "client.execute_by_status(request,&super::operations::CREATE_WEBHOOK,",
        "202u16=>{crate::decode::value(answer,operation,observer)\
         .map(types::CreateWebhookSuccess::Status202)}",
        "204u16=>{crate::decode::empty(answer,operation,observer)\
         .map(|()|types::CreateWebhookSuccess::Status204)}",
        "pubenumCreateWebhookSuccess{",
        "answer:Some(&Shape::OneOf(&[&crate::generated::shapes::CREATED_WEBHOOK_RESPONSE,",
    ] {
        assert!(code.contains(part), "{part}\n{code}");
    }
}

#[test]
fn what_the_client_cannot_send_or_read_is_refused() {
    let form = sending(|json| serde_json::json!({ "multipart/form-data": json }));
    let why = client_code(&form).unwrap_err();
    let expected = "error[unsupported-media-type]: ";
    let place = "#/paths/~1webhooks~1{webhook_id}/patch/requestBody: ";
    assert!(why.starts_with(expected) && why.contains(place), "{why}");
    let mut document = grown();
    document.value["paths"]["/webhooks"]["post"]["responses"]["201"]["content"] =
        serde_json::json!({ "text/csv": {} });
    let why = client_code(&document).unwrap_err();
    let place = "#/paths/~1webhooks/post/responses/201: ";
    assert!(why.starts_with(expected) && why.contains(place), "{why}");
}

#[test]
fn what_any_crate_would_lack_is_an_error_for_the_client() {
    let mut document = grown();
    let schemas = &mut document.value["components"]["schemas"];
    schemas["Thing"] = serde_json::json!({ "allOf": [{ "$ref": "#/components/schemas/Thing" }] });
    let why = client_code(&document).unwrap_err();
    let expected = "error[untyped-schema]: ";
    assert!(
        why.starts_with(expected) && why.contains("#/components/schemas/Thing: "),
        "{why}"
    );
    let mut document = grown();
    document.value["paths"]["/webhooks"]["post"]["servers"] =
        serde_json::json!([{ "url": "https://b.example" }]);
    let why = client_code(&document).unwrap_err();
    assert!(why.starts_with("error[other-server]: "), "{why}");
}

#[test]
fn an_operation_with_a_name_of_the_client_gets_another() {
    let mut document = grown();
    document.value["paths"]["/webhooks"]["get"]["operationId"] = "with_options".into();
    let code = client_code(&document).unwrap();
    for part in [
        "pub fn with_options_operation(&self)",
        "static WITH_OPTIONS_OPERATION: Operation",
        "id: \"with_options_operation\"",
        "operations::WITH_OPTIONS_OPERATION)",
    ] {
        assert!(code.contains(part), "{part}");
    }
}

/// The list of names in use holds those of the hand-written client.
#[test]
fn every_method_of_the_hand_written_client_is_in_use() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated-client/src");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() || path.ends_with("generated.rs") {
            continue;
        }
        let file = syn::parse_file(&std::fs::read_to_string(path).unwrap()).unwrap();
        for item in file.items {
            if let syn::Item::Impl(block) = item
                && block.trait_.is_none()
                && matches!(&*block.self_ty, syn::Type::Path(path) if path.path.is_ident("Client"))
            {
                names.extend(block.items.into_iter().filter_map(|item| match item {
                    syn::ImplItem::Fn(function) => Some(function.sig.ident.to_string()),
                    _ => None,
                }));
            }
        }
    }
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        let mut document = grown();
        document.value["paths"]["/webhooks"]["get"]["operationId"] = name.as_str().into();
        let code = flat(&client_code(&document).unwrap());
        let wanted = format!("pubfn{name}_operation(&self");
        assert!(code.contains(&wanted), "{name}");
    }
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
