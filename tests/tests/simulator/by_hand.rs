//! What no document says.

use reqwest::Method;
use serde_json::{Value, json};

use crate::sender::{code, created, delete, get, send, service, violated};

const ENVIRONMENT: &str = "ae_47abaca3db2c7c43";

#[tokio::test]
async fn a_webhook_is_verified_once_and_again_after_a_new_url() {
    let service = service().await;
    let webhook = created(&service, "/webhooks", &json!({ "url": "https://a.b" })).await;
    let path = format!("/webhooks/{}", webhook["id"].as_str().unwrap());
    let verification = format!("{path}/verification");
    let verify = || send(&service, Method::POST, &verification, &Value::Null);
    let (status, started) = verify().await;
    assert_eq!((status, &started["data"]["verified"]), (200, &json!(false)));
    assert_eq!(get(&service, &path).await.1["data"]["verified"], true);
    let refused = verify().await;
    assert_eq!(code(&refused), (400, "bad_request"));
    assert_eq!(refused.1["error"].get("violations"), None);

    let (_, changed) = send(
        &service,
        Method::PATCH,
        &path,
        &json!({ "url": "https://c.d" }),
    )
    .await;
    assert_eq!(changed["data"]["verified"], false);
    assert_eq!(verify().await.0, 200);
}

#[tokio::test]
async fn secrets_are_shown_once() {
    let service = service().await;
    let webhook = created(&service, "/webhooks", &json!({ "url": "https://a.b" })).await;
    assert_eq!(webhook["signing_key"], "simulated-signing-key-1");
    let path = format!("/webhooks/{}", webhook["id"].as_str().unwrap());
    assert_eq!(
        get(&service, &path).await.1["data"].get("signing_key"),
        None
    );
    for (kind, again) in [("secret", false), ("public", true), ("proxy", true)] {
        let body = json!({ "type": kind, "name": "key" });
        let key = created(&service, "/api-keys", &body).await;
        assert!(key["token"].is_string(), "{kind}");
        let path = format!("/api-keys/{}", key["id"].as_str().unwrap());
        let (_, shown) = get(&service, &path).await;
        assert_eq!(shown["data"].get("token").is_some(), again, "{kind}");
    }
}

#[tokio::test]
async fn a_key_without_an_environment_has_that_of_its_type() {
    let service = service().await;
    for (kind, environment) in [
        ("public", json!(ENVIRONMENT)),
        ("secret", Value::Null),
        ("proxy", Value::Null),
    ] {
        let body = json!({ "type": kind, "name": "key" });
        let key = created(&service, "/api-keys", &body).await;
        assert_eq!(key["environment"], environment, "{kind}");
    }
}

#[tokio::test]
async fn an_environment_stays_while_it_has_enabled_keys() {
    let service = service().await;
    let made = created(&service, "/environments", &json!({ "name": "new" })).await;
    let id = made["id"].as_str().unwrap();
    let body = json!({ "type": "public", "name": "key", "environment": id });
    let key = created(&service, "/api-keys", &body).await;
    let path = format!("/environments/{id}");
    assert_eq!(delete(&service, &path).await, 400);
    let key = format!("/api-keys/{}", key["id"].as_str().unwrap());
    send(
        &service,
        Method::PATCH,
        &key,
        &json!({ "status": "disabled" }),
    )
    .await;
    assert_eq!(delete(&service, &path).await, 204);
    assert_eq!(service.items("/environments").len(), 1);
}

#[tokio::test]
async fn origin_lists_are_set_as_a_whole() {
    let service = service().await;
    let set = |allow: Value, deny: Value| {
        let body = json!({ "environment": ENVIRONMENT, "allow": allow, "deny": deny });
        let service = &service;
        async move { send(service, Method::POST, "/filtering-rules", &body).await }
    };
    let lists = json!({
        "type": "origin", "environment": ENVIRONMENT,
        "allow": ["example.com"], "deny": ["*"],
    });
    let answered = set(json!(["example.com"]), json!(["*"])).await;
    assert_eq!(answered, (201, json!({ "data": [lists] })));
    let query = format!("/filtering-rules?environment={ENVIRONMENT}");
    assert_eq!(get(&service, &query).await.1, json!({ "data": [lists] }));
    assert_eq!(
        get(&service, "/filtering-rules?environment=x").await.1,
        json!({ "data": [] })
    );

    let refused = set(json!(["example.com"]), json!([])).await;
    assert_eq!(violated(&refused), (400, vec!["deny"]));
    let refused = set(json!([]), json!(["example.com"])).await;
    assert_eq!(violated(&refused), (400, vec!["allow"]));
    assert_eq!(
        set(json!([]), json!([])).await,
        (201, json!({ "data": [] }))
    );
    assert_eq!(get(&service, &query).await.1, json!({ "data": [] }));
}

#[tokio::test]
async fn one_origin_list_can_be_changed() {
    let service = service().await;
    let body = json!({ "environment": ENVIRONMENT, "allow": ["a.b"], "deny": ["*"] });
    send(&service, Method::POST, "/filtering-rules", &body).await;
    let change = |op: &'static str, items: Value| {
        let body = json!({
            "environment": ENVIRONMENT, "permission": "allow", "op": op, "items": items,
        });
        let service = &service;
        async move {
            let (status, answered) = send(service, Method::PATCH, "/filtering-rules", &body).await;
            (status, answered["data"][0]["allow"].clone())
        }
    };
    // An origin is in a list once, whatever the list was.
    let both = json!(["a.b", "c.d"]);
    assert_eq!(change("add", json!(["a.b", "c.d"])).await, (200, both));
    assert_eq!(
        change("remove", json!(["a.b", "x"])).await,
        (200, json!(["c.d"]))
    );
}
