//! Both verdicts on edits that change nothing but what is sent or asked for: the
//! surface is the same, and the code is another.
use crate::compared::compared;
use api_compare::Level;
use rust_surface::Bump;
use serde_json::{Value, json};

/// Operations with lists in every place, a form and a redirect.
fn base() -> Value {
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let listed =
        |place: &str| json!({ "name": place, "in": place, "required": true, "schema": list });
    let parameters = ["path", "query", "header", "cookie"].map(listed);
    let nothing = json!({ "204": { "description": "d" } });
    json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "servers": [{ "url": "/v1" }],
        "paths": {
            "/lists/{path}": { "get": {
                "operationId": "lists",
                "parameters": parameters,
                "responses": { "200": { "description": "d", "content": { "text/csv": {} } } },
            } },
            "/form": { "post": {
                "operationId": "form",
                "requestBody": { "required": true, "content": { "application/x-www-form-urlencoded": {
                    "schema": { "type": "object", "properties": { "l": list } },
                    "encoding": { "l": { "style": "form", "explode": true } },
                } } },
                "responses": nothing,
            } },
            "/login": { "post": { "operationId": "login", "responses": { "303": { "description": "d" } } } },
        },
    })
}

fn verdict(edit: impl FnOnce(&mut Value)) -> (Level, Bump) {
    let mut revision = base();
    edit(&mut revision);
    let summary = compared(&base(), &revision).summary;
    (summary.level, summary.bump)
}

#[test]
fn a_setter_whose_values_are_written_otherwise_is_another() {
    let parameter = |place| format!("/paths/~1lists~1{{path}}/get/parameters/{place}");
    let form = "/paths/~1form/post/requestBody/content/application~1x-www-form-urlencoded/encoding";
    for (pointer, key, value) in [
        (parameter(0), "style", json!("label")),
        (parameter(0), "style", json!("matrix")),
        (parameter(1), "explode", json!(false)),
        (parameter(1), "style", json!("spaceDelimited")),
        (parameter(1), "style", json!("pipeDelimited")),
        (parameter(3), "explode", json!(false)),
        (form.to_owned(), "l", json!({ "explode": false })),
        (
            form.to_owned(),
            "l",
            json!({ "contentType": "application/json" }),
        ),
    ] {
        let (level, bump) = verdict(|document| {
            document.pointer_mut(&pointer).unwrap()[key] = value.clone();
        });
        assert_eq!(
            (level, bump),
            (Level::Breaking, Bump::Major),
            "{pointer} {key} {value}"
        );
    }
}

#[test]
fn how_several_values_are_written_says_nothing_of_one() {
    let text = json!({ "type": "string" });
    let one = |document: &mut Value| {
        let parameters = document.pointer_mut("/paths/~1lists~1{path}/get/parameters");
        for parameter in parameters.unwrap().as_array_mut().unwrap() {
            parameter["schema"] = text.clone();
        }
        let form = document.pointer_mut("/paths/~1form/post/requestBody/content");
        form.unwrap()["application/x-www-form-urlencoded"]["schema"]["properties"]["l"] =
            text.clone();
    };
    let mut old = base();
    one(&mut old);
    let mut new = old.clone();
    let parameters = new.pointer_mut("/paths/~1lists~1{path}/get/parameters");
    for parameter in parameters.unwrap().as_array_mut().unwrap() {
        let explode = matches!(parameter["in"].as_str(), Some("path" | "header"));
        parameter["explode"] = json!(explode);
    }
    let form = new.pointer_mut("/paths/~1form/post/requestBody/content");
    form.unwrap()["application/x-www-form-urlencoded"]["encoding"]["l"]["explode"] = json!(false);
    let found = compared(&old, &new);
    assert!(found.summary.bump < Bump::Major, "{:?}", found.changes);
}

#[test]
fn what_is_asked_for_or_answered_otherwise_is_at_least_a_patch() {
    let answers = "/paths/~1lists~1{path}/get/responses/200";
    let asked = verdict(|document| {
        document.pointer_mut(answers).unwrap()["content"] = json!({ "text/html": {} });
    });
    assert_eq!(asked, (Level::Breaking, Bump::Patch));
    let redirected = verdict(|document| {
        document.pointer_mut("/paths/~1login/post").unwrap()["responses"] =
            json!({ "307": { "description": "d" } });
    });
    assert_eq!(redirected.1, Bump::Patch);
    let moved = verdict(|document| document["servers"][0]["url"] = json!("/v2"));
    assert_eq!(moved, (Level::Breaking, Bump::Patch));
}
