//! Every fault under every retry policy: the outcome of the call, the number
//! of requests, and the number of webhooks afterwards.
//!
//! One fault is not here: a 503 with `Retry-After` from a service that did
//! create the webhook. The policy trusts such a response.

use std::time::Duration;

use fingerprint_management::{Client, Replay, RequestOptions, RetryPolicy};
use fingerprint_management_simulator::{
    Answer, Bend, Edit, Fault, Reached, RefusedAddress, ResetAt, Simulator,
};

use tokio::task::JoinSet;

use crate::outcome::Outcome::{self, Created, Decode, NoAnswer, Status, Timeout};
use crate::outcome::{builder, create, outcome, service};

/// Longer than any test.
const FOREVER: Duration = Duration::from_secs(3_600);
/// The attempt timeout where no response arrives. An attempt that gets one
/// takes a small part of this.
const PATIENCE: Duration = Duration::from_secs(1);
const MAX_RESPONSE: usize = 1024 * 1024;

/// The policies that retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Again {
    /// None: the call succeeded, or another attempt would fail as well.
    Never,
    /// The policy that always replays.
    IfOptedIn,
    /// The default policy too: the request certainly had no effect.
    ByDefault,
}

struct Row {
    fault: Fault,
    /// The outcome of a single attempt.
    alone: Outcome,
    again: Again,
}

fn row(fault: Fault, alone: Outcome, again: Again) -> Row {
    Row {
        fault,
        alone,
        again,
    }
}

/// The default policy with short delays.
fn quick() -> RetryPolicy {
    RetryPolicy::default().base_delay(Duration::from_millis(1))
}

/// The rows where the service takes the request and the ones where it does not.
fn both(fault: impl Fn(Reached) -> Fault, alone: Outcome, again: Again) -> [Row; 2] {
    [Reached::Gateway, Reached::Service].map(|reached| row(fault(reached), alone, again))
}

/// The policies, each with the least that a row must say for it to retry.
fn policies() -> [(RetryPolicy, Again); 4] {
    [
        (RetryPolicy::never(), Again::Never),
        (quick(), Again::ByDefault),
        (quick().replay(Replay::Idempotent), Again::ByDefault),
        (quick().replay(Replay::Always), Again::IfOptedIn),
    ]
}

fn client(service: &Simulator) -> Client {
    let client = builder(service).max_response_bytes(MAX_RESPONSE);
    client.build().unwrap()
}

/// Checks each row under each policy, one after the other on one client.
async fn check(rows: impl IntoIterator<Item = Row>) {
    let service = service().await;
    let client = client(&service);
    for row in rows {
        for (policy, level) in policies() {
            let options = RequestOptions::new().retry(policy).attempt_timeout(FOREVER);
            check_call(&row, level, &service, &client.with_options(options)).await;
            // Until the client has noticed that its connection was closed, if it was.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// Checks one call. `level` is the least a row must say for the client to retry.
async fn check_call(row: &Row, level: Again, service: &Simulator, client: &Client) {
    let (attempts, webhooks) = (service.attempts(), service.items("/webhooks").len());
    service.answer_next([row.fault.clone()]);
    let result = create(client).await;

    let again = level != Again::Never && row.again >= level;
    let expected = if again { Created } else { row.alone };
    let what = format!("{:?} at {level:?}", row.fault);
    assert_eq!(outcome(&result), expected, "{what}: {result:?}");
    let sent = service.attempts() - attempts;
    assert_eq!(sent, 1 + usize::from(again), "{what}");
    let stored = service.items("/webhooks").len() - webhooks;
    let due = usize::from(row.fault.stores()) + usize::from(again);
    assert_eq!(stored, due, "{what}");
    if level != Again::IfOptedIn {
        assert!(stored <= 1, "{what}: one call made two webhooks");
    }
    if let Err(error) = &result {
        assert_eq!(error.attempts(), 1, "{what}");
        // A create is retryable only if it certainly had no effect.
        let harmless = row.again == Again::ByDefault;
        assert_eq!(error.is_retryable(), harmless, "{what}");
    }
}

#[tokio::test]
async fn a_connection_lost_before_the_response_has_an_unknown_effect() {
    let resets = [
        ResetAt::Begin,
        ResetAt::BeforeBody,
        ResetAt::DuringBody,
        ResetAt::AfterRequest,
        ResetAt::AfterStore,
    ];
    let mail = |reached| Fault::Bytes(reached, b"220 mail\r\n".to_vec());
    let resets = resets.map(|at| row(Fault::Reset(at), NoAnswer, Again::IfOptedIn));
    let rows = resets.into_iter();
    let rows = rows.chain(both(Fault::Close, NoAnswer, Again::IfOptedIn));
    check(rows.chain(both(mail, NoAnswer, Again::IfOptedIn))).await;
}

#[tokio::test]
async fn a_timeout_has_an_unknown_effect() {
    // At the same time, since each takes its time.
    let mut running = JoinSet::new();
    for fault in [
        Fault::Silence(Reached::Gateway),
        Fault::Silence(Reached::Service),
        Fault::Bend(Bend::SlowHead(FOREVER)),
        Fault::Bend(Bend::SlowBody(FOREVER)),
    ] {
        for (policy, level) in policies() {
            let row = row(fault.clone(), Timeout, Again::IfOptedIn);
            running.spawn(async move {
                let service = service().await;
                let options = RequestOptions::new()
                    .retry(policy)
                    .attempt_timeout(PATIENCE);
                let client = client(&service).with_options(options);
                check_call(&row, level, &service, &client).await;
            });
        }
    }
    running.join_all().await;
}

#[tokio::test]
async fn an_interrupted_response_is_an_error_with_a_status() {
    let broken = [Bend::ResetMidway, Bend::CloseMidway, Bend::LengthTooLong];
    check(broken.map(|bend| row(Fault::Bend(bend), Status(201), Again::IfOptedIn))).await;
}

#[tokio::test]
async fn an_odd_but_complete_response_succeeds() {
    let pause = Duration::from_micros(10);
    let odd = [
        Fault::Bend(Bend::SlowHead(pause)),
        Fault::Bend(Bend::SlowBody(pause)),
        Fault::Bend(Bend::Http10),
        Fault::Bend(Bend::ThenClose),
        Fault::Drift(vec![Edit::ContentType("text/plain".to_owned())]),
    ];
    check(odd.map(|fault| row(fault, Created, Again::Never))).await;
}

#[tokio::test]
async fn an_undecodable_success_is_not_retried() {
    let unreadable = [
        Fault::Replace(
            Reached::Service,
            Answer::status(201).body("text/html", "<h1>hello</h1>"),
        ),
        Fault::Replace(Reached::Gateway, Answer::status(201)),
        Fault::Bend(Bend::LengthTooShort),
        Fault::Bend(Bend::Gzip),
        Fault::Drift(vec![Edit::remove("/data/id")]),
        Fault::Drift(vec![Edit::set("/data/verified", "no")]),
        Fault::Drift(vec![Edit::set("/data/created_at", "yesterday")]),
    ];
    check(unreadable.map(|fault| row(fault, Decode, Again::Never))).await;
}

#[tokio::test]
async fn an_undocumented_success_is_decoded_and_not_retried() {
    let other = [200, 202, 206].map(|status| {
        let fault = Fault::Drift(vec![Edit::Status(status)]);
        row(fault, Created, Again::Never)
    });
    let empty = Answer::status(204).body("application/json", "{}");
    let empty = |reached| Fault::Replace(reached, empty.clone());
    let rows = other.into_iter();
    check(rows.chain(both(empty, Decode, Again::Never))).await;
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read_to_its_end() {
    const SIZE: u64 = 64 * 1024 * 1024;
    let large = [
        (201, Answer::filler(201, SIZE)),
        (201, Answer::filler(201, SIZE).chunked()),
        (403, Answer::filler(403, SIZE).chunked()),
    ];
    check(large.map(|(status, answer)| {
        let fault = Fault::Replace(Reached::Service, answer);
        row(fault, Status(status), Again::Never)
    }))
    .await;
}

#[tokio::test]
async fn a_server_error_has_an_unknown_effect_even_with_retry_after() {
    let bare = [500, 502, 503, 504].map(Answer::status);
    let asking = [500, 502, 504].map(|code| Answer::status(code).header("Retry-After", "0"));
    let answers = bare.into_iter().chain(asking);
    let statuses = [500, 502, 503, 504, 500, 502, 504];
    check(answers.zip(statuses).flat_map(|(answer, status)| {
        let replaced = |reached| Fault::Replace(reached, answer.clone());
        both(replaced, Status(status), Again::IfOptedIn)
    }))
    .await;
}

#[tokio::test]
async fn a_postponed_request_is_retried() {
    let put_off = [
        (429, Answer::status(429)),
        (429, Answer::status(429).header("Retry-After", "0")),
        (429, Answer::status(429).header("Retry-After", "soon")),
        (503, Answer::status(503).header("Retry-After", "0")),
    ];
    check(put_off.map(|(status, answer)| {
        let fault = Fault::Replace(Reached::Gateway, answer);
        row(fault, Status(status), Again::ByDefault)
    }))
    .await;
}

#[tokio::test]
async fn other_error_responses_are_not_retried() {
    let statuses = [301, 304, 400, 401, 403, 404, 408, 409, 422, 501, 505];
    check(statuses.map(|status| {
        let answer = Answer::error(status, "code", "message");
        let fault = Fault::Replace(Reached::Gateway, answer);
        row(fault, Status(status), Again::Never)
    }))
    .await;
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = service().await;
    let to = format!("{}/webhooks", elsewhere.url());
    let statuses = [301, 302, 303, 307, 308];
    check(statuses.into_iter().flat_map(|status| {
        let answer = Answer::status(status).header("Location", &to);
        let replaced = |reached| Fault::Replace(reached, answer.clone());
        both(replaced, Status(status), Again::Never)
    }))
    .await;
    assert_eq!(elsewhere.attempts(), 0);
}

#[tokio::test]
async fn a_refused_connection_is_retried_as_the_policy_says() {
    let address = RefusedAddress::take().unwrap();
    for (policy, attempts) in [
        (RetryPolicy::never(), 1),
        (quick(), 4),
        (quick().replay(Replay::Always), 4),
        (quick().max_attempts(2), 2),
    ] {
        let client = Client::builder("key")
            .base_url(address.url())
            .without_rate_limiter()
            .retry(policy)
            .build()
            .unwrap();
        let result = create(&client).await;
        assert_eq!(outcome(&result), Outcome::Connect);
        let error = result.unwrap_err();
        assert!(error.is_retryable() && error.status().is_none());
        assert_eq!(error.attempts(), attempts);
    }
}
