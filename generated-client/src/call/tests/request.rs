//! The requests that are sent.

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};

use crate::operation::Operation;
use crate::request::Draft;
use crate::types::CreateWebhook;
use crate::{Replay, RetryPolicy};

use super::*;

#[tokio::test]
async fn every_request_has_key_version_and_user_agent() {
    let script = Script::new([created()]);
    script.call().await.unwrap();

    let sent = script.sent.lock().unwrap();
    let request = &sent[0].0;
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.url().as_str(),
        "https://management-api.fpjs.io/webhooks"
    );
    let headers = request.headers();
    assert_eq!(headers[AUTHORIZATION], "Bearer hunter2");
    assert!(headers[AUTHORIZATION].is_sensitive());
    assert_eq!(headers["x-api-version"], crate::API_VERSION);
    assert_eq!(headers[ACCEPT], "application/json");
    assert_eq!(headers[CONTENT_TYPE], "application/json");
    let product = headers[USER_AGENT].to_str().unwrap();
    assert!(product.starts_with("fingerprint-management/"), "{product}");
}

#[tokio::test]
async fn a_request_that_cannot_be_built_is_not_sent() {
    let script = Script::new([]);
    let client = script.client().build().unwrap();
    let call = client.create_webhook(CreateWebhook::builder()).send();
    let error = call.await.unwrap_err();
    assert!(error.is_builder());
    assert!(!error.is_validation() && !error.is_retryable());
    assert_eq!((error.attempts(), script.count()), (0, 0));
    assert_eq!(
        error.to_string(),
        "create_webhook (POST /webhooks): not sent: missing required field `url`"
    );
}

#[tokio::test]
async fn a_path_in_the_base_url_is_kept() {
    let script = Script::new([created()]);
    let client = script.client().base_url("https://gateway.example/fp/");
    create(&client.build().unwrap()).await.unwrap();
    let sent = script.sent.lock().unwrap();
    assert_eq!(
        sent[0].0.url().as_str(),
        "https://gateway.example/fp/webhooks"
    );
}

static DELETE: Operation = Operation {
    id: "delete_thing",
    method: reqwest::Method::DELETE,
    path: "/things/{id}",
    success: &[204],
    errors: &[404],
    answer: None,
    steering: &[],
};

#[tokio::test(start_paused = true)]
async fn an_operation_without_a_response_body_works_alike() {
    let script = Script::new([status(502), answer(204, &[], ""), status(404)]);
    let policy = RetryPolicy::default().replay(Replay::Idempotent);
    let client = script.client().retry(policy).build().unwrap();
    let request = || Draft::new(&DELETE, client.base(), &["1".to_owned()]);
    let deleted = client.execute_empty(request(), &DELETE).await.unwrap();
    assert_eq!(deleted.status(), StatusCode::NO_CONTENT);
    let sent = script.sent.lock().unwrap()[0].0.try_clone().unwrap();
    assert_eq!(sent.headers()[ACCEPT], "application/json");
    let error = client.execute_empty(request(), &DELETE).await.unwrap_err();
    assert!(error.is_not_found());
    assert!(
        error
            .to_string()
            .starts_with("delete_thing (DELETE /things/{id}): 404")
    );
}

#[test]
fn clients_and_calls_can_be_sent_between_threads() {
    fn check<T: Send + Sync + Clone>(_: &T) {}
    fn check_send<T: Send>(_: &T) {}
    let client = Script::new([]).client().build().unwrap();
    check(&client);
    check_send(&create(&client));
}
