//! A crate that is made batch by batch, beside one whose code is made as a whole.

use crate::documents;
use api_document::ingest::Document;
use api_document::schema::components;
use api_generate::{Target, correct, make, pipeline, render, run};
use serde_json::{Value, json};
use syn::File;

/// Operations for several batches.
const COPIES: usize = 11;

/// Components for several batches.
const FEW_COPIES: usize = 4;

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

/// Where the generator breaks a circle hangs on what leads there, which is far away.
#[test]
fn circles_are_broken_where_they_are_in_the_whole() {
    let mut document = documents::document(FEW_COPIES);
    let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let holds = |names: &[&str]| {
        let members = names.iter().map(|name| (name.to_lowercase(), of(name)));
        json!({ "type": "object", "properties": members.collect::<serde_json::Map<_, _>>() })
    };
    let schemas = document["components"]["schemas"].as_object_mut().unwrap();
    schemas.shift_insert(0, "Outside".to_owned(), holds(&["RoundC", "Money"]));
    schemas.shift_insert(1, "RoundA".to_owned(), holds(&["RoundB"]));
    schemas.insert("RoundB".to_owned(), holds(&["RoundC", "RoundA"]));
    schemas.insert("RoundC".to_owned(), holds(&["RoundA", "RoundC"]));
    schemas.insert(
        "RoundD".to_owned(),
        json!({ "oneOf": [of("RoundD"), of("RoundB")] }),
    );
    document["paths"]["/round"] = json!({ "get": {
        "operationId": "get_round",
        "responses": { "200": { "description": "Done.", "content": {
            "application/json": { "schema": of("RoundD") },
        } } },
    } });
    let [batches, _] = codes(document.clone());
    let boxed = "Box<::std::option::Option<RoundC>>";
    assert!(batches.concat().contains(boxed));
    assert_same(document);
}

/// `String` and `Vec` of the language are said with their paths then, wherever they are.
#[test]
fn a_type_that_is_called_as_one_of_the_language_is_known_everywhere() {
    let mut document = documents::document(FEW_COPIES);
    for name in ["String", "Vec", "Box", "Result", "TryInto", "ToString"] {
        let of = json!({ "$ref": format!("#/components/schemas/{name}") });
        document["components"]["schemas"]["Money"]["properties"][name.to_lowercase()] = of;
        document["components"]["schemas"][name] = json!({
            "type": "object", "properties": { "it": { "type": "string" } },
        });
    }
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
