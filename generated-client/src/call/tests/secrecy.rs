//! Secrets stay out of the output of errors and responses.

use std::collections::HashMap;
use std::error::Error as _;

use crate::harmless::is_harmful;

use super::*;

/// Everything that a program may print of an error.
fn shown(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text} {error} {error:?}");
        cause = error.source();
    }
    text
}

#[tokio::test]
async fn a_key_that_the_server_repeats_is_redacted() {
    let mut body = error_body("the key hunter2 is unknown");
    body["error"]["code"] = "not_hunter2".into();
    body["error"]["violations"] = json!([{"property": "hunter2", "message": "of %68unter2"}, {"property": "", "message": ""}]);
    let escaped = body.to_string().replace("key hunter2", "key \\u0068unter2");
    let echo = [("x-echo", "Bearer hunter2")];
    let error = failure([answer(401, &echo, escaped.clone())]).await;
    assert!(!shown(&error).contains(KEY), "{}", shown(&error));
    assert_eq!(error.message(), Some("the key [redacted] is unknown"));
    assert_eq!(error.code(), Some("not_[redacted]"));
    let [violation, _] = error.violations() else {
        panic!("{:?}", error.violations());
    };
    let said = [&violation.property, &violation.message];
    assert_eq!(said, ["[redacted]", "of [redacted]"]);
    let raw = String::from_utf8(error.raw_body().unwrap().to_vec()).unwrap();
    let expected = escaped.replace("\\u0068unter2", "[redacted]");
    let expected = expected
        .replace("%68unter2", "[redacted]")
        .replace(KEY, "[redacted]");
    assert_eq!(raw, expected);
    let headers = error.headers().unwrap();
    assert_eq!(headers["x-echo"], "Bearer hunter2");
    assert!(!format!("{headers:?}").contains(KEY), "{headers:?}");
}

#[tokio::test]
async fn a_member_that_is_called_like_the_key_does_not_show_it() {
    use crate::operation::{Operation, Shape, map};
    static OPERATION: Operation = Operation {
        id: "get_flags",
        method: reqwest::Method::GET,
        path: "/flags",
        success: &[200],
        errors: &[],
        answer: Some(&map(&Shape::Boolean)),
        steering: &[],
    };
    let script = Script::new([json_answer(200, &json!({ KEY: 1 }))]);
    let client = script.client().build().unwrap();
    let draft = crate::request::Draft::new(&OPERATION, client.base(), &[]);
    let called = client
        .execute::<HashMap<String, bool>>(draft, &OPERATION)
        .await;
    let shown = shown(&called.unwrap_err());
    assert!(
        shown.contains("at `/[redacted]`") && !shown.contains(KEY),
        "{shown}"
    );
}

#[tokio::test]
async fn a_key_at_the_end_of_a_body_that_was_cut_is_redacted() {
    let text = "x".repeat(64 * 1024 - 6);
    let error = failure([answer(500, &[], format!("{text}{KEY}"))]).await;
    assert!(error.raw_body().unwrap().ends_with(b"x[redacted]"));
}

#[tokio::test]
async fn text_of_the_server_cannot_turn_or_move_what_is_printed() {
    let evil = "a\u{202e}b\u{1b}[2J\u{2067}c\r\u{200f}";
    let mut body = error_body(evil);
    body["error"]["code"] = evil.into();
    body["error"]["violations"] = json!([{"property": evil, "message": evil}]);
    let refused = failure([json_answer(422, &body)]).await;
    let violation = &refused.violations()[0];
    let texts = [&violation.property, &violation.message].map(String::as_str);
    for text in [
        texts[0],
        texts[1],
        refused.code().unwrap(),
        refused.message().unwrap(),
    ] {
        assert!(!text.chars().any(is_harmful), "{text:?}");
    }
    assert_eq!(refused.raw_body(), Some(body.to_string().as_bytes()));
    let undecoded = failure([json_answer(201, &json!({ "data": { evil: 1 } }))]).await;
    for error in [refused, undecoded] {
        assert!(!shown(&error).chars().filter(|c| *c != '\n').any(is_harmful));
    }
}

#[tokio::test]
async fn a_response_that_does_not_decode_shows_no_values() {
    for field in ["created_at", "verified", "signing_key", "id", "status"] {
        let mut body = webhook_body();
        body["data"][field] = json!({"hunter3": "hunter3"});
        body["data"]["url"] = json!({"hunter3": "hunter3"});
        let whole = failure([json_answer(201, &body)]).await;
        body["data"][field] = json!("hunter3");
        body["data"]["legacy"] = json!("hunter3");
        let text = failure([json_answer(201, &body)]).await;
        let torn = failure([answer(201, &[], &body.to_string()[..90])]).await;
        for error in [whole, text, torn] {
            assert!(!shown(&error).contains("hunter3"), "{}", shown(&error));
        }
    }
}

#[tokio::test]
async fn an_undecodable_success_is_not_read_as_an_error_body() {
    let mut body = error_body("hunter3");
    body["data"] = Value::Null;
    let error = failure([json_answer(201, &body)]).await;
    assert!(!shown(&error).contains("hunter3"), "{}", shown(&error));
    assert_eq!(error.message(), None);
}

#[tokio::test]
async fn headers_are_not_shown() {
    let headers = [("set-cookie", "hunter3")];
    let error = failure([answer(400, &headers, "hunter3")]).await;
    assert!(!shown(&error).contains("hunter3"), "{}", shown(&error));
}

#[tokio::test]
async fn the_servers_message_is_one_line_of_bounded_length() {
    let message = format!("a\r\nb\u{1b}[31m{}", "x".repeat(10_000));
    let error = failure([json_answer(400, &error_body(&message))]).await;
    let text = error.to_string();
    assert!(!text.chars().any(char::is_control), "{text}");
    assert!(text.chars().count() < 400, "{text}");
}

#[tokio::test]
async fn a_created_webhook_does_not_show_its_signing_key() {
    let created = Script::new([created()]).call().await.unwrap();
    assert!(!format!("{created:?}").contains("hunter3"));
    let key = created.into_inner().data.signing_key.unwrap();
    assert_eq!(key.expose(), "hunter3");
}
