//! Effects of one call on the next one of the same client.

use std::time::{Duration, Instant};

use fingerprint_management::{RequestOptions, RetryPolicy};
use fingerprint_management_simulator::{Answer, Bend, Fault, Reached, ResetAt};

use crate::outcome::Outcome::{Created, Lost, Timeout};
use crate::outcome::{builder, client, create, outcome, service};

#[tokio::test]
async fn a_lost_connection_is_not_a_reason_to_retry() {
    for (fault, stored) in [
        (Fault::Reset(ResetAt::Begin), 1),
        (Fault::Reset(ResetAt::AfterRequest), 1),
        (Fault::Reset(ResetAt::AfterStore), 2),
        (Fault::Close(Reached::Gateway), 1),
        (Fault::Close(Reached::Service), 2),
    ] {
        let service = service().await;
        let client = client(&service);
        service.answer_next([Fault::None, fault.clone()]);
        create(&client).await.unwrap();
        assert_eq!(outcome(&create(&client).await), Lost, "{fault:?}");
        assert_eq!(service.attempts(), 2, "{fault:?}");
        assert_eq!(service.items("/webhooks").len(), stored, "{fault:?}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_response_that_is_not_http_is_named() {
    let headers = "x-a: 1\r\n".repeat(101);
    let head = "HTTP/1.1 201 Created\r\n";
    let chunked = "transfer-encoding: chunked\r\n\r\n";
    let not_http = "the response is not valid HTTP: ";
    for (bytes, named, what) in [
        (
            "220 mail\r\n".to_owned(),
            not_http,
            "invalid HTTP version parsed",
        ),
        (
            format!("{head}a b: c\r\n\r\n"),
            not_http,
            "invalid HTTP header parsed",
        ),
        (
            format!("{head}{headers}\r\n"),
            not_http,
            "message head is too large",
        ),
        (
            format!("{head}{chunked}many\r\n"),
            "201 Created, but ",
            "the body is not valid HTTP",
        ),
    ] {
        let service = service().await;
        service.answer_next([Fault::Bytes(Reached::Gateway, bytes.into())]);
        let error = create(&client(&service)).await.unwrap_err();
        let expected = format!("create_webhook (POST /webhooks): {named}{what}");
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_connection_closed_between_calls_costs_no_call() {
    let service = service().await;
    let client = client(&service);
    for _ in 0..50 {
        service.answer_next([Fault::Bend(Bend::ThenClose)]);
        assert_eq!(outcome(&create(&client).await), Created);
        // Until the client has noticed: it cannot heed what it does not know.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(
        (service.attempts(), service.items("/webhooks").len()),
        (50, 50)
    );
}

#[tokio::test]
async fn leftovers_of_a_bad_response_are_not_read_as_the_next() {
    for fault in [
        Fault::Bend(Bend::LengthTooShort),
        Fault::Replace(
            Reached::Gateway,
            Answer::status(204).body("application/json", "{}"),
        ),
        Fault::Replace(Reached::Gateway, Answer::filler(403, 64 * 1024 * 1024)),
        Fault::Bend(Bend::SlowBody(Duration::from_secs(3_600))),
    ] {
        let service = service().await;
        let client = builder(&service)
            .retry(RetryPolicy::never())
            .attempt_timeout(Duration::from_millis(500))
            .max_response_bytes(100_000)
            .build()
            .unwrap();
        service.answer_next([fault.clone()]);
        create(&client).await.expect_err("a bad answer");
        tokio::time::sleep(Duration::from_millis(5)).await;
        let next = create(&client).await.unwrap();
        assert_eq!(
            next.data.id,
            service.items("/webhooks").pop().unwrap()["id"]
        );
        assert_eq!(service.attempts(), 2, "{fault:?}");
    }
}

#[tokio::test]
async fn calls_share_one_connection_one_after_the_other() {
    let service = service().await;
    let client = client(&service);
    for _ in 0..3 {
        create(&client).await.unwrap();
    }
    assert_eq!(service.connections(), 1);
}

#[tokio::test]
async fn retry_after_is_honored() {
    let service = service().await;
    let later = Answer::status(503).header("Retry-After", "1");
    service.answer_next([Fault::Replace(Reached::Gateway, later)]);
    create(&client(&service)).await.unwrap();
    let requests = service.requests();
    let waited = requests[1].received_at - requests[0].received_at;
    // The two heads need not take equally long to arrive.
    assert!(waited >= Duration::from_millis(950), "{waited:?}");
}

#[tokio::test]
async fn a_retry_after_over_the_limit_ends_the_call_at_once() {
    let service = service().await;
    let begun = Instant::now();
    let later = Answer::status(429).header("Retry-After", "3600");
    service.answer_next([Fault::Replace(Reached::Gateway, later)]);
    let error = create(&client(&service)).await.unwrap_err();
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3_600)));
    assert_eq!(service.attempts(), 1);
    assert!(begun.elapsed() < Duration::from_secs(60));
}

#[tokio::test]
async fn a_storm_of_429_ends_with_the_attempts() {
    let service = service().await;
    let refused = Answer::status(429).header("Retry-After", "0");
    service.answer_next(vec![Fault::Replace(Reached::Gateway, refused); 10]);
    let quick = RetryPolicy::default().base_delay(Duration::from_millis(1));
    let client = builder(&service).retry(quick).build().unwrap();
    let error = create(&client).await.unwrap_err();
    assert!(error.is_rate_limited() && error.is_retryable());
    assert_eq!((error.attempts(), service.attempts()), (4, 4));
    assert!(service.items("/webhooks").is_empty());
}

#[tokio::test]
async fn all_attempts_share_the_total_timeout() {
    let service = service().await;
    service.answer_next(vec![Fault::Silence(Reached::Gateway); 10]);
    let client = builder(&service)
        .retry(
            RetryPolicy::default()
                .replay(fingerprint_management::Replay::Always)
                .base_delay(Duration::ZERO)
                .max_attempts(100),
        )
        .attempt_timeout(Duration::from_millis(200))
        .total_timeout(Duration::from_millis(500))
        .build()
        .unwrap();
    assert_eq!(outcome(&create(&client).await), Timeout);
    let attempts = service.attempts();
    assert!((2..=3).contains(&attempts), "{attempts}");
}

#[tokio::test]
async fn a_handle_with_other_settings_leaves_the_client_as_it_was() {
    let service = service().await;
    let client = client(&service);
    let once = client.with_options(RequestOptions::new().retry(RetryPolicy::never()));
    let refused = Fault::Replace(
        Reached::Gateway,
        Answer::status(429).header("Retry-After", "0"),
    );
    service.answer_next([refused.clone()]);
    create(&once).await.unwrap_err();
    service.answer_next([refused]);
    create(&client).await.unwrap();
    assert_eq!(service.attempts(), 3);
}

#[tokio::test]
async fn a_dropped_call_is_not_retried() {
    let service = service().await;
    let client = client(&service);
    service.answer_next([Fault::Silence(Reached::Service)]);
    let call = tokio::time::timeout(Duration::from_millis(200), create(&client));
    call.await.expect_err("there is no answer");
    create(&client).await.unwrap();
    assert_eq!(
        (service.attempts(), service.items("/webhooks").len()),
        (2, 2)
    );
}
