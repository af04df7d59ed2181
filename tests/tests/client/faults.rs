//! Every fault under every retry policy, of a client as it is and of one whose
//! transport is wrapped: the outcome of the call, the number of requests, the
//! number of webhooks afterwards, and what the error says of the request's
//! effect.
//!
//! One kind of fault is not here: a response that says that the service did
//! nothing (a client error, or a 503 with `Retry-After`), from one that did
//! create the webhook. Such a response is trusted.

use std::time::Duration;

use fingerprint_management::{Client, Replay, RequestOptions, RetryPolicy};
use fingerprint_management_simulator::{
    Answer, Bend, Edit, Fault, Reached, RefusedAddress, ResetAt, Simulator,
};

use tokio::task::JoinSet;

use crate::outcome::Outcome::{
    self, Connect, Created, Decode, Interrupted, Lost, NotHttp, Status, Timeout, TooLong,
};
use crate::outcome::{builder, create, outcome, service};
use crate::wrapping::{assert_passed, wrapped};

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

/// What an error of a single attempt says of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    /// `had_no_effect`.
    None,
    /// `may_have_taken_effect`, whether it did or not.
    Maybe,
}
use Effect::Maybe;

struct Row {
    fault: Fault,
    /// The outcome of a single attempt.
    alone: Outcome,
    again: Again,
    effect: Effect,
}

fn row(fault: Fault, alone: Outcome, again: Again, effect: Effect) -> Row {
    Row {
        fault,
        alone,
        again,
        effect,
    }
}

/// The default policy with short delays.
fn quick() -> RetryPolicy {
    RetryPolicy::default().base_delay(Duration::from_millis(1))
}

/// The rows where the service takes the request and the ones where it does not.
fn both(
    fault: impl Fn(Reached) -> Fault,
    alone: Outcome,
    again: Again,
    effect: Effect,
) -> [Row; 2] {
    [Reached::Gateway, Reached::Service].map(|reached| row(fault(reached), alone, again, effect))
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

/// What the client sends by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Itself,
    Wrapper,
}

fn client(service: &Simulator, by: By) -> Client {
    let client = builder(service).max_response_bytes(MAX_RESPONSE);
    let client = match by {
        By::Itself => client,
        By::Wrapper => wrapped(client),
    };
    client.build().unwrap()
}

/// Checks each row by both ways, at the same time.
async fn check(rows: impl IntoIterator<Item = Row>) {
    let rows: Vec<Row> = rows.into_iter().collect();
    let [itself, wrapper] = [By::Itself, By::Wrapper].map(|by| Box::pin(check_by(by, &rows)));
    tokio::join!(itself, wrapper);
}

/// Checks each row under each policy, one after the other on one client.
async fn check_by(by: By, rows: &[Row]) {
    let service = service().await;
    let client = client(&service, by);
    for row in rows {
        for (policy, level) in policies() {
            let options = RequestOptions::new().retry(policy).attempt_timeout(FOREVER);
            check_call(row, level, &service, &client.with_options(options)).await;
            // Until the client has noticed that its connection was closed, if it was.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    if by == By::Wrapper {
        assert_passed(&service);
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
        let maybe = row.effect == Maybe;
        assert_eq!(error.may_have_taken_effect(), maybe, "{what}");
        assert_eq!(error.had_no_effect(), !maybe, "{what}");
        assert!(maybe || stored == 0, "{what}: it did have an effect");
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
    let resets = resets.map(|at| row(Fault::Reset(at), Lost, Again::IfOptedIn, Maybe));
    let closed = both(Fault::Close, Lost, Again::IfOptedIn, Maybe);
    check(resets.into_iter().chain(closed)).await;
}

#[tokio::test]
async fn a_response_that_is_not_http_has_an_unknown_effect() {
    let headers = "x-a: 1\r\n".repeat(101);
    let garbage = [
        "220 mail\r\n".to_owned(),
        "HTTP/1.1 2000 Created\r\n\r\n".to_owned(),
        "HTTP/1.1 201 Created\r\na b: c\r\n\r\n".to_owned(),
        format!("HTTP/1.1 201 Created\r\n{headers}content-length: 0\r\n\r\n"),
    ];
    let heads = garbage.into_iter().flat_map(|bytes| {
        let fault = |reached| Fault::Bytes(reached, bytes.clone().into_bytes());
        both(fault, NotHttp, Again::IfOptedIn, Maybe)
    });
    let chunk = "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\nmany\r\n";
    let body = Fault::Bytes(Reached::Service, chunk.into());
    check(heads.chain([row(body, Interrupted, Again::IfOptedIn, Maybe)])).await;
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
        let ways = [By::Itself, By::Wrapper].into_iter();
        for (by, (policy, level)) in ways.flat_map(|by| policies().map(|policy| (by, policy))) {
            let row = row(fault.clone(), Timeout, Again::IfOptedIn, Maybe);
            running.spawn(async move {
                let service = service().await;
                let options = RequestOptions::new()
                    .retry(policy)
                    .attempt_timeout(PATIENCE);
                let client = client(&service, by).with_options(options);
                check_call(&row, level, &service, &client).await;
            });
        }
    }
    running.join_all().await;
}

#[tokio::test]
async fn an_interrupted_response_is_an_error_with_a_status() {
    let broken = [Bend::ResetMidway, Bend::CloseMidway, Bend::LengthTooLong];
    check(broken.map(|bend| row(Fault::Bend(bend), Interrupted, Again::IfOptedIn, Maybe))).await;
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
    check(odd.map(|fault| row(fault, Created, Again::Never, Maybe))).await;
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
    check(unreadable.map(|fault| row(fault, Decode, Again::Never, Maybe))).await;
}

#[tokio::test]
async fn an_undocumented_success_is_decoded_and_not_retried() {
    let other = [200, 202, 206].map(|status| {
        let fault = Fault::Drift(vec![Edit::Status(status)]);
        row(fault, Created, Again::Never, Maybe)
    });
    let empty = Answer::status(204).body("application/json", "{}");
    let empty = |reached| Fault::Replace(reached, empty.clone());
    let rows = other.into_iter();
    check(rows.chain(both(empty, Decode, Again::Never, Maybe))).await;
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read_to_its_end() {
    const SIZE: u64 = 64 * 1024 * 1024;
    let large = |status| Answer::filler(status, SIZE);
    let created = [large(201), large(201).chunked()].map(|answer| {
        let fault = Fault::Replace(Reached::Service, answer);
        row(fault, TooLong, Again::Never, Maybe)
    });
    let refused = Fault::Replace(Reached::Gateway, large(403).chunked());
    let refused = row(refused, Status(403), Again::Never, Effect::None);
    check(created.into_iter().chain([refused])).await;
}

#[tokio::test]
async fn a_server_error_has_an_unknown_effect_even_with_retry_after() {
    let bare = [500, 502, 503, 504].map(Answer::status);
    let asking = [500, 502, 504].map(|code| Answer::status(code).header("Retry-After", "0"));
    let answers = bare.into_iter().chain(asking);
    let statuses = [500, 502, 503, 504, 500, 502, 504];
    check(answers.zip(statuses).flat_map(|(answer, status)| {
        let replaced = |reached| Fault::Replace(reached, answer.clone());
        both(replaced, Status(status), Again::IfOptedIn, Maybe)
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
        row(fault, Status(status), Again::ByDefault, Effect::None)
    }))
    .await;
}

#[tokio::test]
async fn a_refusal_is_not_retried_and_had_no_effect() {
    let statuses = [
        400, 401, 403, 404, 407, 409, 410, 413, 418, 422, 425, 451, 499,
    ];
    check(statuses.map(|status| {
        let fault = Fault::Replace(Reached::Gateway, Answer::error(status, "code", "message"));
        row(fault, Status(status), Again::Never, Effect::None)
    }))
    .await;
}

#[tokio::test]
async fn other_error_responses_are_not_retried_and_say_nothing_of_an_effect() {
    let statuses = [300, 304, 399, 501, 505, 507, 520, 599, 600, 999];
    check(statuses.into_iter().flat_map(|status| {
        let answer = Answer::error(status, "code", "message");
        let replaced = |reached| Fault::Replace(reached, answer.clone());
        both(replaced, Status(status), Again::Never, Maybe)
    }))
    .await;
}

#[tokio::test]
async fn a_request_that_did_not_arrive_in_time_has_an_unknown_effect() {
    let answer = Answer::error(408, "code", "message");
    let replaced = |reached| Fault::Replace(reached, answer.clone());
    check(both(replaced, Status(408), Again::IfOptedIn, Maybe)).await;
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = service().await;
    let to = format!("{}/webhooks", elsewhere.url());
    let statuses = [301, 302, 303, 307, 308];
    check(statuses.into_iter().flat_map(|status| {
        let answer = Answer::status(status).header("Location", &to);
        let replaced = |reached| Fault::Replace(reached, answer.clone());
        both(replaced, Status(status), Again::Never, Maybe)
    }))
    .await;
    assert_eq!(elsewhere.attempts(), 0);
}

#[tokio::test]
async fn an_attempt_without_effect_does_not_undo_an_earlier_one() {
    let service = service().await;
    let client = client(&service, By::Itself);
    let late = [
        Answer::status(429).header("Retry-After", "3600"),
        Answer::error(404, "code", "message"),
    ];
    for (earlier, answer) in [
        Fault::Close(Reached::Service),
        Fault::Replace(Reached::Service, Answer::status(500)),
    ]
    .into_iter()
    .zip(late)
    {
        let last = Fault::Replace(Reached::Gateway, answer);
        service.answer_next([earlier, last.clone()]);
        let always = RequestOptions::new().retry(quick().replay(Replay::Always));
        let replayed = create(&client.with_options(always)).await.unwrap_err();
        assert_eq!(replayed.attempts(), 2);
        assert!(replayed.may_have_taken_effect() && !replayed.is_retryable());
        service.answer_next([last]);
        let alone = create(&client).await.unwrap_err();
        assert!(alone.had_no_effect(), "{alone}");
    }
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
        assert_eq!(outcome(&result), Connect);
        let error = result.unwrap_err();
        assert!(error.is_retryable() && error.status().is_none());
        assert!(error.had_no_effect() && !error.may_have_taken_effect());
        assert_eq!(error.attempts(), attempts);
    }
}
