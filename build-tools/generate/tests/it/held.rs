//! Names that were given before, and what becomes of them in a later document.

use crate::library::LIBRARY;
use crate::small;
use api_document::ingest::Source;
use api_document::schema::operations;
use api_generate::normalise::{Given, Normalised, normalise_named};
use api_generate::{Held, Target, pipeline};
use serde_json::{Value, json};

/// A document after another, whose names it has.
fn after(before: &str, later: &str) -> [Normalised; 2] {
    let named = |text: &str, held: &Held| {
        let given = Given {
            held: Some(held),
            ..Given::default()
        };
        normalise_named(&small::document(text), Target::Standalone, &given).unwrap()
    };
    let first = named(before, &Held::default());
    let second = named(later, &first.names);
    [first, second]
}

fn edited(edits: &[(&str, &str)]) -> String {
    let mut text = LIBRARY.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

fn methods(normalised: &Normalised) -> Vec<String> {
    let mut methods: Vec<String> = operations(&normalised.document.value)
        .iter()
        .map(|operation| format!("{}: {}", operation.location(), operation.id()))
        .collect();
    methods.sort();
    methods
}

fn types(normalised: &Normalised) -> Vec<&String> {
    let schemas = &normalised.document.value["components"]["schemas"];
    schemas.as_object().unwrap().keys().collect()
}

fn property<'n>(normalised: &'n Normalised, ty: &str, name: &str) -> &'n Value {
    &normalised.document.value["components"]["schemas"][ty]["properties"][name]
}

#[test]
fn a_method_keeps_its_name_whatever_the_server_calls_the_operation() {
    let later = edited(&[("BooksController_create", "BooksController_register")]);
    let [before, now] = after(LIBRARY, &later);
    assert_eq!(methods(&now), methods(&before));
    assert_eq!(types(&now), types(&before));
}

#[test]
fn what_an_operation_leaves_behind_is_not_given_to_another() {
    let moved = edited(&[("  /books/{id}:\n", "  /book/{id}:\n")]);
    let [_, now] = after(LIBRARY, &moved);
    let get = |normalised: &Normalised| {
        let all = methods(normalised);
        let get = all.into_iter().find(|name| name.contains("get_book"));
        get.unwrap()
    };
    assert_eq!(get(&now), "GET /book/{id}: get_book_by_id");
    let [_, back] = after(&moved, LIBRARY);
    assert_eq!(get(&back), "GET /books/{id}: get_book_by_id");
}

#[test]
fn the_names_of_parameters_and_statuses_are_no_part_of_an_identity() {
    let later = edited(&[
        ("/shelves/{id}", "/shelves/{shelf}"),
        ("name: id", "name: shelf"),
        ("/books/{id}", "/books/{shelf}"),
        ("'201'", "'200'"),
    ]);
    let [before, now] = after(LIBRARY, &later);
    assert_eq!(types(&now), types(&before));
    let names = |normalised: &Normalised| -> Vec<String> {
        let names = methods(normalised).into_iter();
        names
            .map(|one| one.split(": ").last().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&now), names(&before));
}

#[test]
fn an_enum_stays_one_type_where_one_of_its_places_gets_a_value() {
    let book = "status: {type: string, description: Of the book., enum: [kept, lent]}";
    let later = edited(&[(book, "status: {type: string, enum: [lost, kept, lent]}")]);
    let [before, now] = after(LIBRARY, &later);
    assert_eq!(types(&now), types(&before));
    let values = &now.document.value["components"]["schemas"]["Status"]["enum"];
    assert_eq!(*values, json!(["kept", "lent", "lost"]));
}

#[test]
fn a_type_keeps_its_name_beside_one_that_would_have_it_too() {
    let shelf = "ShelfEntityV1: {type: object, properties: {";
    let metadata = "metadata: {type: object, properties: {width: {type: integer}}}, ";
    let later = edited(&[(shelf, &format!("{shelf}{metadata}"))]);
    let [_, now] = after(LIBRARY, &later);
    let target = |ty| property(&now, ty, "metadata")["$ref"].as_str().unwrap();
    assert!(target("BookPage").ends_with("/Metadata"));
    assert!(target("Shelf").ends_with("/ShelfMetadata"));
}

#[test]
fn of_a_type_that_becomes_two_the_resource_keeps_the_name() {
    let item = "data: {type: array, items: {$ref: '#/components/schemas/BookEntityV1'}}";
    let other = "data: {type: array, items: {type: object, properties: {id: {type: string}}}}";
    let [_, now] = after(LIBRARY, &edited(&[(item, other)]));
    assert!(property(&now, "Book", "cover").is_object());
    assert!(property(&now, "BookItem", "id").is_object());
}

#[test]
fn a_record_is_read_as_it_was_written_and_comes_to_rest() {
    let [first, second] = after(LIBRARY, LIBRARY);
    assert_eq!(first.names, second.names);
    let text = first.names.to_text();
    let source = |text: &str| Source {
        name: "names.json".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    assert_eq!(Held::parse(&source(&text)).unwrap(), first.names);
    assert_eq!(Held::parse(&source("")).unwrap(), Held::default());
    for damaged in ["{", "{\"types\": 1}", "{\"surprise\": {}}"] {
        let found = Held::parse(&source(damaged)).unwrap_err().to_string();
        assert!(
            found.starts_with("error[invalid-names]: names.json:"),
            "{found}"
        );
    }
}

/// The code of a document after another, without white space.
fn code_after(before: &str, later: &str) -> String {
    let make = |text: &str, names: &Held| {
        let made = pipeline::make_named(
            &small::document(text),
            None,
            names,
            Target::Standalone,
            "test",
        );
        made.unwrap_or_else(|found| panic!("{found}"))
    };
    let before = make(before, &Held::default());
    let later = make(later, &before.names);
    later.code.split_whitespace().collect()
}

#[test]
fn a_field_keeps_its_name_beside_one_that_would_have_it_too() {
    let shelf = "ShelfEntityV1: {type: object, properties: {";
    let one = edited(&[(shelf, &format!("{shelf}wall_side: {{type: string}}, "))]);
    let two = edited(&[(
        shelf,
        &format!("{shelf}wallSide: {{type: integer}}, wall_side: {{type: string}}, "),
    )]);
    let code = code_after(&one, &two);
    for field in [
        "pubwall_side:::std::option::Option<::std::string::String>",
        "pubwall_side_2:::std::option::Option<i64>",
    ] {
        assert!(code.contains(field), "{field}");
    }
    // Without the first document the first by name has it.
    let code = code_after(&two, &two);
    assert!(code.contains("pubwall_side:::std::option::Option<i64>"));
    // The number stays, also alone.
    let code = code_after(&two, &one);
    assert!(code.contains("pubwall_side_2:::std::option::Option<::std::string::String>"));
}

#[test]
fn a_variant_keeps_its_name_beside_one_that_would_have_it_too() {
    let kind = "kind: {type: string, enum: [novel]}";
    let later = edited(&[(
        kind,
        "kind: {type: string, enum: [NOVEL, novel, unknown_value]}",
    )]);
    let code = code_after(LIBRARY, &later);
    for arm in [
        "Novel=\"novel\"",
        "Novel2=\"NOVEL\"",
        "UnknownValue2=\"unknown_value\"",
    ] {
        assert!(code.contains(arm), "{arm}");
    }
}
