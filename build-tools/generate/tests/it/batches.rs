//! A crate that is made batch by batch, beside one whose code is made as a whole.

use crate::documents;
use api_document::ingest::Document;
use api_document::schema::components;
use api_generate::{Target, correct, make, pipeline, render, run};
use serde_json::{Value, json};
use syn::File;

/// Operations for several batches.
const COPIES: usize = 11;

/// The text of the items of both ways; the macro of enums is behind those of the second.
fn codes(value: Value) -> [Vec<String>; 2] {
    let document = Document {
        name: "batches.json".to_owned(),
        value,
    };
    let made = make(&document, None, Target::Standalone, "a test").unwrap();
    let effective = correct(&document, None, Target::Standalone)
        .unwrap()
        .effective;
    let lowered = pipeline::lowered(&effective, Target::Standalone).unwrap();
    let generated = run::generate(&effective, lowered).unwrap();
    let whole = pipeline::file(generated, &effective).unwrap();
    [syn::parse_file(&made.code).unwrap(), whole].map(texts)
}

fn texts(file: File) -> Vec<String> {
    let text = |item| {
        let file = File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        render::render(&file, None)
    };
    file.items.into_iter().map(text).collect()
}

fn assert_same(value: Value) {
    let [batches, whole] = codes(value);
    assert!(batches.len() <= whole.len());
    for (one, other) in batches.iter().zip(&whole) {
        let lines = one.lines().zip(other.lines());
        for (number, (line, expected)) in lines.enumerate() {
            assert_eq!(
                line,
                expected,
                "line {number} of {}",
                &one[..60.min(one.len())]
            );
        }
        assert_eq!(one.len(), other.len());
    }
}

#[test]
fn code_that_is_made_in_batches_is_that_of_the_whole() {
    assert_same(documents::document(COPIES));
}

/// What may not be stood in for: unions, circles, texts, lists and what may be null.
#[test]
fn whatever_operations_name_is_the_same_in_batches() {
    let mut document = documents::document(COPIES);
    let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let odd = [
        ("OddUnion", json!({ "oneOf": [of("Money"), of("OddText")] })),
        ("OddText", json!({ "type": "string", "enum": ["a", "b"] })),
        (
            "OddList",
            json!({ "type": "array", "items": of("OddCircle") }),
        ),
        ("OddNull", json!({ "type": "string", "nullable": true })),
        ("OddAlias", of("OddCircle")),
        (
            "OddCircle",
            json!({ "type": "object", "properties": { "next": of("OddCircle"), "any": of("OddUnion") } }),
        ),
    ];
    for (place, (name, schema)) in odd.iter().enumerate() {
        document["components"]["schemas"][name] = schema.clone();
        let content = json!({ "application/json": { "schema": of(name) } });
        let path = format!("/odd_{place}");
        document["paths"][path] = json!({ "post": {
            "operationId": format!("odd_{place}"),
            "parameters": [{ "name": "text", "in": "query", "schema": of("OddText") }],
            "requestBody": { "content": content },
            "responses": { "200": { "description": "Done.", "content": content } },
        } });
    }
    assert!(components(&document).unwrap().contains_key("Money"));
    assert_same(document);
}

/// Found in GitHub's document, whose crate lacked the types of nine bodies.
#[test]
fn a_type_of_the_only_form_of_a_body_is_made_in_batches_too() {
    let mut document = documents::document(COPIES);
    let items = json!({ "type": "array", "items": { "type": "string" } });
    let only = json!({ "type": "object", "properties": { "contexts": items } });
    document["paths"]["/only"] = json!({ "put": {
        "operationId": "set_only",
        "requestBody": { "content": { "application/json": { "schema": { "oneOf": [only] } } } },
        "responses": { "204": { "description": "Done." } },
    } });
    let [batches, _] = codes(document.clone());
    assert!(batches.concat().contains("pub struct SetOnlyBody"));
    assert_same(document);
}
