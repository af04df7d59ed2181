//! The bytes that a call sends.

use fingerprint_management::API_VERSION;
use fingerprint_management::types::{CreateWebhook, Status};
use fingerprint_management_simulator::RecordedRequest;

use crate::outcome::{URL, builder, client, create, service};

fn headers(request: &RecordedRequest) -> Vec<(&str, &str)> {
    let mut headers: Vec<_> = request
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    headers.sort_unstable();
    headers
}

/// The crate's name and version, as its manifest has them.
fn user_agent() -> String {
    let manifest = include_str!("../../../generated-client/Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("version"));
    let version = line.unwrap().split('"').nth(1).unwrap();
    format!("fingerprint-management/{version}")
}

#[tokio::test]
async fn a_request_has_exactly_what_the_document_requires() {
    let service = service().await;
    create(&client(&service)).await.unwrap();

    let requests = service.requests();
    assert_eq!(requests.len(), 1);
    let request = &requests[0];
    assert_eq!(request.method, "POST");
    assert_eq!(request.path, "/webhooks");
    assert_eq!(request.query, None);
    let host = service.url().strip_prefix("http://").unwrap();
    let authorization = format!("Bearer {}", service.api_key());
    assert_eq!(
        headers(request),
        [
            ("accept", "application/json"),
            ("authorization", authorization.as_str()),
            ("content-length", "37"),
            ("content-type", "application/json"),
            ("host", host),
            ("user-agent", user_agent().as_str()),
            ("x-api-version", API_VERSION),
        ]
    );
    assert_eq!(request.body, br#"{"url":"https://website.com/webhook"}"#);
}

#[tokio::test]
async fn the_same_call_sends_the_same_body() {
    let service = service().await;
    let client = client(&service);
    for _ in 0..2 {
        let webhook = CreateWebhook::builder()
            .environment("ae_47abaca3db2c7c43")
            .status(Status::Disabled)
            .url(URL)
            .description("Ein \"Häkchen\"\n".to_owned());
        client.create_webhook(webhook).send().await.unwrap();
    }
    let requests = service.requests();
    let expected = r#"{"description":"Ein \"Häkchen\"\n","environment":"ae_47abaca3db2c7c43","status":"disabled","url":"https://website.com/webhook"}"#;
    assert_eq!(String::from_utf8_lossy(&requests[0].body), expected);
    assert_eq!(requests[0].body, requests[1].body);
    assert_eq!(
        service.items("/webhooks")[0]["description"],
        "Ein \"Häkchen\"\n"
    );
}

#[tokio::test]
async fn an_application_may_add_itself_to_the_user_agent() {
    let service = service().await;
    let client = builder(&service)
        .user_agent_suffix("billing/2.1")
        .build()
        .unwrap();
    create(&client).await.unwrap();
    let request = service.requests().pop().unwrap();
    assert_eq!(
        request.header("user-agent"),
        [format!("{} billing/2.1", user_agent())]
    );
}

#[tokio::test]
async fn a_path_in_the_base_url_is_kept() {
    let service = service().await;
    let client = builder(&service)
        .base_url(format!("{}/proxy/v1/", service.url()))
        .build()
        .unwrap();
    assert!(create(&client).await.unwrap_err().is_not_found());
    assert_eq!(service.requests()[0].path, "/proxy/v1/webhooks");
}

#[tokio::test]
async fn a_retry_sends_the_same_request() {
    use fingerprint_management_simulator::{Answer, Fault, Reached};
    let service = service().await;
    let wait = Answer::status(429).header("Retry-After", "0");
    service.answer_next([Fault::Replace(Reached::Gateway, wait)]);
    create(&client(&service)).await.unwrap();
    let requests = service.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(headers(&requests[0]), headers(&requests[1]));
    assert_eq!(requests[0].body, requests[1].body);
}
