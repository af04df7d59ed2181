//! The events of attempts, waits, holds and failures.

use crate::operation::Operation;
use crate::request::{Draft, encode_path};
use crate::{PacedLimiter, RateLimiter};

use super::log::{logged, logged_by, start, taken};
use super::*;

/// The events without what is before their level and their span: `INFO target: message fields`.
fn events(log: &str) -> Vec<String> {
    let events = log.lines().filter_map(|line| {
        let (_, rest) = line.split_once("Z ")?;
        let (level, rest) = rest.trim_start().split_once(' ')?;
        let (_, event) = rest.rsplit_once("fingerprint_management::")?;
        Some(format!("{level} {event}"))
    });
    events.collect()
}

fn later(status: u16, seconds: &str) -> Step {
    answer(status, &[("retry-after", seconds)], "")
}

/// Gives each turn after the same time.
struct Slow(Duration);

impl RateLimiter for Slow {
    fn acquire(&self) -> BoxFuture<'_, Result<(), BoxError>> {
        Box::pin(async {
            tokio::time::sleep(self.0).await;
            Ok(())
        })
    }
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_told_with_its_number_status_and_time() {
    let log = logged([later(503, "2"), created()]).await;
    assert_eq!(
        events(&log),
        [
            "DEBUG attempt: sends the request http.request.resend_count=0",
            "DEBUG attempt: received a response http.request.resend_count=0 \
             http.response.status_code=503 error.type=\"503\" http.client.request.duration=0.0",
            "INFO wait: waits before it sends the request again wait.reason=\"retry_after\" \
             wait.seconds=2.0 http.response.status_code=503 error.type=\"503\" \
             http.request.resend_count=1",
            "DEBUG attempt: sends the request http.request.resend_count=1",
            "DEBUG attempt: received a response http.request.resend_count=1 \
             http.response.status_code=201 http.client.request.duration=0.0",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn an_attempt_without_an_answer_is_told_with_its_class() {
    for (step, class, seconds) in [
        (Step::Hang, "timeout", "30.0"),
        (Step::Fail("reset".into()), "connection", "0.0"),
    ] {
        let log = logged([step]).await;
        let event = format!(
            "DEBUG attempt: received no response http.request.resend_count=0 \
             error.type=\"{class}\" http.client.request.duration={seconds}"
        );
        assert!(events(&log).contains(&event), "{log}");
    }
    let torn = Step::Answer(reqwest::Response::from(http::Response::new("a".repeat(9))));
    let log = logged_by(Script::new([torn]).client().max_response_bytes(8)).await;
    let event = "DEBUG attempt: received a response http.request.resend_count=0 \
                 http.response.status_code=200 error.type=\"body\"";
    assert!(events(&log)[1].starts_with(event), "{log}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_the_server_did_not_ask_for_is_a_backoff() {
    let log = logged([status(429), created()]).await;
    let event = &events(&log)[2];
    assert!(event.contains("wait.reason=\"backoff\""), "{log}");
    assert!(!log.contains("retry_after"), "{log}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_for_a_turn_is_told_whoever_limits() {
    for (wait, expected) in [(0, None), (900, Some("DEBUG")), (1500, Some("INFO"))] {
        let limiter = Slow(Duration::from_millis(wait));
        let client = Script::new([created()]).client().rate_limiter(limiter);
        let log = logged_by(client).await;
        let events = events(&log);
        let waits = events.iter().find(|event| event.contains("wait:"));
        let level = waits.and_then(|event| event.split(' ').next());
        assert_eq!(level, expected, "{log}");
        if let Some(event) = waits {
            assert!(event.contains("wait.reason=\"rate_limiter\""), "{log}");
            let seconds = format!("wait.seconds={}.", wait / 1000);
            assert!(event.contains(&seconds), "{log}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_hold_after_a_429_is_a_warning() {
    let limited = |steps: Vec<Step>| {
        let limiter = PacedLimiter::per_second(5.try_into().unwrap());
        Script::new(steps).client().rate_limiter(limiter)
    };
    let log = logged_by(limited(vec![later(429, "7"), created()])).await;
    let event = "WARN hold: holds back all calls of the client hold.seconds=7.0 \
                 http.response.status_code=429";
    assert!(events(&log).contains(&event.to_owned()), "{log}");
    let log = logged_by(limited(vec![later(503, "7"), created()])).await;
    assert!(!log.contains("hold:"), "{log}");
    // Without a limiter there is nothing that could hold anybody back.
    let log = logged([later(429, "7"), created()]).await;
    assert!(!log.contains("hold:"), "{log}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_failed_is_a_warning_once() {
    let log = logged((0..4).map(|_| later(429, "1"))).await;
    let failed = |log: &str| -> Vec<String> {
        let events = events(log).into_iter();
        events.filter(|event| event.contains("failed")).collect()
    };
    assert_eq!(
        failed(&log),
        [
            "WARN call: the call failed error.type=\"429\" http.response.status_code=429 \
          http.request.resend_count=3"
        ]
    );
    let log = logged([Step::Hang]).await;
    assert_eq!(
        failed(&log),
        ["WARN call: the call failed error.type=\"timeout\" http.request.resend_count=0"]
    );
    assert_eq!(failed(&logged([created()]).await), Vec::<String>::new());
}

/// What `tracing_subscriber::fmt()` shows as it is: `INFO` and above.
#[tokio::test(start_paused = true)]
async fn a_default_subscriber_sees_waits_and_failures_but_no_attempts() {
    let seen = |log: &str| -> Vec<String> {
        let events = events(log).into_iter();
        let shown = events.filter(|event| !event.starts_with("DEBUG"));
        let until = |event: String| event.split(':').next().unwrap().to_owned();
        shown.map(until).collect()
    };
    let log = logged([created()]).await;
    assert_eq!(seen(&log), Vec::<String>::new());
    let log = logged([later(429, "1"), later(503, "1"), status(422)]).await;
    assert_eq!(seen(&log), ["INFO wait", "INFO wait", "WARN call"]);
}

static SECRET: Operation = Operation {
    id: "get_secret",
    method: reqwest::Method::GET,
    path: "/secrets/{id}",
    success: &[200],
    errors: &[],
    answer: None,
    steering: &[],
};

/// The key, what is in path, query and body, and what the service says of them.
#[tokio::test(start_paused = true)]
async fn nothing_told_has_a_key_a_parameter_or_a_body() {
    let unreachable = reqwest::Client::builder().no_proxy().build().unwrap();
    let unreachable = unreachable.get("http://127.0.0.1:1/hunter3?hunter3");
    let unreachable = unreachable.send().await.unwrap_err();
    let message = error_body("the webhook hunter4 of hunter2 is unknown");
    let script = Script::new([
        Step::Fail(crate::NotSent::new(unreachable).into()),
        json_answer(429, &message),
        answer(
            503,
            &[("retry-after", "1"), ("set-cookie", "hunter5")],
            "hunter5",
        ),
        json_answer(404, &message),
    ]);
    let limiter = Slow(Duration::from_secs(2));
    let client = script.client().rate_limiter(limiter);
    let client = client.on_drift(crate::TracingDriftObserver::new());
    let client = client.build().unwrap();
    let draft = || {
        let path = [encode_path("hunter4")];
        let draft = Draft::new(&SECRET, client.base(), &path)?.query("cursor", &"hunter6")?;
        draft.json(&json!({"description": "hunter7"}))
    };
    start();
    let error = client.execute_empty(draft(), &SECRET).await.unwrap_err();
    assert_eq!(
        (error.attempts(), error.is_not_found()),
        (4, true),
        "{error:?}"
    );
    let log = taken();
    let told: Vec<String> = events(&log);
    let count = |word: &str| told.iter().filter(|event| event.contains(word)).count();
    assert_eq!((count("wait:"), count("attempt:")), (4 + 3, 2 * 4), "{log}");
    assert!(!log.contains("hunter"), "{log}");
}
