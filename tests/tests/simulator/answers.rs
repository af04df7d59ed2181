//! What every request of the service is answered with.

use reqwest::Method;
use serde_json::{Value, json};

use crate::sender::{answer, bare, builder, code, create, good, http, raw, request, service};

const URL: &str = "https://website.com/webhook";

#[tokio::test]
async fn a_create_is_answered_as_the_documentation_shows() {
    let service = service().await;
    let body = json!({
        "url": URL, "description": "My Webhook", "environment": "ae_47abaca3db2c7c43",
    });
    let (status, answered) = answer(create(&service, &body)).await;
    assert_eq!(status, 201);
    assert_eq!(
        answered,
        json!({ "data": {
            "id": answered["data"]["id"],
            "description": "My Webhook",
            "status": "enabled",
            "verified": false,
            "environment": "ae_47abaca3db2c7c43",
            "url": URL,
            "legacy": false,
            "signing_key": "simulated-signing-key-1",
            "basic_auth": null,
            "created_at": "2025-01-31T15:53:52.180Z",
            "last_enabled_at": "2025-01-31T15:53:52.180Z",
            "last_disabled_at": null,
        } })
    );
    let held = service.items("/webhooks");
    assert_eq!(held.len(), 1);
    assert_eq!(held[0], answered["data"]);
}

#[tokio::test]
async fn omitted_properties_have_their_defaults() {
    let service = service().await;
    let (_, answered) = answer(good(&service)).await;
    assert_eq!(answered["data"]["description"], "");
    assert_eq!(answered["data"]["status"], "enabled");
    assert_eq!(answered["data"]["environment"], Value::Null);
}

#[tokio::test]
async fn a_webhook_created_disabled_was_never_enabled() {
    let service = service().await;
    let body = json!({ "url": URL, "status": "disabled", "environment": null });
    let (status, answered) = answer(create(&service, &body)).await;
    assert_eq!(status, 201);
    assert_eq!(answered["data"]["status"], "disabled");
    assert_eq!(answered["data"]["last_enabled_at"], Value::Null);
    assert_eq!(answered["data"]["environment"], Value::Null);
}

#[tokio::test]
async fn ids_look_random_and_are_the_same_in_each_run() {
    let service = service().await;
    let (_, first) = answer(good(&service)).await;
    let (_, second) = answer(good(&service)).await;
    for answered in [&first, &second] {
        let id = answered["data"]["id"].as_str().unwrap();
        // As in the document's example.
        assert!(id.starts_with("wh_") && id.len() == 17, "{id}");
    }
    assert_ne!(first["data"]["id"], second["data"]["id"]);
    let (_, again) = answer(good(&self::service().await)).await;
    assert_eq!(first, again);
    assert_eq!(second["data"]["signing_key"], "simulated-signing-key-2");
}

#[tokio::test]
async fn without_signatures_no_signing_key_is_shown() {
    let service = builder().signatures(false).start().await.unwrap();
    let (_, answered) = answer(good(&service)).await;
    let data = answered["data"].as_object().unwrap();
    assert!(data.contains_key("id") && !data.contains_key("signing_key"));
}

#[tokio::test]
async fn the_answer_has_its_type_and_length() {
    let service = service().await;
    let answered = good(&service).send().await.unwrap();
    let headers = answered.headers();
    assert_eq!(headers["content-type"], "application/json; charset=utf-8");
    assert_eq!(headers["date"], "Fri, 31 Jan 2025 15:53:52 GMT");
    assert_eq!(headers["connection"], "keep-alive");
    let length = headers["content-length"].to_str().unwrap().to_owned();
    assert_eq!(length, answered.bytes().await.unwrap().len().to_string());
}

#[tokio::test]
async fn a_missing_or_bad_key_is_unauthorized() {
    let service = service().await;
    let to = format!("{}/webhooks", service.url());
    let key = service.api_key();
    for value in [
        None,
        Some("Bearer wrong".to_owned()),
        Some("Bearer ".to_owned()),
        Some(format!("Basic {key}")),
        Some(key.to_owned()),
    ] {
        let mut request = http()
            .post(&to)
            .header("X-API-Version", service.api_version())
            .json(&json!({ "url": URL }));
        if let Some(value) = &value {
            request = request.header("Authorization", value);
        }
        let answered = answer(request).await;
        assert_eq!(code(&answered), (401, "unauthorized"), "{value:?}");
    }
    assert!(service.items("/webhooks").is_empty());
}

#[tokio::test]
async fn a_key_that_may_only_read_is_forbidden_to_create() {
    let service = service().await;
    let request = http()
        .post(format!("{}/webhooks", service.url()))
        .bearer_auth(service.read_only_key())
        .header("X-API-Version", service.api_version())
        .json(&json!({ "url": URL }));
    assert_eq!(code(&answer(request).await), (403, "forbidden"));
    assert!(service.items("/webhooks").is_empty());
}

#[tokio::test]
async fn a_missing_or_other_version_is_a_bad_request() {
    let service = service().await;
    for versions in [
        &[][..],
        &[""],
        &["2001-01-01"],
        &["latest"],
        &[service.api_version(), service.api_version()],
    ] {
        let mut request = http()
            .post(format!("{}/webhooks", service.url()))
            .bearer_auth(service.api_key())
            .json(&json!({ "url": URL }));
        for version in versions {
            request = request.header("X-API-Version", *version);
        }
        let answered = answer(request).await;
        assert_eq!(code(&answered), (400, "bad_request"), "{versions:?}");
    }
}

#[tokio::test]
async fn a_body_that_is_not_a_json_object_is_a_bad_request() {
    let service = service().await;
    for body in ["", "{", "[]", "null", r#""https://website.com""#, "{}{}"] {
        let request = bare(&service)
            .header("Content-Type", "application/json")
            .body(body);
        assert_eq!(
            code(&answer(request).await),
            (400, "bad_request"),
            "{body:?}"
        );
    }
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "json"] {
        let request = bare(&service)
            .header("Content-Type", content_type)
            .body(r#"{"url":"https://website.com"}"#);
        assert_eq!(code(&answer(request).await), (400, "bad_request"));
    }
    assert!(service.items("/webhooks").is_empty());
}

#[tokio::test]
async fn a_content_type_may_carry_parameters() {
    let service = service().await;
    let request = bare(&service)
        .header("Content-Type", "Application/JSON ; charset=utf-8")
        .body(r#"{"url":"https://website.com"}"#);
    assert_eq!(answer(request).await.0, 201);
}

#[tokio::test]
async fn only_known_environments_are_found() {
    let service = builder().environment("env_two").start().await.unwrap();
    let known = json!({ "url": URL, "environment": "env_two" });
    let (status, answered) = answer(create(&service, &known)).await;
    assert_eq!(
        (status, &answered["data"]["environment"]),
        (201, &json!("env_two"))
    );

    let unknown = json!({ "url": URL, "environment": "env_three" });
    let refused = answer(create(&service, &unknown)).await;
    assert_eq!(code(&refused), (404, "environment_not_found"));
    assert_eq!(service.items("/webhooks").len(), 1);
}

#[tokio::test]
async fn outside_of_the_document_nothing_is_found() {
    let service = service().await;
    for path in [
        "/",
        "/webhook",
        "/webhooks/",
        "//webhooks",
        "/webhooks/wh_1/x",
    ] {
        let request = http().post(format!("{}{path}", service.url()));
        assert_eq!(code(&answer(request).await), (404, "not_found"), "{path}");
    }
    for (path, method, allowed) in [
        ("/webhooks", Method::PUT, "GET, POST"),
        ("/health", Method::POST, "GET"),
        // A literal segment is preferred to a parameter.
        ("/parcels/bulk", Method::GET, "POST"),
    ] {
        let answered = request(&service, method, path).send().await.unwrap();
        assert_eq!(answered.headers()["allow"], allowed);
        assert_eq!(answered.status(), 405, "{path}");
    }
}

#[tokio::test]
async fn a_malformed_request_is_refused_and_the_connection_closed() {
    let service = service().await;
    let long = format!("POST /{} HTTP/1.1\r\n", "a".repeat(70_000));
    // More than fits into the sockets: somebody has to read it.
    let large = format!(
        "POST / HTTP/1.1\r\nContent-Length: 20000000\r\n\r\n{}",
        "a".repeat(20_000_000),
    );
    for (request, status) in [
        ("hello\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
        (
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
            400,
        ),
        (
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            411,
        ),
        (&large, 413),
        (&long, 431),
    ] {
        let (answered, end) = raw(&service, request.as_bytes()).await;
        let expected = format!("HTTP/1.1 {status} ");
        assert!(answered.starts_with(&expected), "{answered}");
        assert!(answered.contains("Connection: close"), "{answered}");
        assert_eq!(end, None);
    }
    assert!(service.requests().is_empty());
    assert_eq!(service.attempts(), 6);
}
