//! A document that was only raised from 3.0 to 3.1 gives the same crate.

#[path = "../../../document/tests/raise/mod.rs"]
mod raise;

use crate::library::LIBRARY;
use crate::small::{document, documents::DOCUMENTS, read};
use api_document::ingest::{self, Document};
use api_generate::package;
use raise::raised;
use std::path::Path;

/// What 3.1 says otherwise than 3.0, in all its places.
const OTHERWISE: &str = "
paths:
  /a:
    post:
      parameters:
        - {name: n, in: query, schema: {type: integer, nullable: true, minimum: 0, exclusiveMinimum: true}}
        - {name: e, in: query, schema: {type: string, nullable: true, enum: [a, b], example: a}}
      requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {f: {type: string, format: binary}}}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
        '201': {description: d, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
components:
  schemas:
    A:
      type: object
      required: [b, c]
      properties:
        b: {nullable: true, allOf: [{$ref: '#/components/schemas/B'}], description: b}
        c: {type: array, nullable: true, items: {type: string, nullable: true, format: byte}}
        d: {nullable: true, oneOf: [{type: string}, {type: integer}]}
        e: {nullable: true, type: string, enum: [x]}
        f: {type: object, nullable: true, additionalProperties: {type: number, maximum: 3, exclusiveMaximum: true}}
        g: {nullable: true, anyOf: [{$ref: '#/components/schemas/B'}]}
        h: {$ref: '#/components/schemas/B', description: passed over}
    B: {type: object, nullable: true, properties: {a: {$ref: '#/components/schemas/A'}}}
";

/// Documents of the fixtures, beside [`OTHERWISE`].
fn documents() -> Vec<Document> {
    let files = [
        "../compare/tests/fixtures/compare/base.yaml",
        "../proof/tests/fixtures/semver/base.yaml",
        "../document/tests/fixtures/2024-05-20/management-api_2024-05-20.json",
        "../xtask/tests/rehearsal/fixtures/2025-11-20.json",
    ];
    let files = files.map(|file| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        read(&std::fs::read_to_string(path).unwrap())
    });
    let inside = DOCUMENTS.iter().map(|(_, inside)| *inside);
    let inside = inside.chain([LIBRARY, OTHERWISE]).map(document);
    files.into_iter().chain(inside).collect()
}

fn crate_of(document: &Document) -> package::Files {
    let made = package::files(document, &[], None, "any");
    made.unwrap_or_else(|found| panic!("{found}")).1
}

#[test]
fn a_raised_document_gives_the_same_crate_byte_for_byte() {
    for document in documents() {
        let value = raised(&document.value);
        assert_ne!(value, document.value);
        let newer = Document {
            name: document.name.clone(),
            value,
        };
        ingest::check(&newer).unwrap_or_else(|found| panic!("{found}"));
        let (old, new) = (crate_of(&document), crate_of(&newer));
        for (file, text) in &old {
            let other = new.get(file).map(String::as_str);
            assert_eq!(Some(text.as_str()), other, "{file} of {}", document.value);
        }
        assert_eq!(old.len(), new.len());
    }
}
