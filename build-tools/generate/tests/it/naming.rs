//! The names that operations and types get by rule.

use crate::library::LIBRARY;
use crate::small::{self, read};
use api_document::ingest::Document;
use api_generate::normalise::normalise;
use api_generate::{Target, pipeline};
use serde_json::{Value, json};

/// A document of `NestJS`: operations by location and id, each with a success.
fn framework(operations: &[(&str, &str, Value)], schemas: &Value) -> Document {
    let mut paths = json!({});
    for (location, id, answer) in operations {
        let (method, path) = location.split_once(' ').unwrap();
        let mut operation = json!({ "responses": {
            "200": { "description": "d" },
            "400": { "description": "d", "content": { "application/json": { "schema": {
                "type": "object", "properties": { "error": { "type": "object", "properties": {
                    "message": { "type": "string" },
                    "code": { "type": "string" },
                    "violations": { "type": "array", "items": { "type": "object", "properties": {
                        "property": { "type": "string" }, "message": { "type": "string" },
                    } } },
                } } },
            } } } },
        } });
        let parameters = path.split('{').skip(1).map(|rest| {
            let name = rest.split('}').next().unwrap();
            json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
        });
        operation["parameters"] = parameters.collect();
        if !id.is_empty() {
            operation["operationId"] = json!(id);
        }
        if !answer.is_null() {
            operation["responses"]["200"]["content"] =
                json!({ "application/json": { "schema": answer } });
        }
        paths[path][method.to_lowercase()] = operation;
    }
    let document = json!({
        "openapi": "3.0.0",
        "info": { "title": "t", "version": "1" },
        "paths": paths,
        "components": { "schemas": schemas },
    });
    read(&document.to_string())
}

fn names(document: &Document, target: Target) -> Vec<String> {
    let (effective, _) = normalise(document, target).unwrap();
    let operations = api_document::schema::operations(&effective.value);
    let names = operations
        .iter()
        .map(|operation| format!("{}: {}", operation.location(), operation.id()));
    names.collect()
}

#[test]
fn operations_of_controllers_are_named_in_both_targets() {
    let list = json!({ "type": "object", "properties": {
        "data": { "type": "array", "items": { "type": "string" } },
    } });
    let document = framework(
        &[
            ("GET /things", "ThingsController_findAll", list),
            ("GET /things/{id}", "ThingsController_findOne", Value::Null),
            ("GET /others", "", json!({ "type": "array", "items": {} })),
        ],
        &json!({}),
    );
    for target in [Target::Published, Target::Standalone] {
        assert_eq!(
            names(&document, target),
            [
                "GET /things: list_things",
                "GET /things/{id}: get_thing",
                "GET /others: list_others"
            ]
        );
    }
}

#[test]
fn of_two_operations_that_come_out_alike_one_gets_another_name() {
    let twice = |first: &str, second: &str| {
        let document = framework(
            &[
                (first, "XController_update", Value::Null),
                (second, "YController_update", Value::Null),
            ],
            &json!({}),
        );
        let mut names = names(&document, Target::Published);
        names.sort();
        names
    };
    for pair in [
        ["PATCH /things/{id}", "PUT /things/{id}"],
        ["PUT /things/{id}", "PATCH /things/{id}"],
    ] {
        assert_eq!(
            twice(pair[0], pair[1]),
            [
                "PATCH /things/{id}: update_thing_with_patch",
                "PUT /things/{id}: update_thing"
            ]
        );
    }
    assert_eq!(
        twice("POST /things/{id}", "POST /v2/things/{id}"),
        [
            "POST /things/{id}: update_thing",
            "POST /v2/things/{id}: update_thing_v2"
        ]
    );
}

#[test]
fn names_of_another_origin_stay_in_stand_alone_crates() {
    let document = framework(
        &[
            ("GET /things", "fetchThings", Value::Null),
            ("GET /others", "", Value::Null),
        ],
        &json!({}),
    );
    assert_eq!(
        names(&document, Target::Standalone),
        ["GET /things: fetchThings", "GET /others: get_others"]
    );
}

fn effective(document: &Document) -> Value {
    normalise(document, Target::Standalone).unwrap().0.value
}

fn types(effective: &Value) -> Vec<&str> {
    let schemas = effective["components"]["schemas"].as_object().unwrap();
    schemas.keys().map(String::as_str).collect()
}

#[test]
fn types_are_named_after_what_they_are_used_for() {
    let effective = effective(&small::document(LIBRARY));
    assert_eq!(
        types(&effective),
        [
            "Book",
            "BookCover",
            "BookKind",
            "BookPage",
            "BookResponse",
            "CreateBook",
            "CreateBookCover",
            "Metadata",
            "Pagination",
            "Shelf",
            "ShelfKind",
            "ShelfResponse",
            "SortShelfResponse",
            "SortShelfResult",
            "Status",
        ]
    );
}

#[test]
fn an_enum_of_one_property_and_one_set_of_values_is_one_type() {
    let effective = effective(&small::document(LIBRARY));
    let status = json!("#/components/schemas/Status");
    let schemas = &effective["components"]["schemas"];
    for ty in ["Book", "CreateBook"] {
        let property = &schemas[ty]["properties"]["status"];
        assert_eq!(property["allOf"][0]["$ref"], status, "{ty}");
        assert!(property["description"].is_string(), "{ty}");
    }
    assert_eq!(schemas["Shelf"]["properties"]["status"]["$ref"], status);
    let parameter = &effective["paths"]["/books"]["get"]["parameters"][0];
    assert_eq!(parameter["schema"]["$ref"], status);
}

#[test]
fn what_schemas_are_called_and_in_which_order_changes_no_name() {
    let before = effective(&small::document(LIBRARY));
    let mut text = LIBRARY.to_owned();
    for (from, to) in [
        ("BookEntityV1", "fedcba9876543210fedcb"),
        ("0123456789abcdef01234", "ZZZ"),
        ("123456789abcdef012345", "AAA"),
        ("NewBookDtoV1", "Book"),
        ("ShelfEntityV1", "Status"),
        ("PageMetaDto", "BookPage"),
    ] {
        text = text.replace(&format!("{from}'"), &format!("{to}'"));
        text = text.replace(&format!("    {from}:"), &format!("    {to}:"));
    }
    assert_eq!(effective(&small::document(&text)), before);
}

#[test]
fn a_name_that_the_overlay_gives_a_schema_stays() {
    let text = LIBRARY.replace(
        "    NewBookDtoV1:\n",
        "    NewBookDtoV1:\n      x-rust-name: Novelty\n",
    );
    let effective = effective(&small::document(&text));
    assert!(types(&effective).contains(&"Novelty"));
    assert!(types(&effective).contains(&"NoveltyCover"));
}

/// The library with a name at a place that has this text.
fn named_at(place: &str, name: &str) -> Document {
    assert!(LIBRARY.contains(place), "{place}");
    small::document(&LIBRARY.replacen(place, &format!("{place}x-rust-name: {name}, "), 1))
}

#[test]
fn a_name_can_stand_at_the_place_of_a_schema_without_one() {
    let answer = "schema: {$ref: '#/components/schemas/123456789abcdef012345'}";
    let named = LIBRARY.replace(
        answer,
        "schema: {x-rust-name: OneBook, $ref: '#/components/schemas/123456789abcdef012345'}",
    );
    for (document, gone) in [
        (small::document(&named), "BookResponse"),
        (named_at("kind: {type: string, ", "OneBook"), "BookKind"),
        (
            named_at("cover: {type: object, ", "OneBook"),
            "CreateBookCover",
        ),
        (
            named_at("schema: {type: object, ", "OneBook"),
            "ShelfResponse",
        ),
    ] {
        let effective = effective(&document);
        let types = types(&effective);
        assert!(
            types.contains(&"OneBook") && !types.contains(&gone),
            "{types:?}"
        );
    }
}

#[test]
fn equal_schemas_may_have_one_name_and_others_may_not() {
    let refused = |text: &str| {
        let found = normalise(&small::document(text), Target::Standalone);
        found.unwrap_err().to_string()
    };
    let twice = LIBRARY
        .replace(
            "    0123456789abcdef01234: {",
            "    0123456789abcdef01234: {x-rust-name: OneBook, ",
        )
        .replace(
            "    123456789abcdef012345: {",
            "    123456789abcdef012345: {x-rust-name: OneBook, ",
        );
    let effective = effective(&small::document(&twice));
    assert!(types(&effective).contains(&"OneBook"));
    let other = twice.replace("    SortedDto: {", "    SortedDto: {x-rust-name: OneBook, ");
    let found = refused(&other);
    assert!(
        found.contains("`OneBook` is given to schemas that say"),
        "{found}"
    );
    let text = LIBRARY.replace("id: {type: string}", "id: {x-rust-name: Id, type: string}");
    let (_, notes) = normalise(&small::document(&text), Target::Standalone).unwrap();
    let unused = notes
        .iter()
        .find(|note| note.contains("/properties/id/x-rust-name"));
    assert!(
        unused.unwrap().contains("not a type of its own"),
        "{notes:?}"
    );
}

#[test]
fn a_diagnostic_is_about_the_schema_as_the_document_calls_it() {
    let circle = "    ShelfEntityV1: {allOf: [{$ref: '#/components/schemas/ShelfEntityV1'}]}\n";
    let shelf = LIBRARY.find("    ShelfEntityV1:").unwrap();
    let sorted = LIBRARY.find("    SortedDto:").unwrap();
    let text = format!("{}{circle}{}", &LIBRARY[..shelf], &LIBRARY[sorted..]);
    let made = small::made(&text);
    let warnings: Vec<String> = made.warnings.iter().map(ToString::to_string).collect();
    assert!(
        warnings
            .iter()
            .any(|it| it.contains("#/components/schemas/ShelfEntityV1: ")),
        "{warnings:?}"
    );
}

/// Documents of every kind, as a server with controllers would serve them.
#[test]
fn whatever_a_document_has_is_named_by_rule() {
    for (name, inside) in small::documents::DOCUMENTS {
        let mut document = small::document(inside);
        document.value["paths"]["/zz-things"]["get"] =
            json!({ "operationId": "ZzController_findAll", "responses": {} });
        let made = pipeline::make(&document, None, Target::Standalone, "test");
        let made = made.unwrap_or_else(|found| panic!("{name}: {found}"));
        assert!(
            made.code.contains("fn get_zz_things(") || made.code.contains("fn list_zz_things("),
            "{name}"
        );
        let again = pipeline::make_named(&document, None, &made.names, Target::Standalone, "test");
        let again = again.unwrap_or_else(|found| panic!("{name}: {found}"));
        assert_eq!(again.effective_text(), made.effective_text(), "{name}");
        assert_eq!(again.names, made.names, "{name}");
    }
}

#[test]
fn a_schema_that_is_called_as_the_error_is_makes_room() {
    let answer = json!({ "type": "object", "properties": {
        "data": { "$ref": "#/components/schemas/Violation" },
    } });
    let schemas = json!({ "Violation": { "type": "object", "properties": {
        "speed": { "type": "integer" },
    } } });
    let operation = ("GET /things/{id}", "ThingsController_findOne", answer);
    let document = framework(&[operation], &schemas);
    let effective = normalise(&document, Target::Published).unwrap().0.value;
    let types = types(&effective);
    let expected = [
        "ErrorDetails",
        "ErrorResponse",
        "Thing",
        "ThingResponse",
        "Violation",
    ];
    assert_eq!(types, expected);
    let thing = &effective["components"]["schemas"]["Thing"]["properties"];
    assert!(thing["speed"].is_object());
}
