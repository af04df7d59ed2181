//! Responses that depart from the document, with and without an observer.

use std::sync::{Arc, Mutex};

use fingerprint_management::types::Status as WebhookStatus;
use fingerprint_management::{Client, Departure, DepartureKind};
use fingerprint_management_simulator::{Answer, Edit, Fault, Reached, Simulator};
use serde_json::json;

use crate::outcome::Outcome::{self, Created, Decode, Status};
use crate::outcome::{Created as Call, URL, builder, client, create, outcome, service};

/// A departure as kind, pointer, expected, found.
type Reported = (DepartureKind, String, String, String);

fn observed(service: &Simulator) -> (Client, Arc<Mutex<Vec<Departure>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let reported = Arc::clone(&seen);
    let client = builder(service)
        .on_drift(move |departure: &Departure| reported.lock().unwrap().push(departure.clone()))
        .build()
        .unwrap();
    (client, seen)
}

/// Makes a call with an observer, then one without.
async fn both_ways(fault: &Fault) -> (Call, Vec<Reported>, Call) {
    let service = service().await;
    service.answer_next([fault.clone(), fault.clone()]);
    let (client_with, seen) = observed(&service);
    let with = create(&client_with).await;
    let without = create(&client(&service)).await;
    let seen = seen.lock().unwrap();
    let reported = seen.iter().map(|departure| {
        assert_eq!(departure.operation(), "create_webhook");
        let texts = [departure.pointer(), departure.expected(), departure.found()];
        let [pointer, expected, found] = texts.map(str::to_owned);
        (departure.kind(), pointer, expected, found)
    });
    (with, reported.collect(), without)
}

/// Checks that an edit is reported as one departure, and that both calls have this outcome.
async fn check(edit: Edit, reported: (DepartureKind, &str, &str, &str), expected: Outcome) {
    let fault = Fault::Drift(vec![edit.clone()]);
    let (with_observer, seen, without_observer) = both_ways(&fault).await;
    let (kind, pointer, documented, found) = reported;
    let reported = (
        kind,
        pointer.to_owned(),
        documented.to_owned(),
        found.to_owned(),
    );
    assert_eq!(seen, [reported], "{edit:?}");
    for call in [with_observer, without_observer] {
        assert_eq!(outcome(&call), expected, "{edit:?}: {call:?}");
    }
}

#[tokio::test]
async fn a_documented_response_is_not_a_departure() {
    let (with, reported, without) = both_ways(&Fault::None).await;
    assert_eq!(reported, []);
    assert_eq!((outcome(&with), outcome(&without)), (Created, Created));
}

#[tokio::test]
async fn a_new_property_is_harmless() {
    for (pointer, found, value) in [
        ("/data/region", "string", json!("eu")),
        ("/data/rateLimit", "number", json!(5)),
        ("/stray", "object", json!({ "a": 1 })),
    ] {
        let reported = (
            DepartureKind::UnknownField,
            pointer,
            "no such property",
            found,
        );
        check(Edit::set(pointer, value), reported, Created).await;
    }
}

#[tokio::test]
async fn a_property_is_read_in_the_other_casing_and_that_is_reported() {
    let time = json!("2024-05-31T01:24:39.506Z");
    let added = Edit::set("/data/createdAt", time);
    let found = (
        DepartureKind::UnknownField,
        "/data/createdAt",
        "the property as `created_at`",
        "the other casing",
    );
    check(added.clone(), found, Created).await;

    let fault = Fault::Drift(vec![added, Edit::remove("/data/created_at")]);
    let (with, reported, without) = both_ways(&fault).await;
    assert_eq!(reported.len(), 1, "{reported:?}");
    assert_eq!((outcome(&with), outcome(&without)), (Created, Created));
}

#[tokio::test]
async fn a_missing_property_is_tolerated_if_nullable() {
    let kind = DepartureKind::MissingField;
    check(
        Edit::remove("/data/legacy"),
        (kind, "/data/legacy", "boolean", "nothing"),
        Decode,
    )
    .await;
    check(
        Edit::remove("/data/environment"),
        (kind, "/data/environment", "string", "nothing"),
        Created,
    )
    .await;
}

#[tokio::test]
async fn a_wrong_type_is_tolerated_if_the_value_is_dispensable() {
    let kind = DepartureKind::WrongType;
    let time = "string with an RFC 3339 date and time";
    check(
        Edit::set("/data/last_enabled_at", json!({})),
        (kind, "/data/last_enabled_at", time, "object"),
        Created,
    )
    .await;
    check(
        Edit::set("/data/environment", json!({ "id": "ae_1" })),
        (kind, "/data/environment", "string", "object"),
        Created,
    )
    .await;
    check(
        Edit::set("/data/signing_key", 7),
        (kind, "/data/signing_key", "string", "number"),
        Created,
    )
    .await;
    check(
        Edit::set("/data/verified", "no"),
        (kind, "/data/verified", "boolean", "string"),
        Decode,
    )
    .await;
    check(
        Edit::set("/data/created_at", "yesterday"),
        (kind, "/data/created_at", time, "another string"),
        Decode,
    )
    .await;
    check(
        Edit::set("/data", json!([])),
        (kind, "/data", "object", "array"),
        Decode,
    )
    .await;
}

#[tokio::test]
async fn tolerated_properties_are_omitted_and_the_rest_is_kept() {
    let edits = vec![
        Edit::set("/data/last_enabled_at", json!({})),
        Edit::set("/data/signing_key", json!(["simulated"])),
        Edit::set("/data/status", "paused"),
        Edit::remove("/data/basic_auth"),
    ];
    let (with, reported, without) = both_ways(&Fault::Drift(edits)).await;
    for call in [with, without] {
        let data = call.unwrap().into_inner().data;
        assert_eq!(data.last_enabled_at, None);
        assert_eq!(data.signing_key, None);
        assert_eq!(data.basic_auth, None);
        assert_eq!(data.status, WebhookStatus::Unknown("paused".to_owned()));
        assert_eq!(data.url, URL);
    }
    assert_eq!(reported.len(), 4);
}

#[tokio::test]
async fn an_unknown_enum_value_is_harmless() {
    let (with, reported, without) =
        both_ways(&Fault::Drift(vec![Edit::set("/data/status", "paused")])).await;
    let unknown = WebhookStatus::Unknown("paused".to_owned());
    assert_eq!(with.unwrap().data.status, unknown);
    assert_eq!(without.unwrap().data.status, unknown);
    assert_eq!(reported.len(), 1);
    let (kind, pointer, expected, _) = &reported[0];
    assert_eq!(*kind, DepartureKind::UnknownEnumValue);
    assert_eq!(pointer, "/data/status");
    assert_eq!(expected, "one of enabled, disabled");
}

#[tokio::test]
async fn an_undocumented_success_is_reported_and_accepted() {
    for status in [200, 202] {
        let reported = (
            DepartureKind::UndocumentedStatus,
            "",
            "201, 400, 401, 403, 404, 422, 429",
            &*status.to_string(),
        );
        check(Edit::Status(status), reported, Created).await;
    }
}

#[tokio::test]
async fn an_undocumented_error_status_is_reported_and_fails() {
    let reported = (
        DepartureKind::UndocumentedStatus,
        "",
        "201, 400, 401, 403, 404, 422, 429",
        "418",
    );
    // The body is a webhook instead of an error.
    let (with, seen, without) = both_ways(&Fault::Drift(vec![Edit::Status(418)])).await;
    assert_eq!(
        (outcome(&with), outcome(&without)),
        (Status(418), Status(418))
    );
    assert_eq!(seen[0].0, reported.0);
    assert_eq!(
        (seen[0].2.as_str(), seen[0].3.as_str()),
        (reported.2, reported.3)
    );
    let others: Vec<_> = seen[1..]
        .iter()
        .map(|(kind, at, ..)| (*kind, &**at))
        .collect();
    assert_eq!(
        others,
        [
            (DepartureKind::MissingField, "/error"),
            (DepartureKind::UnknownField, "/data"),
        ]
    );
}

#[tokio::test]
async fn an_undocumented_content_type_is_reported_and_decoded() {
    for (sent, found) in [
        ("text/html; charset=utf-8", "text/html"),
        ("application/octet-stream", "application/octet-stream"),
    ] {
        let reported = (
            DepartureKind::UndocumentedContentType,
            "",
            "application/json",
            found,
        );
        check(Edit::ContentType(sent.to_owned()), reported, Created).await;
    }
}

#[tokio::test]
async fn an_undocumented_error_body_is_reported() {
    let answer = Answer::json(401, &json!({ "error": { "message": "no" } }));
    let (with, reported, without) = both_ways(&Fault::Replace(Reached::Gateway, answer)).await;
    for error in [with.unwrap_err(), without.unwrap_err()] {
        assert!(error.is_unauthorized());
        assert_eq!(error.message(), Some("no"));
    }
    let expected = (
        DepartureKind::MissingField,
        "/error/code".to_owned(),
        "string".to_owned(),
        "nothing".to_owned(),
    );
    assert_eq!(reported, [expected]);
}

#[tokio::test]
async fn a_retried_response_is_not_reported() {
    let service = service().await;
    let (client, seen) = observed(&service);
    let odd = Answer::status(503).header("Retry-After", "0");
    service.answer_next([Fault::Replace(Reached::Gateway, odd)]);
    create(&client).await.unwrap();
    assert_eq!(*seen.lock().unwrap(), []);
}

/// What is reported of a service with these headers, after three calls of one operation.
async fn noticed(headers: &[(&str, &str)]) -> Vec<Departure> {
    let mut builder = Simulator::builder().without_rate_limit();
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let service = builder.start().await.unwrap();
    let (client, seen) = observed(&service);
    for _ in 0..3 {
        create(&client).await.unwrap();
    }
    std::mem::take(&mut *seen.lock().unwrap())
}

#[tokio::test]
async fn the_retirement_of_an_operation_is_told_once() {
    let headers = [
        ("Deprecation", "@1688169599"),
        ("Sunset", "Sun, 30 Jun 2024 23:59:59 GMT"),
        ("Warning", "299 - \"Move to 2025-11-20\""),
        (
            "Link",
            "</why>; rel=\"alternate deprecation\", <https://a.example/end>; rel=sunset",
        ),
    ];
    let [deprecated, sunset, warned] = &noticed(&headers).await[..] else {
        panic!("expected three notices");
    };
    assert_eq!(
        deprecated.to_string(),
        "create_webhook: Deprecated at ``: expected no such notice, found deprecation as of \
         2023-06-30T23:59:59Z, see /why"
    );
    assert_eq!(deprecated.date().unwrap().timestamp(), 1_688_169_599);
    assert_eq!(sunset.kind(), DepartureKind::Sunset);
    assert_eq!(sunset.date().unwrap().timestamp(), 1_719_791_999);
    assert_eq!(sunset.link(), Some("https://a.example/end"));
    assert_eq!(warned.kind(), DepartureKind::Warned);
    assert_eq!(warned.found(), "299 - \"Move to 2025-11-20\"");
}

#[tokio::test]
async fn a_notice_is_told_of_each_operation_and_by_each_client() {
    let builder = Simulator::builder().without_rate_limit();
    let builder = builder.header("Deprecation", "@1688169599");
    let service = builder.start().await.unwrap();
    for _ in 0..2 {
        let (client, seen) = observed(&service);
        for _ in 0..2 {
            create(&client).await.unwrap();
            // A refusal says it too.
            create(&client.clone()).await.unwrap();
            let refused = fingerprint_management::types::CreateWebhook::builder().url("x");
            client.create_webhook(refused).send().await.unwrap_err();
        }
        assert_eq!(seen.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_notice_that_changes_is_told_anew_but_not_for_ever() {
    let service = service().await;
    let (client, seen) = observed(&service);
    for second in [0, 0, 1, 1, 0, 2, 3, 4, 5, 6] {
        let sunset = format!("Sun, 30 Jun 2024 23:59:0{second} GMT");
        service.answer_next([Fault::Drift(vec![Edit::header("Sunset", &sunset)])]);
        create(&client).await.unwrap();
    }
    assert_eq!(seen.lock().unwrap().len(), 4);
}

#[tokio::test]
async fn a_notice_that_cannot_be_read_does_no_harm() {
    for (name, value, told) in [
        ("Deprecation", "true", Some("deprecation without a date")),
        (
            "Deprecation",
            "@99999999999999999999",
            Some("deprecation without a date"),
        ),
        (
            "Deprecation",
            "@9223372036854775807",
            Some("deprecation without a date"),
        ),
        ("Deprecation", "\u{e9}", Some("deprecation without a date")),
        (
            "Deprecation",
            "Sat, 01 Jul 2023 00:00:00 GMT",
            Some("deprecation as of 2023-07-01T00:00:00Z"),
        ),
        (
            "Deprecation",
            "@1688169599;a=\"b\"",
            Some("deprecation as of 2023-06-30T23:59:59Z"),
        ),
        ("Deprecation", "false", None),
        ("Deprecation", "?0", None),
        ("Sunset", "soon", Some("sunset without a date")),
        ("Sunset", "", Some("sunset without a date")),
        ("Warning", "", None),
        (
            "Warning",
            "a \"b\" \"Sat, 01 Jul 2023 00:00:00 GMT\"",
            Some("a \"b\""),
        ),
        ("Link", "<>; rel=\"sunset", None),
    ] {
        let seen = noticed(&[(name, value), ("Link", "<<>;;=,rel=,;rel=\"")]).await;
        let found: Vec<&str> = seen.iter().map(Departure::found).collect();
        assert_eq!(found, Vec::from_iter(told), "{name}: {value}");
    }
}

#[tokio::test]
async fn a_notice_shows_no_key_and_moves_no_cursor() {
    let service = service().await;
    let warning = format!("299 - {} \t{}", service.api_key(), "x".repeat(1000));
    let link = format!("<https://a.example/?k={}>; rel=sunset", service.api_key());
    let edits = [("Warning", &*warning), ("Sunset", "soon"), ("Link", &*link)];
    let edits = edits.map(|(name, value)| Edit::header(name, value));
    service.answer_next([Fault::Drift(edits.into())]);
    let (client, seen) = observed(&service);
    create(&client).await.unwrap();
    let shown = format!("{:?}", seen.lock().unwrap());
    assert!(!shown.contains(service.api_key()), "{shown}");
    assert!(
        shown.contains("k=[redacted]") && shown.len() < 1000,
        "{shown}"
    );
    assert!(!shown.chars().any(char::is_control), "{shown:?}");
}

#[tokio::test]
async fn no_value_is_reported() {
    let service = service().await;
    let (client, seen) = observed(&service);
    let edits = vec![
        Edit::set("/data/signing_key", json!({ "hunter2": "hunter2" })),
        Edit::set("/data/basic_auth", "hunter2"),
        Edit::set("/data/status", "hunter2"),
        Edit::set("/data/verified", "hunter2"),
        Edit::set("/data/new", "hunter2"),
        Edit::ContentType("text/html; hunter2".to_owned()),
    ];
    service.answer_next([Fault::Drift(edits)]);
    create(&client).await.unwrap_err();
    let seen = seen.lock().unwrap();
    assert!(seen.len() >= 5, "{seen:?}");
    for departure in &*seen {
        let shown = format!("{departure} {departure:?}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
