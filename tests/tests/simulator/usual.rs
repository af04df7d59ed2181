//! The five usual operations, on a resource that no code names.

use reqwest::Method;
use serde_json::{Value, json};

use crate::sender::{code, created, delete, get, request, send, service, violated};

#[tokio::test]
async fn a_resource_of_tomorrow_is_created_read_changed_and_deleted() {
    let service = service().await;
    let parcel = created(&service, "/parcels", &json!({ "label": "first" })).await;
    let id = parcel["id"].as_str().unwrap().to_owned();
    assert!(id.starts_with("pc_") && id.len() == 17, "{id}");
    assert_eq!(
        parcel,
        json!({
            "id": id, "label": "first", "weight": 2, "state": "packed",
            "size": { "width": 3 },
            "created_at": "2025-01-31T15:53:52.180Z",
            "updated_at": "2025-01-31T15:53:52.180Z",
            "sent_at": null,
        })
    );
    let path = format!("/parcels/{id}");
    assert_eq!(get(&service, &path).await, (200, json!({ "data": parcel })));

    service.advance(std::time::Duration::from_secs(1));
    let (status, changed) = send(&service, Method::POST, &path, &json!({ "weight": 7 })).await;
    assert_eq!((status, &changed["data"]["weight"]), (201, &json!(7)));
    assert_eq!(changed["data"]["label"], "first");
    assert_eq!(changed["data"]["updated_at"], "2025-01-31T15:53:53.180Z");
    assert_eq!(get(&service, &path).await.1, changed);

    assert_eq!(delete(&service, &path).await, 204);
    assert_eq!(code(&get(&service, &path).await), (404, "not_found"));
    assert_eq!(delete(&service, &path).await, 404);
}

#[tokio::test]
async fn a_documented_conflict_is_one_and_others_are_not() {
    let service = service().await;
    let label = json!({ "label": "taken" });
    created(&service, "/parcels", &label).await;
    let again = send(&service, Method::POST, "/parcels", &label).await;
    assert_eq!(code(&again), (409, "conflict"));
    let environment = json!({ "name": "twice" });
    created(&service, "/environments", &environment).await;
    created(&service, "/environments", &environment).await;
}

#[tokio::test]
async fn nested_items_live_and_die_with_their_parent() {
    let service = service().await;
    let webhook = created(&service, "/webhooks", &json!({ "url": "https://a.b" })).await;
    let rules = format!("/webhooks/{}/rules", webhook["id"].as_str().unwrap());
    let rule = created(&service, &rules, &json!({ "name": "n", "rule": "r" })).await;
    assert_eq!(rule.get("description"), None);
    assert_eq!(
        get(&service, &rules).await,
        (200, json!({ "data": [rule] }))
    );
    let elsewhere = "/webhooks/wh_nowhere/rules";
    assert_eq!(get(&service, elsewhere).await.0, 404);
    let path = format!("{rules}/{}", rule["id"].as_str().unwrap());
    assert_eq!(delete(&service, &path).await, 204);
    assert_eq!(delete(&service, &path).await, 404);

    created(&service, &rules, &json!({ "name": "n", "rule": "r" })).await;
    delete(&service, rules.trim_end_matches("/rules")).await;
    assert_eq!(get(&service, &rules).await.0, 404);
    assert!(service.items(&rules).is_empty());
}

#[tokio::test]
async fn one_resource_is_shown_in_the_casing_of_each_answer() {
    let service = service().await;
    let body = json!({ "type": "public", "name": "key" });
    let key = created(&service, "/api-keys", &body).await;
    assert_eq!(
        (&key["rateLimit"], key.get("rate_limit")),
        (&json!(5), None)
    );
    let path = format!("/api-keys/{}", key["id"].as_str().unwrap());
    let (_, changed) = send(
        &service,
        Method::PATCH,
        &path,
        &json!({ "rate_limit": 0.5 }),
    )
    .await;
    assert_eq!(changed["data"]["rateLimit"], 0.5);
    let (_, listed) = get(&service, "/api-keys").await;
    assert_eq!(listed["data"][0]["rate_limit"], 0.5);
    assert_eq!(listed["data"][0].get("rateLimit"), None);
    assert_eq!(listed["data"][0]["disabled_at"], Value::Null);
}

#[tokio::test]
async fn times_follow_the_status() {
    let service = service().await;
    let (now, later) = ("2025-01-31T15:53:52.180Z", "2025-01-31T15:54:52.180Z");
    let webhook = created(&service, "/webhooks", &json!({ "url": "https://a.b" })).await;
    let webhook = format!("/webhooks/{}", webhook["id"].as_str().unwrap());
    let key = created(
        &service,
        "/api-keys",
        &json!({ "type": "public", "name": "key" }),
    )
    .await;
    let key = format!("/api-keys/{}", key["id"].as_str().unwrap());
    service.advance(std::time::Duration::from_secs(60));
    for (status, times) in [
        ("disabled", [json!(now), json!(later), json!(later)]),
        ("enabled", [json!(later), json!(later), Value::Null]),
    ] {
        let body = json!({ "status": status });
        let (_, webhook) = send(&service, Method::PATCH, &webhook, &body).await;
        let (_, key) = send(&service, Method::PATCH, &key, &body).await;
        let has = [
            &webhook["data"]["last_enabled_at"],
            &webhook["data"]["last_disabled_at"],
            &key["data"]["disabledAt"],
        ];
        assert_eq!(has, times.each_ref(), "{status}");
    }
}

#[tokio::test]
async fn an_action_that_is_not_known_answers_its_item() {
    let service = service().await;
    let parcel = created(&service, "/parcels", &json!({ "label": "one" })).await;
    let path = format!("/parcels/{}/send", parcel["id"].as_str().unwrap());
    let answered = send(&service, Method::POST, &path, &json!({})).await;
    assert_eq!(answered, (201, json!({ "data": parcel })));
    let nowhere = send(&service, Method::POST, "/parcels/pc_0/send", &json!({})).await;
    assert_eq!(nowhere.0, 404);
}

#[tokio::test]
async fn a_list_in_a_body_adds_each_of_its_elements() {
    let service = service().await;
    let body = json!({ "parcels": [{ "label": "a" }, { "label": "b", "weight": 3 }] });
    let (status, answered) = send(&service, Method::POST, "/parcels/bulk", &body).await;
    assert_eq!(status, 201);
    assert_eq!(answered["data"][1]["weight"], 3);
    assert_eq!(service.items("/parcels").len(), 2);
}

#[tokio::test]
async fn whatever_else_there_is_answers_an_example() {
    let service = service().await;
    assert_eq!(get(&service, "/health").await, (200, json!({})));
    let body = json!({ "label": "one" });
    let quote = send(&service, Method::POST, "/parcels/quote", &body).await;
    assert_eq!(quote, (201, json!({ "data": { "price": 4.5 } })));
}

#[tokio::test]
async fn a_collection_that_nobody_can_add_to_has_one_item() {
    let service = service().await;
    let (_, listed) = get(&service, "/depots").await;
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    let path = format!("/depots/{}", listed["data"][0]["id"].as_str().unwrap());
    assert_eq!(get(&service, &path).await.1["data"], listed["data"][0]);
}

#[tokio::test]
async fn an_id_is_decoded_and_never_reaches_another_item() {
    let service = service().await;
    for id in ["%2e%2e", "a%2Frules", "%", "%ff", "ü", "{id}"] {
        let answered = request(&service, Method::GET, &format!("/webhooks/{id}"));
        assert_eq!(answered.send().await.unwrap().status(), 404, "{id}");
    }
    let violated = violated(&get(&service, "/webhooks/x").await).1.len();
    assert_eq!(violated, 0);
}
