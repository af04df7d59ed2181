//! A name that stays and stands for something else on the wire.
use crate::compared::compared;
use api_compare::Level;
use build_tools::diff::report::{Report, RustItem};
use rust_surface::Bump;
use serde_json::{Value, json};

fn document() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "paths": { "/users": { "delete": {
            "operationId": "Purge",
            "parameters": [
                { "name": "atMost", "in": "query", "schema": { "type": "integer" } },
            ],
            "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/User" } } } },
            "responses": { "200": { "description": "ok", "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/User" },
            } } } },
        } } },
        "components": { "schemas": { "User": { "type": "object", "properties": {
            "userId": { "type": "string" },
            "role": { "type": "string", "enum": ["ADMIN", "guest"] },
        } } } },
    })
}

/// The items that the report shows, wherever.
fn items(report: &Report) -> Vec<&RustItem> {
    let of_changes = report.changes.iter().flat_map(|change| change.rust.iter());
    of_changes.chain(&report.rust).collect()
}

/// What is edited, and the name that then stands for something else.
fn takeovers() -> Vec<(&'static str, Value, &'static str)> {
    let edited = |edit: &dyn Fn(&mut Value)| {
        let mut value = document();
        edit(&mut value);
        value
    };
    let users = "/paths/~1users/delete";
    let other = json!({ "operationId": "purge", "responses": { "204": { "description": "ok" } } });
    vec![
        (
            "an operation with the exact id",
            edited(&|it| it["paths"]["/accounts"] = json!({ "delete": other })),
            "Client::purge()",
        ),
        (
            "another path",
            edited(&|it| {
                let item = it["paths"].as_object_mut().unwrap().remove("/users");
                it["paths"]["/accounts"] = item.unwrap();
            }),
            "Client::purge()",
        ),
        (
            "another method",
            edited(&|it| {
                let item = it["paths"]["/users"].as_object_mut().unwrap();
                let operation = item.remove("delete").unwrap();
                item.insert("post".to_owned(), operation);
            }),
            "Client::purge()",
        ),
        (
            "another place of a parameter",
            edited(&|it| it.pointer_mut(users).unwrap()["parameters"][0]["in"] = json!("header")),
            "builder::Purge::at_most()",
        ),
        (
            "a parameter with the exact name",
            edited(&|it| {
                let list = it.pointer_mut(users).unwrap()["parameters"].as_array_mut();
                list.unwrap().push(json!({
                    "name": "at_most", "in": "query", "schema": { "type": "integer" },
                }));
            }),
            "builder::Purge::at_most()",
        ),
        (
            "a property with the exact name",
            edited(&|it| {
                let user = it
                    .pointer_mut("/components/schemas/User/properties")
                    .unwrap();
                user["user_id"] = json!({ "type": "string" });
            }),
            "types::User.user_id",
        ),
        (
            "a value with the exact name",
            edited(&|it| {
                let user = it
                    .pointer_mut("/components/schemas/User/properties")
                    .unwrap();
                user["role"]["enum"] = json!(["ADMIN", "guest", "Admin"]);
            }),
            "types::UserRole::Admin",
        ),
        (
            "another form of the body",
            edited(&|it| {
                let body = &mut it.pointer_mut(users).unwrap()["requestBody"]["content"];
                let content = body["application/json"].take();
                *body = json!({ "application/x-www-form-urlencoded": content });
            }),
            "builder::Purge::body()",
        ),
    ]
}

#[test]
fn a_name_that_stands_for_something_else_is_major_and_is_shown() {
    for (name, revision, path) in takeovers() {
        let report = compared(&document(), &revision);
        assert_eq!(report.summary.bump, Bump::Major, "{name}");
        let items = items(&report);
        let moved = items.iter().find(|item| {
            let says = |line: &Option<String>| {
                line.as_deref()
                    .is_some_and(|line| line.contains("stands for"))
            };
            item.path == path && says(&item.before) && says(&item.after)
        });
        let moved = moved.unwrap_or_else(|| panic!("{name}: {path} in {items:#?}"));
        assert_eq!(moved.bump, Bump::Major, "{name}");
        assert!(moved.migration.is_some(), "{name}");
    }
}

#[test]
fn a_name_stays_where_a_less_exact_one_is_added_before_it() {
    let mut base = document();
    base["paths"]["/users"]["delete"]["operationId"] = json!("purge");
    let user = "/components/schemas/User/properties";
    base.pointer_mut(user).unwrap()["role"]["enum"] = json!(["Admin", "guest"]);
    let mut revision = base.clone();
    revision["paths"]["/accounts"] = json!({ "delete": {
        "operationId": "PURGE", "responses": { "204": { "description": "ok" } },
    } });
    let properties = revision.pointer_mut(user).unwrap();
    properties["UserId"] = json!({ "type": "string" });
    properties["role"]["enum"] = json!(["ADMIN", "Admin", "guest"]);
    let list = revision["paths"]["/users"]["delete"]["parameters"].as_array_mut();
    list.unwrap().insert(
        0,
        json!({ "name": "AtMost", "in": "query", "schema": { "type": "integer" } }),
    );
    revision["components"]["schemas"]["USER"] = json!({ "type": "object", "properties": {
        "a": { "type": "string" },
    } });
    let report = compared(&base, &revision);
    assert_eq!(report.summary.bump, Bump::Minor, "{:#?}", items(&report));
}

#[test]
fn no_operation_keeps_an_id_that_came_to_be_repeated() {
    let mut revision = document();
    revision["paths"]["/accounts"] = json!({ "delete": {
        "operationId": "Purge", "responses": { "204": { "description": "ok" } },
    } });
    let report = compared(&document(), &revision);
    assert_eq!(report.summary.bump, Bump::Major);
    let gone = items(&report);
    let gone = gone.iter().find(|item| item.path == "Client::purge()");
    let todo = gone.and_then(|item| item.migration.as_deref()).unwrap();
    assert!(todo.contains("`Client::delete_users()`"), "{todo}");
}

#[test]
fn swapping_what_is_there_changes_nothing() {
    let mut base = document();
    let user = "/components/schemas/User/properties";
    base.pointer_mut(user).unwrap()["UserId"] = json!({ "type": "string" });
    base.pointer_mut(user).unwrap()["role"]["enum"] = json!(["ADMIN", "admin"]);
    let mut revision = base.clone();
    let properties = revision.pointer_mut(user).unwrap();
    let turned: serde_json::Map<String, Value> = properties
        .as_object()
        .unwrap()
        .clone()
        .into_iter()
        .rev()
        .collect();
    *properties = Value::Object(turned);
    properties["role"]["enum"] = json!(["admin", "ADMIN"]);
    let report = compared(&base, &revision);
    assert_eq!(report.summary.bump, Bump::None, "{:#?}", items(&report));
    assert!(report.summary.level <= Level::None);
}
