//! Bodies that are not what the document wants.

use reqwest::Method;
use serde_json::json;

use crate::sender::{builder, code, created, document, send, service, violated};

#[tokio::test]
async fn a_violation_is_a_422_where_documented_and_else_a_400() {
    let service = service().await;
    let webhook = send(&service, Method::POST, "/webhooks", &json!({})).await;
    assert_eq!(code(&webhook), (422, "validation_failed"));
    let parcel = send(&service, Method::POST, "/parcels", &json!({})).await;
    assert_eq!(code(&parcel), (400, "validation_failed"));
}

#[tokio::test]
async fn every_violation_is_named_by_its_property() {
    let service = service().await;
    for (path, body, properties) in [
        ("/webhooks", json!({}), &["url"][..]),
        (
            "/webhooks",
            json!({ "url": "http://website.com" }),
            &["url"],
        ),
        ("/webhooks", json!({ "url": null }), &["url"]),
        (
            "/webhooks",
            json!({ "url": 1, "environment": {}, "status": "paused", "description": null }),
            &["description", "environment", "status", "url"],
        ),
        (
            "/parcels",
            json!({ "label": "l", "weight": 0 }),
            &["weight"],
        ),
        (
            "/parcels",
            json!({ "label": "l", "weight": 31 }),
            &["weight"],
        ),
        (
            "/parcels",
            json!({ "label": "l", "weight": 2.5 }),
            &["weight"],
        ),
        (
            "/parcels",
            json!({ "label": "l", "when": "now" }),
            &["when"],
        ),
        ("/parcels", json!({ "label": "l", "tags": "a" }), &["tags"]),
        (
            "/parcels",
            json!({ "label": "l", "tags": ["a", 2, "c"] }),
            &["tags", "tags.1"],
        ),
        (
            "/parcels",
            json!({ "label": "l", "size": {} }),
            &["size.width"],
        ),
        (
            "/parcels/bulk",
            json!({ "parcels": [{}] }),
            &["parcels.0.label"],
        ),
        ("/environments", json!({ "name": "ab" }), &["name"]),
        (
            "/environments",
            json!({ "name": "a".repeat(256) }),
            &["name"],
        ),
    ] {
        let refused = send(&service, Method::POST, path, &body).await;
        assert_eq!(violated(&refused).1, properties, "{path} {body}");
    }
    assert!(service.items("/webhooks").is_empty() && service.items("/parcels").is_empty());
}

#[tokio::test]
async fn a_limit_itself_is_allowed() {
    let service = service().await;
    for body in [
        json!({ "label": "", "weight": 1, "tags": [] }),
        json!({ "label": "b", "weight": 30.0, "tags": ["a", "b"] }),
        json!({ "label": "c", "when": "2025-01-31T15:53:52Z", "unknown": {} }),
    ] {
        created(&service, "/parcels", &body).await;
    }
    for length in [3, 255] {
        created(
            &service,
            "/environments",
            &json!({ "name": "ä".repeat(length) }),
        )
        .await;
    }
}

#[tokio::test]
async fn a_bare_object_is_what_the_item_says_or_null() {
    let mut document = document();
    let bare = json!({ "type": "object" });
    document["components"]["schemas"]["NewWebhook"]["properties"]["environment"] = bare;
    let service = builder().document(document).start().await.unwrap();
    for (environment, status) in [
        (json!(null), 201),
        (json!("ae_47abaca3db2c7c43"), 201),
        (json!({}), 422),
        (json!(1), 422),
    ] {
        let body = json!({ "url": "https://a.b", "environment": environment });
        let answered = send(&service, Method::POST, "/webhooks", &body).await;
        assert_eq!(answered.0, status, "{environment}");
    }
}

#[tokio::test]
async fn an_unknown_environment_is_refused_as_documented() {
    let service = service().await;
    let webhook = json!({ "url": "https://a.b", "environment": "ae_nowhere" });
    let refused = send(&service, Method::POST, "/webhooks", &webhook).await;
    assert_eq!(code(&refused), (404, "environment_not_found"));
    let key = json!({ "type": "public", "name": "key", "environment": "ae_nowhere" });
    let refused = send(&service, Method::POST, "/api-keys", &key).await;
    assert_eq!(violated(&refused), (400, vec!["environment"]));
}
