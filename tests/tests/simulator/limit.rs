//! The rate limit, measured by a stopped clock.

use std::time::Duration;

use serde_json::json;

use crate::sender::{answer, builder, create, good};

#[tokio::test]
async fn the_sixth_create_within_a_second_is_one_too_many() {
    let service = builder().start().await.unwrap();
    for _ in 0..5 {
        assert_eq!(answer(good(&service)).await.0, 201);
    }
    service.advance(Duration::from_millis(999));
    let refused = good(&service).send().await.unwrap();
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "1");
    let body: serde_json::Value = refused.json().await.unwrap();
    assert_eq!(body["error"]["code"], "too_many_requests");

    service.advance(Duration::from_millis(1));
    assert_eq!(answer(good(&service)).await.0, 201);
    assert_eq!(service.items("/webhooks").len(), 6);
}

#[tokio::test]
async fn refusals_count_but_only_under_a_known_key() {
    let service = builder().requests_per_second(1).start().await.unwrap();
    for _ in 0..3 {
        let stranger = good(&service).header("Authorization", "Bearer wrong");
        assert_eq!(answer(stranger).await.0, 401);
    }
    assert_eq!(answer(create(&service, &json!({}))).await.0, 422);
    assert_eq!(answer(good(&service)).await.0, 429);
}

#[tokio::test]
async fn a_lifted_limit_takes_any_number() {
    let service = builder().without_rate_limit().start().await.unwrap();
    for _ in 0..20 {
        assert_eq!(answer(good(&service)).await.0, 201);
    }
}
