//! The generating stage: what its types can hold, and that it never panics.

use api_document::ingest::{Document, Source, ingest};
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
        code.contains("decoding::json(client, request, \"a\", &[201], &[4, 5])"),
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
    assert!(seen > 20, "{seen}");
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

#[test]
fn builders_name_the_field_and_no_rust_path_in_messages() {
    let code = code(&file("tests/fixtures/more-operations.yaml"));
    for message in [
        "missing required field `webhook_id`",
        "given::argument(\"webhook_id\", value)",
        "given::body(\"body\", value)",
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
