//! What is read of responses that have no value.

#![allow(clippy::unwrap_used)]

use serde_json::json;

use super::*;
use crate::operation::{Shape, object, optional, required};

static THING: Shape = object(&[
    required("id", &Shape::String),
    optional("owner", &OWNER),
    optional("pass_word", &Shape::String).sensitive(),
    optional("auth", &Shape::Any).sensitive(),
]);
static OWNER: Shape = object(&[
    required("id", &Shape::String),
    optional(
        "things",
        &Shape::Array {
            items: &THING,
            nullable: false,
        },
    ),
    optional("token", &Shape::String).sensitive(),
    optional("friend", &OWNER),
]);
static ANSWER: Shape = object(&[required("data", &THING), optional("count", &Shape::Integer)]);
static TWO: Shape = object(&[required("one", &OWNER), required("two", &OWNER)]);

fn operation(answer: &'static Shape) -> &'static Operation {
    Box::leak(Box::new(Operation {
        id: "create_thing",
        method: reqwest::Method::POST,
        path: "/things",
        success: &[201],
        errors: &[],
        answer: Some(answer),
        steering: &[],
    }))
}

fn read(body: &str) -> PartialResponse {
    PartialResponse::read(body.as_bytes(), operation(&ANSWER)).unwrap()
}

fn secrets(partial: &PartialResponse) -> Vec<(&str, &str)> {
    let all = partial.secrets();
    all.map(|(name, secret)| (name, secret.expose())).collect()
}

#[test]
fn the_id_is_that_of_what_the_call_was_about() {
    for (body, id) in [
        (
            json!({"data": {"id": "a", "owner": {"id": "b"}}}),
            Some("a"),
        ),
        (json!({"data": {"id": 5}}), Some("5")),
        (
            json!({"data": {"owner": {"id": "b"}}, "id": "request"}),
            None,
        ),
        (json!({"data": [{"id": "a"}]}), None),
        (json!({"data": {"id": null}}), None),
        // The document wraps it in `data`, and the server does not.
        (json!({"id": "a", "owner": {"id": "b"}}), Some("a")),
        (json!({}), None),
    ] {
        assert_eq!(read(&body.to_string()).id(), id, "{body}");
    }
    let body = br#"{"one": {"id": "a"}, "two": {"id": "b"}}"#;
    assert_eq!(
        PartialResponse::read(body, operation(&TWO)).unwrap().id(),
        None
    );
}

#[test]
fn secrets_are_found_by_their_documented_names() {
    for (body, found) in [
        (
            json!({"data": {"pass_word": "p"}}),
            vec![("pass_word", "p")],
        ),
        (json!({"passWord": "p"}), vec![("pass_word", "p")]),
        (
            json!({"data": {"pass_word": "p", "owner": {"token": "t"}}}),
            vec![("pass_word", "p"), ("token", "t")],
        ),
        // Of others, of no documented name, not text, or one of two.
        (
            json!({"data": {"owner": {"things": [{"pass_word": "p"}]}}}),
            vec![],
        ),
        (
            json!({"data": {"secret": "s", "auth": {"token": "t"}}}),
            vec![],
        ),
        (json!({"data": {"pass_word": 5}}), vec![]),
        (
            json!({"data": {"pass_word": "p"}, "more": {"pass_word": "q"}}),
            vec![],
        ),
    ] {
        let partial = read(&body.to_string());
        assert_eq!(secrets(&partial), found, "{body}");
        let only = partial.secret().map(Secret::expose);
        let expected = if let [(_, only)] = found[..] {
            Some(only)
        } else {
            None
        };
        assert_eq!(only, expected, "{body}");
    }
}

#[test]
fn what_breaks_off_has_its_complete_part() {
    let body = r#"{"data":{"id":"a","pass_word":"hunter2","owner":{"id":"b","token":"hun"#;
    let partial = read(body);
    assert_eq!(partial.id(), Some("a"));
    assert_eq!(secrets(&partial), [("pass_word", "hunter2")]);
    assert_eq!(
        partial.get::<String>("/data/owner/id").as_deref(),
        Some("b")
    );
    assert_eq!(partial.get::<Secret>("/data/owner/token"), None);
    for text in ["", "[1]", "<html>", "\"a\""] {
        assert!(PartialResponse::read(text.as_bytes(), operation(&ANSWER)).is_none());
    }
}

#[test]
fn values_are_read_by_type_without_what_is_dispensable() {
    let partial = read(r#"{"data":{"id":"a","passWord":"p","owner":5},"count":5.0}"#);
    assert_eq!(partial.get::<f64>("/count"), Some(5.0));
    assert_eq!(partial.get::<String>("/count"), None);
    assert_eq!(
        partial.get::<Value>("/data"),
        Some(json!({"id": "a", "pass_word": "p"}))
    );
}

#[test]
fn debug_shows_no_secret() {
    let partial = read(r#"{"data":{"id":"a\u202e","pass_word":"hunter2","auth":"hunter2"}}"#);
    for text in [format!("{partial:?}"), format!("{partial:#?}")] {
        assert!(
            !text.contains("hunter2") && text.contains(r"a\u{202e}"),
            "{text}"
        );
    }
}
