//! An environment is provisioned whole, or not at all.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

#[path = "../examples/provision_environment.rs"]
#[allow(dead_code, reason = "an example's `main` is not called here")]
mod example;
mod support;

use fingerprint_management::Error;
use fingerprint_management_simulator::{Answer, Fault, Reached};
use serde_json::Value;

use support::{all, client};

const EVENTS: &str = "https://staging.example.com/events";

#[tokio::test]
async fn an_environment_is_provisioned_with_its_keys_and_webhook() {
    let (client, simulator) = client().await;
    let made = example::provision(&client, "staging", EVENTS).await;
    let made = made.unwrap();
    let id = Value::from(made.environment.id);
    assert_eq!(all(&simulator, "/environments", "id").last(), Some(&id));
    assert_eq!(all(&simulator, "/api-keys", "type"), ["public", "secret"]);
    assert_eq!(
        all(&simulator, "/api-keys", "environment"),
        [id.clone(), id.clone()]
    );
    assert_eq!(all(&simulator, "/webhooks", "environment"), [id]);
}

#[tokio::test]
async fn nothing_is_left_of_an_environment_that_cannot_be_furnished() {
    let (client, simulator) = client().await;
    let before = simulator.items("/environments").len();
    let refused = Answer::error(400, "code", "message");
    let refused = Fault::Replace(Reached::Gateway, refused);
    simulator.answer_next([Fault::None, Fault::None, Fault::None, refused]);
    let made = example::provision(&client, "staging", EVENTS).await;
    assert!(made.err().is_some_and(|error: Error| error.is_validation()));
    assert_eq!(simulator.items("/environments").len(), before);
    assert_eq!(simulator.items("/api-keys").len(), 0);
}
