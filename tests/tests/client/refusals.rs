//! The documented error responses, as a user of the client sees them.

use fingerprint_management::types::CreateWebhook;
use fingerprint_management::{Client, Error, RetryPolicy};
use fingerprint_management_simulator::{Answer, Fault, Reached, Simulator};

use crate::outcome::{URL, builder, client, create, service};

/// The names of all predicates that hold, so that a test also says which do
/// not.
fn predicates(error: &Error) -> Vec<&'static str> {
    [
        (error.is_unauthorized(), "unauthorized"),
        (error.is_forbidden(), "forbidden"),
        (error.is_not_found(), "not_found"),
        (error.is_validation(), "validation"),
        (error.is_rate_limited(), "rate_limited"),
        (error.is_timeout(), "timeout"),
        (error.is_connect(), "connect"),
        (error.is_connection_lost(), "connection_lost"),
        (error.is_not_http(), "not_http"),
        (error.is_body_interrupted(), "body_interrupted"),
        (error.is_body_too_long(), "body_too_long"),
        (error.is_decode(), "decode"),
        (error.is_undocumented_success(), "undocumented_success"),
        (error.is_repeated_cursor(), "repeated_cursor"),
        (error.is_builder(), "builder"),
        (error.is_configuration(), "configuration"),
        (error.is_limiter(), "limiter"),
        (error.is_retryable(), "retryable"),
        (error.had_no_effect(), "no_effect"),
        (error.may_have_taken_effect(), "effect"),
    ]
    .into_iter()
    .filter_map(|(holds, name)| holds.then_some(name))
    .collect()
}

fn with_key(service: &Simulator, key: &str) -> Client {
    Client::builder(key)
        .base_url(service.url())
        .without_rate_limiter()
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_wrong_key_is_unauthorized() {
    let service = service().await;
    let error = create(&with_key(&service, "wrong")).await.unwrap_err();
    assert_eq!(predicates(&error), ["unauthorized", "no_effect"]);
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(error.code(), Some("unauthorized"));
    assert_eq!(error.message(), Some("API key is missing or invalid"));
    assert_eq!(error.operation(), Some("create_webhook"));
    assert_eq!((error.attempts(), service.attempts()), (1, 1));
}

#[tokio::test]
async fn a_key_without_the_permission_is_forbidden() {
    let service = service().await;
    let client = with_key(&service, service.read_only_key());
    let error = create(&client).await.unwrap_err();
    assert_eq!(predicates(&error), ["forbidden", "no_effect"]);
    assert_eq!(error.code(), Some("forbidden"));
    assert_eq!(service.attempts(), 1);
}

#[tokio::test]
async fn an_unknown_environment_is_not_found() {
    let service = service().await;
    let webhook = CreateWebhook::builder().url(URL).environment("ae_nowhere");
    let call = client(&service).create_webhook(webhook).send().await;
    let error = call.unwrap_err();
    assert_eq!(predicates(&error), ["not_found", "no_effect"]);
    assert_eq!(error.code(), Some("environment_not_found"));
    assert!(error.message().unwrap().contains("ae_nowhere"));
}

#[tokio::test]
async fn an_invalid_payload_is_a_validation_error_with_violations() {
    let service = service().await;
    let webhook = CreateWebhook::builder().url("http://website.com");
    let call = client(&service).create_webhook(webhook).send().await;
    let error = call.unwrap_err();
    assert_eq!(predicates(&error), ["validation", "no_effect"]);
    assert_eq!(error.status().unwrap(), 422);
    assert_eq!(error.violations().len(), 1);
    assert_eq!(error.violations()[0].property, "url");
    assert_eq!(
        error.violations()[0].message,
        "url must start with https://"
    );
    assert_eq!(error.body().unwrap().error.code, "validation_failed");
    let shown = error.to_string();
    assert!(
        shown.contains("url must start with https://") && !shown.contains('\n'),
        "{shown}"
    );
    assert_eq!(service.attempts(), 1);
}

#[tokio::test]
async fn a_bad_request_is_a_validation_error_without_violations() {
    let service = service().await;
    let bare = Answer::error(400, "bad_request", "X-API-Version header is missing");
    service.answer_next([Fault::Replace(Reached::Gateway, bare)]);
    let error = create(&client(&service)).await.unwrap_err();
    assert_eq!(predicates(&error), ["validation", "no_effect"]);
    assert_eq!(error.status().unwrap(), 400);
    assert_eq!(error.violations(), []);
    assert_eq!(error.message(), Some("X-API-Version header is missing"));
}

#[tokio::test]
async fn one_call_too_many_is_rate_limited() {
    let service = Simulator::builder()
        .stopped_clock()
        .requests_per_second(1)
        .start()
        .await
        .unwrap();
    let client = builder(&service)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    create(&client).await.unwrap();
    let error = create(&client).await.unwrap_err();
    assert_eq!(
        predicates(&error),
        ["rate_limited", "retryable", "no_effect"]
    );
    assert_eq!(error.code(), Some("too_many_requests"));
    assert_eq!(error.retry_after().unwrap().as_secs(), 1);
    assert_eq!(service.attempts(), 2);
}

#[tokio::test]
async fn an_unrecognized_error_body_keeps_status_and_bytes() {
    let service = service().await;
    let client = client(&service);
    for body in [
        "<h1>Forbidden</h1>",
        "",
        "[]",
        r#"{"error":"no"}"#,
        r#"{"error":{}}"#,
        "{",
    ] {
        let answer = Answer::status(403).body("text/html", body);
        service.answer_next([Fault::Replace(Reached::Gateway, answer)]);
        let error = create(&client).await.unwrap_err();
        assert_eq!(predicates(&error), ["forbidden", "no_effect"], "{body}");
        assert_eq!(error.code(), None, "{body}");
        assert!(error.body().is_none(), "{body}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert_eq!(error.headers().unwrap()["content-type"], "text/html");
    }
}

#[tokio::test]
async fn an_error_body_is_read_as_far_as_it_is_documented() {
    let service = service().await;
    let client = client(&service);
    for (body, code, whole) in [
        (
            r#"{"error":{"code":"c","message":"m","new":1},"stray":1}"#,
            Some("c"),
            true,
        ),
        (
            r#"{"error":{"code":"c","message":"m","violations":null}}"#,
            Some("c"),
            true,
        ),
        (
            r#"{"error":{"code":"c","message":"m","violations":[{"property":"url"}]}}"#,
            Some("c"),
            true,
        ),
        (r#"{"error":{"message":"m"}}"#, None, false),
        (r#"{"error":{"code":7,"message":"m"}}"#, None, false),
    ] {
        let answer = Answer::status(422).body("application/json", body);
        service.answer_next([Fault::Replace(Reached::Gateway, answer)]);
        let error = create(&client).await.unwrap_err();
        assert_eq!(predicates(&error), ["validation", "no_effect"], "{body}");
        assert_eq!((error.code(), error.message()), (code, Some("m")), "{body}");
        assert_eq!(error.body().is_some(), whole, "{body}");
        assert_eq!(error.violations(), [], "{body}");
    }
}

#[tokio::test]
async fn a_success_that_the_document_does_not_name_is_told_from_one_that_it_does() {
    let service = service().await;
    let client = client(&service);
    for (status, expected) in [
        (201, vec!["decode", "effect"]),
        (200, vec!["decode", "undocumented_success", "effect"]),
        (299, vec!["decode", "undocumented_success", "effect"]),
    ] {
        service.answer_next([Fault::Replace(Reached::Service, Answer::status(status))]);
        let error = create(&client).await.unwrap_err();
        assert_eq!(predicates(&error), expected, "{status}");
    }
}
