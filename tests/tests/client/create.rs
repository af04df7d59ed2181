//! Creation of webhooks without faults.

use fingerprint_management::types::{CreateWebhook, Status};
use fingerprint_management::{Client, Nullable};
use fingerprint_management_simulator::{Edit, Fault, Simulator};
use serde_json::json;

use crate::outcome::{URL, client, create, service};

const ENVIRONMENT: &str = "ae_47abaca3db2c7c43";

#[tokio::test]
async fn a_url_is_all_it_takes() {
    let service = Simulator::start().await.unwrap();
    let client = Client::builder(service.api_key())
        .base_url(service.url())
        .build()
        .unwrap();
    let webhook = CreateWebhook::builder().url(URL);
    let created = client.create_webhook(webhook).send().await.unwrap();
    assert_eq!(created.status(), 201);
    assert!(created.data.id.starts_with("wh_"), "{}", created.data.id);
    assert_eq!(created.data.url, URL);
    assert_eq!(created.data.status, Status::Enabled);
    assert_eq!(service.items("/webhooks").len(), 1);
}

#[tokio::test]
async fn every_property_of_the_response_is_decoded() {
    let service = Simulator::builder().stopped_clock().start().await.unwrap();
    let webhook = CreateWebhook::builder()
        .url(URL)
        .description("My Webhook".to_owned())
        .status(Status::Enabled)
        .environment(ENVIRONMENT);
    let call = client(&service).create_webhook(webhook).send().await;
    let data = call.unwrap().into_inner().data;
    assert_eq!(data.description, "My Webhook");
    assert_eq!(data.environment.as_deref(), Some(ENVIRONMENT));
    assert!(!data.verified && !data.legacy);
    assert_eq!(
        data.signing_key.unwrap().expose(),
        "simulated-signing-key-1"
    );
    assert!(data.basic_auth.is_none());
    // Times, not strings.
    assert_eq!(data.created_at.timestamp_millis(), 1_738_338_832_180);
    assert_eq!(data.last_enabled_at, Some(data.created_at));
    assert_eq!(data.last_disabled_at, None);
}

#[tokio::test]
async fn without_signatures_there_is_no_signing_key() {
    let service = Simulator::builder()
        .signatures(false)
        .start()
        .await
        .unwrap();
    let created = create(&client(&service)).await.unwrap();
    assert!(created.data.signing_key.is_none());
}

#[tokio::test]
async fn an_environment_can_be_omitted_null_or_named() {
    let service = service().await;
    let client = client(&service);
    for (environment, sent, held) in [
        (Nullable::Absent, json!({ "url": URL }), None),
        (
            Nullable::Null,
            json!({ "url": URL, "environment": null }),
            None,
        ),
        (
            Nullable::Value(ENVIRONMENT.to_owned()),
            json!({ "url": URL, "environment": ENVIRONMENT }),
            Some(ENVIRONMENT),
        ),
    ] {
        let webhook = CreateWebhook::builder().url(URL).environment(environment);
        let created = client.create_webhook(webhook).send().await.unwrap();
        assert_eq!(created.data.environment.as_deref(), held);
        let request = service.requests().pop().unwrap();
        let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
        assert_eq!(body, sent);
        let webhook = service.items("/webhooks").pop().unwrap();
        assert_eq!(webhook["environment"].as_str(), held);
    }
}

#[tokio::test]
async fn a_webhook_can_be_created_disabled() {
    let service = service().await;
    let webhook = CreateWebhook::builder().url(URL).status(Status::Disabled);
    let call = client(&service).create_webhook(webhook).send().await;
    let created = call.unwrap();
    assert_eq!(created.data.status, Status::Disabled);
    assert_eq!(created.data.last_enabled_at, None);
    assert_eq!(service.items("/webhooks")[0]["status"], "disabled");
}

#[tokio::test]
async fn an_unknown_status_passes_both_ways_unchanged() {
    let service = service().await;
    let client = client(&service);
    service.answer_next([Fault::Drift(vec![Edit::set("/data/status", "paused")])]);
    let created = create(&client).await.unwrap();
    assert_eq!(created.data.status, Status::Unknown("paused".to_owned()));
    let written = serde_json::to_value(&created.data).unwrap();
    assert_eq!(written["status"], "paused");

    let webhook = CreateWebhook::builder()
        .url(URL)
        .status(Status::Unknown("paused".to_owned()));
    let refused = client.create_webhook(webhook).send().await;
    assert_eq!(refused.unwrap_err().violations()[0].property, "status");
    let request = service.requests().pop().unwrap();
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body, json!({ "url": URL, "status": "paused" }));
}

#[tokio::test]
async fn without_a_url_nothing_is_sent() {
    let service = service().await;
    let client = client(&service);
    let call = client.create_webhook(CreateWebhook::builder()).send();
    let error = call.await.unwrap_err();
    assert!(error.is_builder(), "{error}");
    assert!(error.to_string().contains("url"), "{error}");
    assert_eq!((error.attempts(), service.attempts()), (0, 0));
}
