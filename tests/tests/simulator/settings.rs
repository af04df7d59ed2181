//! What is set before the simulator starts.

use serde_json::json;

use crate::sender::{builder, get};

#[tokio::test]
async fn settings_come_before_the_first_request() {
    let service = builder()
        .api_key("mine")
        .environment("env_two")
        .seed(
            "/webhooks",
            json!({ "url": "https://a.b", "verified": true }),
        )
        .signatures(false)
        .start()
        .await
        .unwrap();
    assert_eq!(service.api_key(), "mine");
    let (_, listed) = get(&service, "/webhooks").await;
    assert_eq!(listed["data"][0]["verified"], true);
    let (_, listed) = get(&service, "/environments").await;
    assert_eq!(listed["data"][1]["id"], "env_two");
    for (path, item) in [("/nothing", json!({})), ("/webhooks", json!([]))] {
        let refused = builder().seed(path, item).start().await.unwrap_err();
        assert!(refused.to_string().contains(path), "{refused}");
    }
    let refused = builder().document(json!({})).start().await.unwrap_err();
    assert!(refused.to_string().contains("/info/version"), "{refused}");
}

#[tokio::test]
async fn a_port_can_be_chosen_and_taken_only_once() {
    let first = builder().start().await.unwrap();
    let port: u16 = first.url().rsplit(':').next().unwrap().parse().unwrap();
    assert!(builder().port(port).start().await.is_err());
    drop(first);
    // Its task ends a moment later.
    let again = loop {
        match builder().port(port).start().await {
            Ok(again) => break again,
            Err(_) => tokio::task::yield_now().await,
        }
    };
    assert_eq!(again.url(), format!("http://127.0.0.1:{port}"));
}

#[tokio::test]
async fn every_answer_takes_the_latency() {
    let latency = std::time::Duration::from_millis(50);
    let service = builder().latency(latency).start().await.unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(get(&service, "/health").await.0, 200);
    assert!(begun.elapsed() >= latency);
}
