//! A supplement that upstream overtakes, in part or as a whole.

use super::{base, date, edited, source};
use api_compare::Level;
use api_document::ingest::Source;
use api_document::overlay::Supplement;
use build_tools::project::{Expected, Inputs};
use build_tools::update::{self, Update};
use rust_surface::Bump;
use serde_json::{Value, json};
use std::sync::OnceLock;

const SUPPLEMENT: &str = "spec/supplement.yaml";

/// Two operations and two schemas, one of them borrowed from the document.
const TEXT: &str = "overlay: 1.0.0
info: {title: t, version: '1'}
x-api-version: '2024-05-20'
actions:
  - target: $.paths
    description: Where pets are.
    x-matches: 1
    x-mark: seen
    x-evidence: ['https://docs.example/pets']
    update:
      /pets/{id}:
        get:
          operationId: get_pet
          parameters:
            - {name: id, in: path, required: true, schema: {type: string}}
          responses:
            '200':
              description: The pet.
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Pet'}
            '404':
              description: Not one of this id.
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/ApiExceptionDto'}

  - target: $.paths
    description: How a pet goes.
    x-matches: 1
    x-mark: document
    x-evidence: ['https://docs.example/pets']
    update:
      /pets/{id}:
        delete:
          operationId: delete_pet
          parameters:
            - {name: id, in: path, required: true, schema: {type: string}}
          responses:
            '204': {description: Gone.}

  - target: $.components.schemas
    description: What a pet is.
    x-matches: 1
    x-mark: seen
    x-evidence: ['https://docs.example/pets']
    update:
      Pet:
        type: object
        required: [name]
        properties:
          name: {type: string, description: Its name.}
";

/// The workspace with the supplement above.
pub(super) fn supplemented() -> &'static Expected {
    static BASE: OnceLock<Expected> = OnceLock::new();
    BASE.get_or_init(|| {
        let inputs = Inputs {
            supplement: Source {
                name: SUPPLEMENT.to_owned(),
                bytes: TEXT.as_bytes().to_vec(),
            },
            ..base().inputs.clone()
        };
        Expected::of(inputs).unwrap_or_else(|found| panic!("{found}"))
    })
}

fn plan(document: &Source, drop_stale: bool) -> Update {
    let update = update::plan(supplemented(), std::slice::from_ref(document), drop_stale);
    update.unwrap_or_else(|found| panic!("{found}"))
}

/// The vendored document once upstream serves the operation itself, under other
/// names of schemas.
pub(super) fn with_pet(edit: impl FnOnce(&mut Value)) -> Source {
    edited(|document| {
        document["paths"]["/pets/{petId}"]["get"] = json!({
            "operationId": "get_pet",
            "parameters": [
                { "name": "petId", "in": "path", "required": true, "schema": { "type": "string" } },
            ],
            "responses": {
                "200": { "description": "The pet.", "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/PetEntity" } } } },
                "404": { "description": "Not one of this id.", "content": { "application/json": {
                    "schema": { "$ref": "#/components/schemas/ApiExceptionDto" } } } },
            },
        });
        document["components"]["schemas"]["PetEntity"] = json!({
            "type": "object", "required": ["name"],
            "properties": { "name": { "type": "string", "description": "Its name." } },
        });
        edit(document);
    })
}

#[test]
fn an_operation_of_the_supplement_is_in_the_client_and_says_its_source() {
    let made = &supplemented().build.made;
    assert!(made.code.contains("pub fn get_pet"));
    assert!(!made.effective_text().contains("x-evidence"));
    assert!(
        made.report
            .contains("add GET /pets/{id}\n  why: Where pets are.")
    );
}

#[test]
fn what_the_document_has_expires_and_update_names_it() {
    let update = plan(&with_pet(|_| {}), false);
    let notes = update.notes.join("\n");
    let stale = "spec/supplement.yaml: GET /pets/{id} is stale: the document has the operation";
    assert!(notes.contains(stale), "{notes}");
    assert!(
        notes.contains("schema Pet is stale: nothing uses the schema"),
        "{notes}"
    );
    assert!(!notes.contains("DELETE"), "{notes}");
    let written = update.transaction.unwrap().write;
    assert!(!written.contains_key(SUPPLEMENT), "it is only told");
    assert!(written["spec/effective.json"].contains("delete_pet"));
}

#[test]
fn drop_stale_deletes_what_expired_and_nothing_else() {
    let update = plan(&with_pet(|_| {}), true);
    let text = &update.transaction.unwrap().write[SUPPLEMENT];
    let first = TEXT.find("  - target").unwrap();
    let second = first + 1 + TEXT[first + 1..].find("  - target").unwrap();
    let third = TEXT.rfind("  - target").unwrap();
    assert_eq!(*text, format!("{}{}", &TEXT[..first], &TEXT[second..third]));
}

#[test]
fn what_upstream_says_otherwise_than_the_supplement_is_on_the_wire() {
    let same = plan(&with_pet(|_| {}), true).report;
    assert_eq!(same.summary.level, Level::None, "{:?}", same.changes);
    assert!(same.summary.bump <= Bump::Patch, "{}", same.summary.bump);
    let other = with_pet(|document| {
        let pet = &mut document["components"]["schemas"]["PetEntity"];
        pet["properties"]["name"]["type"] = json!("integer");
    });
    let report = plan(&other, true).report;
    assert_eq!(
        report.summary.level,
        Level::Breaking,
        "{:?}",
        report.changes
    );
}

#[test]
fn another_version_of_the_api_ends_the_whole_supplement() {
    let next = edited(|document| date(document, "2031-02-03"));
    let update = plan(&next, true);
    let written = update.transaction.unwrap().write;
    assert!(written[SUPPLEMENT].contains("actions: []"));
    assert!(!written["spec/effective.json"].contains("pets"));
}

#[test]
fn a_schema_that_upstream_renames_is_followed_by_where_it_is_used() {
    let renamed = edited(|document| {
        let text = document
            .to_string()
            .replace("ApiExceptionDto", "a1b2c3d4e5f60718293a4");
        *document = serde_json::from_str(&text).unwrap();
    });
    let update = plan(&renamed, false);
    let Some(transaction) = update.transaction else {
        return;
    };
    let text = &transaction.write[SUPPLEMENT];
    assert!(
        text.contains("'#/components/schemas/a1b2c3d4e5f60718293a4'"),
        "{text}"
    );
}

#[test]
fn an_action_without_evidence_or_with_two_additions_is_refused() {
    for (from, to, message) in [
        ("    x-mark: seen\n", "", "where the addition is documented"),
        (
            "['https://docs.example/pets']",
            "[]",
            "where the addition is documented",
        ),
        (
            "$.components.schemas\n",
            "$.components\n",
            "one operation or one schema",
        ),
        (
            "        delete:",
            "        get: {}\n        delete:",
            "one operation or one schema",
        ),
        ("x-api-version: '2024-05-20'\n", "", "/x-api-version"),
    ] {
        let text = TEXT.replacen(from, to, 1);
        assert_ne!(text, TEXT, "{from}");
        let found = Supplement::parse(&source_of(&text))
            .unwrap_err()
            .to_string();
        assert!(found.contains("error[invalid-supplement]: "), "{found}");
        assert!(found.contains(message), "{from}: {found}");
    }
}

fn source_of(text: &str) -> Source {
    Source {
        bytes: text.as_bytes().to_vec(),
        ..source(SUPPLEMENT, &Value::Null)
    }
}
