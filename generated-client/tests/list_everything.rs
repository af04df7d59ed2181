//! A thousand webhooks are listed at the permitted rate.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

#[path = "../examples/list_everything.rs"]
#[allow(dead_code, reason = "an example's `main` is not called here")]
mod example;

use fingerprint_management::Client;
use fingerprint_management_simulator::Simulator;
use serde_json::json;

#[tokio::test]
async fn everything_is_listed_at_the_permitted_rate() {
    let mut simulator = Simulator::builder();
    for number in 0..1000 {
        let url = format!("https://example.com/{number}");
        simulator = simulator.seed("/webhooks", json!({ "url": url }));
    }
    let simulator = simulator.start().await.unwrap();
    let client = Client::builder(simulator.api_key()).base_url(simulator.url());
    let total = example::list(&client.build().unwrap()).await;
    assert_eq!(total.unwrap(), 1000);
    assert_eq!(simulator.attempts(), 10, "no request was refused");
}
