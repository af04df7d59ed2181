//! The span of a call, and departures as events.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;

use tracing_subscriber::fmt::format::FmtSpan;

use crate::TracingDriftObserver;

use super::*;

thread_local! {
    static LOG: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Writes to a log of its thread: each of these tests has a thread of its own.
struct ThreadLog;

impl Write for ThreadLog {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.with_borrow_mut(|log| log.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What is logged while a call takes these steps.
async fn logged(steps: impl IntoIterator<Item = Step>) -> String {
    // One subscriber for all threads: whether a span is wanted is cached for all of them.
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        tracing_subscriber::fmt()
            .with_writer(|| ThreadLog)
            .with_ansi(false)
            .with_span_events(FmtSpan::CLOSE)
            .init();
    });
    let client = Script::new(steps)
        .client()
        .on_drift(TracingDriftObserver::new());
    let _ = create(&client.build().unwrap()).await;
    String::from_utf8(LOG.take()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_span_has_opentelemetrys_attributes() {
    let log = logged([status(429), created()]).await;
    for field in [
        "otel.name=POST /webhooks",
        r#"otel.kind="client""#,
        r#"http.request.method="POST""#,
        "http.request.resend_count=1",
        "http.response.status_code=201",
        r#"server.address="management-api.fpjs.io""#,
        "server.port=443",
        "url.full=https://management-api.fpjs.io/webhooks",
        r#"url.template="/webhooks""#,
    ] {
        assert!(log.contains(field), "no {field} in {log}");
    }
    assert!(!log.contains("error.type"), "{log}");
}

#[tokio::test(start_paused = true)]
async fn the_span_of_a_failed_call_has_the_error_type() {
    let log = logged([status(401)]).await;
    assert!(log.contains(r#"error.type="401""#), "{log}");
    assert!(log.contains(r#"otel.status_code="ERROR""#), "{log}");
    let log = logged([Step::Hang]).await;
    assert!(log.contains(r#"error.type="timeout""#), "{log}");
}

#[tokio::test]
async fn departures_are_warnings_and_nothing_logged_is_secret() {
    let mut body = webhook_body();
    body["data"]["verified"] = "hunter3".into();
    let log = logged([json_answer(201, &body)]).await;
    assert!(log.contains("WARN"), "{log}");
    assert!(log.contains(r#"pointer="/data/verified""#), "{log}");
    assert!(log.contains(r#"error.type="decode""#), "{log}");
    assert!(!log.contains("hunter"), "{log}");
}
