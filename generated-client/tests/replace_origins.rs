//! Origin lists are replaced and added to.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

#[path = "../examples/replace_origins.rs"]
#[allow(dead_code, reason = "an example's `main` is not called here")]
mod example;
mod support;

use serde_json::json;

use support::{all, client};

#[tokio::test]
async fn origin_lists_are_replaced_and_added_to() {
    let (client, simulator) = client().await;
    let environment = simulator.items("/environments")[0]["id"].clone();
    let id = environment.as_str().unwrap();
    example::replace(&client, id, ["old.example.com"])
        .await
        .unwrap();
    let allowed = example::replace(&client, id, ["example.com"]).await;
    assert_eq!(allowed.unwrap(), ["example.com"]);
    let allowed = example::allow(&client, id, "blog.example.com").await;
    assert_eq!(allowed.unwrap(), ["example.com", "blog.example.com"]);
    assert_eq!(all(&simulator, "/filtering-rules", "deny"), [json!(["*"])]);
}
