//! Secrets stay out of the output of errors and responses.

use std::error::Error as _;

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
    let body = error_body("the key hunter2 is unknown");
    let error = failure([json_answer(401, &body)]).await;
    assert!(!shown(&error).contains(KEY), "{}", shown(&error));
    assert!(shown(&error).contains("the key [redacted] is unknown"));
    // The message itself is unchanged.
    assert_eq!(error.message(), Some("the key hunter2 is unknown"));
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
