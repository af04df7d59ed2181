//! The span of a call, and departures as events.

use super::log::logged;
use super::*;

#[tokio::test(start_paused = true)]
async fn a_span_has_opentelemetrys_attributes() {
    let log = logged([status(429), created()]).await;
    let log = log.lines().last().unwrap();
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

#[tokio::test]
async fn a_notice_of_the_service_is_a_warning_with_its_date() {
    let headers = [
        ("sunset", "Sun, 30 Jun 2024 23:59:59 GMT"),
        ("link", "</why>; rel=sunset"),
    ];
    let log = logged([answer(201, &headers, webhook_body().to_string())]).await;
    for part in [
        "WARN",
        "the service gives notice of an operation",
        r#"operation="create_webhook""#,
        "kind=Sunset",
        "date=2024-06-30 23:59:59 UTC",
        r#"link="/why""#,
    ] {
        assert!(log.contains(part), "no {part} in {log}");
    }
}
