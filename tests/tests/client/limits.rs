//! The client's rate limiter against the service's rate limit.

use std::time::{Duration, Instant};

use fingerprint_management::{Client, RetryPolicy};
use fingerprint_management_simulator::{Answer, Fault, Reached, Simulator};
use tokio::task::JoinSet;

use crate::outcome::{create, service};

fn limited(service: &Simulator, per_second: u32) -> Client {
    Client::builder(service.api_key())
        .base_url(service.url())
        .requests_per_second(per_second)
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

/// Makes the calls concurrently and returns the errors.
async fn at_once(client: &Client, calls: usize) -> Vec<String> {
    let mut running = JoinSet::new();
    for _ in 0..calls {
        let client = client.clone();
        running.spawn(async move { create(&client).await });
    }
    let results = running.join_all().await;
    let failures = results.into_iter().filter_map(Result::err);
    failures.map(|error| error.to_string()).collect()
}

#[tokio::test]
async fn a_thousand_creates_at_once_pass_without_a_single_429() {
    let service = Simulator::builder()
        .requests_per_second(500)
        .start()
        .await
        .unwrap();
    let begun = Instant::now();
    let failures = at_once(&limited(&service, 500), 1_000).await;
    assert_eq!(failures, [""; 0]);
    assert_eq!(service.attempts(), 1_000);
    assert_eq!(service.items("/webhooks").len(), 1_000);
    // It takes 2.16 s; a machine under load may need more, but not without end.
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[tokio::test]
async fn by_default_a_client_keeps_to_five_requests_per_second() {
    let service = Simulator::start().await.unwrap();
    let client = Client::builder(service.api_key())
        .base_url(service.url())
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let failures = at_once(&client, 12).await;
    assert_eq!(failures, [""; 0]);
    assert_eq!(service.items("/webhooks").len(), 12);
}

#[tokio::test]
async fn a_client_that_is_too_fast_is_held_back_without_lost_calls() {
    let service = Simulator::builder()
        .requests_per_second(40)
        .start()
        .await
        .unwrap();
    let client = Client::builder(service.api_key())
        .base_url(service.url())
        .requests_per_second(100)
        .retry(RetryPolicy::default().max_attempts(10))
        .build()
        .unwrap();
    let failures = at_once(&client, 60).await;
    assert_eq!(failures, [""; 0]);
    assert_eq!(service.items("/webhooks").len(), 60);
    assert!(service.attempts() > 60, "no request was refused");
}

#[tokio::test]
async fn a_429_holds_back_the_clients_other_calls_too() {
    let service = service().await;
    let client = limited(&service, 1_000);
    let refused = Answer::status(429).header("Retry-After", "1");
    service.answer_next([Fault::Replace(Reached::Gateway, refused)]);
    create(&client).await.unwrap_err();
    create(&client).await.unwrap();
    let requests = service.requests();
    let waited = requests[1].received_at - requests[0].received_at;
    // The two heads need not take equally long to arrive.
    assert!(waited >= Duration::from_millis(950), "{waited:?}");
}
