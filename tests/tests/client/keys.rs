//! A client's key is replaced, or asked for, while calls go on.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fingerprint_management::{BoxError, Client, ClientBuilder, Error, Secret};
use fingerprint_management_simulator::{Answer, Fault, Reached, Simulator};

use crate::outcome::create;

const OLD: &str = "the-old-management-key";
const NEW: &str = "the-new-management-key";

/// A service that knows both keys.
async fn service() -> Simulator {
    let service = Simulator::builder().without_rate_limit();
    service.api_key(OLD).api_key(NEW).start().await.unwrap()
}

fn builder(service: &Simulator) -> ClientBuilder {
    Client::builder(OLD)
        .base_url(service.url())
        .without_rate_limiter()
}

/// The keys that requests came with.
fn keys(service: &Simulator) -> Vec<String> {
    let requests = service.requests();
    let keys = requests
        .iter()
        .flat_map(|request| request.header("authorization"));
    keys.map(|key| key.trim_start_matches("Bearer ").to_owned())
        .collect()
}

fn refused(answer: Answer) -> Fault {
    Fault::Replace(Reached::Gateway, answer)
}

#[tokio::test]
async fn a_replaced_key_serves_all_clones_on_the_same_connection() {
    let service = service().await;
    let client = builder(&service).build().unwrap();
    let clone = client.clone();
    create(&clone).await.unwrap();
    client.set_api_key(NEW).unwrap();
    create(&clone).await.unwrap();
    create(&client).await.unwrap();
    assert_eq!(keys(&service), [OLD, NEW, NEW]);
    assert_eq!(service.connections(), 1);
}

#[tokio::test]
async fn a_key_that_cannot_be_sent_does_not_replace_the_one_there_is() {
    let service = service().await;
    let client = builder(&service).build().unwrap();
    for key in ["", "hunter2\n", "hunter2\r\nX-Other: 1"] {
        let error = client.set_api_key(key).unwrap_err();
        assert!(error.is_configuration());
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    create(&client).await.unwrap();
    assert_eq!(keys(&service), [OLD]);
}

#[tokio::test]
async fn an_attempt_on_its_way_has_the_old_key_and_the_next_one_the_new() {
    let service = service().await;
    let client = builder(&service).build().unwrap();
    let later = Answer::status(503).header("Retry-After", "1");
    service.answer_next([refused(later)]);
    let call = tokio::spawn({
        let client = client.clone();
        async move { create(&client).await }
    });
    while service.attempts() == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    client.set_api_key(NEW).unwrap();
    call.await.unwrap().unwrap();
    assert_eq!(keys(&service), [OLD, NEW]);
}

#[tokio::test]
async fn an_error_hides_the_key_that_its_call_was_sent_with() {
    let service = service().await;
    let client = builder(&service).build().unwrap();
    for key in [NEW, OLD] {
        client.set_api_key(key).unwrap();
        let echo = Answer::error(401, "unauthorized", &format!("{key} is unknown"));
        service.answer_next([refused(echo)]);
        let error = create(&client).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(key), "{shown}");
        assert!(shown.contains("[redacted] is unknown"), "{shown}");
    }
}

#[tokio::test]
async fn a_provider_is_asked_before_each_attempt() {
    let service = service().await;
    let asked = Arc::new(AtomicUsize::new(0));
    let client = Client::builder_with_key_provider({
        let asked = Arc::clone(&asked);
        move || {
            let key = if asked.fetch_add(1, Ordering::Relaxed) == 0 {
                OLD
            } else {
                NEW
            };
            async move { Ok::<_, BoxError>(Secret::from(key)) }
        }
    });
    let client = client.base_url(service.url()).without_rate_limiter();
    let client = client.build().unwrap();
    let later = Answer::status(429).header("Retry-After", "0");
    service.answer_next([refused(later)]);
    create(&client).await.unwrap();
    create(&client).await.unwrap();
    assert_eq!(keys(&service), [OLD, NEW, NEW]);
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    // Its keys are not the client's to replace.
    assert!(client.set_api_key(OLD).unwrap_err().is_configuration());
}

/// The error of a call whose provider gives this.
async fn provided(key: Result<&'static str, &'static str>) -> Error {
    let service = service().await;
    let provider = move || async move { key.map(Secret::from).map_err(BoxError::from) };
    let client = Client::builder_with_key_provider(provider).base_url(service.url());
    let error = create(&client.build().unwrap()).await.unwrap_err();
    assert_eq!((service.attempts(), error.attempts()), (0, 0));
    assert!(error.is_key_provider() && error.is_retryable(), "{error:?}");
    assert!(!error.is_unauthorized() && !error.is_limiter(), "{error:?}");
    error
}

#[tokio::test]
async fn a_provider_that_fails_fails_the_call_before_it_is_sent() {
    let error = provided(Err("the vault is shut")).await;
    let shown = format!("{error}: {}", std::error::Error::source(&error).unwrap());
    let said =
        "create_webhook (POST /webhooks): not sent: the key provider failed: the vault is shut";
    assert_eq!(shown, said);
    let error = provided(Ok("hunter2\n")).await;
    assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    provided(Ok("")).await;
}

#[tokio::test]
async fn a_provider_that_hangs_is_not_waited_for_longer_than_an_attempt() {
    let service = service().await;
    let client = Client::builder_with_key_provider(std::future::pending);
    let client = client
        .base_url(service.url())
        .attempt_timeout(Duration::from_millis(20));
    let error = create(&client.build().unwrap()).await.unwrap_err();
    assert!(error.is_key_provider(), "{error:?}");
    assert_eq!(service.attempts(), 0);
}
