//! Which properties of an answer may be null though the document does not say so.

use crate::small::document;
use api_document::ingest::Document;
use api_generate::Target;
use api_generate::normalise::normalise;
use serde_json::{Value, json};

/// Things that are listed and created, with these properties.
fn things(answer: &str, request: &str) -> Document {
    document(&format!(
        "
paths:
  /things:
    post:
      operationId: ThingsController_create
      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/CreateThing'}}}}}}}}
      responses:
        '201': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
        '400': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Problem'}}}}}}}}
components:
  schemas:
    Problem: {{type: object, required: [error], properties: {{error: {{type: object, required: [message, code], properties: {{message: {{type: string}}, code: {{type: string}}, violations: {{type: array, items: {{type: object, required: [property, message], properties: {{property: {{type: string}}, message: {{type: string}}}}}}}}}}}}}}}}
    Thing: {{type: object, required: [id], properties: {{id: {{type: string}}, {answer}}}}}
    CreateThing: {{type: object, properties: {{{request}}}}}
"
    ))
}

fn properties(answer: &str, request: &str) -> (Value, Vec<String>) {
    let (effective, notes) = normalise(&things(answer, request), Target::Published)
        .unwrap_or_else(|found| panic!("{found}"));
    let notes = notes.into_iter().filter(|note| note.starts_with("null at"));
    let schemas = &effective.value["components"]["schemas"];
    (schemas["Thing"]["properties"].clone(), notes.collect())
}

#[test]
fn what_may_be_null_elsewhere_may_be_null_in_an_answer() {
    let (thing, notes) = properties(
        "owner: {type: string}, size: {type: string}",
        "owner: {type: string, nullable: true}",
    );
    assert_eq!(thing["owner"]["nullable"], json!(true));
    assert_eq!(thing["size"].get("nullable"), None);
    assert_eq!(
        notes,
        [
            "null at #/components/schemas/Thing/properties/owner: allowed, because `owner` may be \
          null at #/components/schemas/CreateThing/properties/owner"
        ]
    );
}

#[test]
fn what_is_assumed_of_one_property_says_nothing_of_another() {
    let (thing, notes) = properties("owner: {type: string}", "owner: {type: object}");
    assert_eq!(thing["owner"].get("nullable"), None);
    assert_eq!(notes, Vec::<String>::new());
}

#[test]
fn a_time_of_what_need_not_have_happened_may_be_null() {
    let (thing, notes) = properties(
        "created_at: {type: string}, createdAt: {type: string}, updated_at: {type: string}, disabledAt: {type: string}, at: {type: string}, format: {type: string}",
        "name: {type: string}",
    );
    for (name, nullable) in [
        ("created_at", false),
        ("createdAt", false),
        ("updated_at", true),
        ("disabledAt", true),
        ("at", false),
        ("format", false),
    ] {
        assert_eq!(
            thing[name].get("nullable").is_some(),
            nullable,
            "{name}: {notes:?}"
        );
    }
}

#[test]
fn the_overlay_has_the_last_word_and_requests_stay_as_they_are() {
    let (thing, notes) = properties(
        "owner: {type: string, nullable: false}",
        "owner: {type: string, nullable: true}, deleted_at: {type: string}",
    );
    assert_eq!(thing["owner"]["nullable"], json!(false));
    assert_eq!(notes, Vec::<String>::new());
}
