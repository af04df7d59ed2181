//! The examples do what they say, against the simulator.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]
#![allow(dead_code, reason = "an example's `main` is not called here")]
#![allow(clippy::duplicate_mod, reason = "examples share how they get a client")]

#[path = "../examples/list_everything.rs"]
mod list_everything;
#[path = "../examples/provision_environment.rs"]
mod provision_environment;
#[path = "../examples/replace_origins.rs"]
mod replace_origins;
#[path = "../examples/rotate_api_key.rs"]
mod rotate_api_key;

use fingerprint_management::types::CreateApiKey;
use fingerprint_management::{Client, Error, Secret};
use fingerprint_management_simulator::{Answer, Fault, Reached, Simulator};
use serde_json::{Value, json};

async fn client() -> (Client, Simulator) {
    let simulator = Simulator::builder().without_rate_limit();
    let simulator = simulator.start().await.unwrap();
    (of(&simulator), simulator)
}

fn of(simulator: &Simulator) -> Client {
    let client = Client::builder(simulator.api_key()).base_url(simulator.url());
    client.without_rate_limiter().build().unwrap()
}

/// The values of a member in a collection, oldest item first.
fn all(simulator: &Simulator, collection: &str, member: &str) -> Vec<Value> {
    let items = simulator.items(collection).into_iter();
    items.map(|item| item[member].clone()).collect()
}

#[tokio::test]
async fn everything_is_listed_at_the_permitted_rate() {
    let mut simulator = Simulator::builder();
    for number in 0..1000 {
        let url = format!("https://example.com/{number}");
        simulator = simulator.seed("/webhooks", json!({ "url": url }));
    }
    let simulator = simulator.start().await.unwrap();
    let client = Client::builder(simulator.api_key()).base_url(simulator.url());
    let total = list_everything::list(&client.build().unwrap()).await;
    assert_eq!(total.unwrap(), 1000);
    assert_eq!(simulator.attempts(), 10, "no request was refused");
}

async fn server_key(client: &Client) -> String {
    let key = CreateApiKey::builder().type_("secret").name("Server");
    let key = key.description("Asks for events");
    client
        .create_api_key(key)
        .send()
        .await
        .unwrap()
        .data
        .id
        .clone()
}

#[tokio::test]
async fn a_rotated_key_is_replaced_by_one_like_it() {
    let (client, simulator) = client().await;
    let old = server_key(&client).await;
    let mut stored = String::new();
    let new = rotate_api_key::rotate(&client, &old, async |token: &Secret| {
        token.expose().clone_into(&mut stored);
        Ok(())
    });
    let new = new.await.unwrap();
    assert_eq!(new.token.unwrap().expose(), stored);
    assert_eq!(all(&simulator, "/api-keys", "id"), [old, new.id]);
    assert_eq!(
        all(&simulator, "/api-keys", "status"),
        ["disabled", "enabled"]
    );
    for member in ["type", "name", "description", "environment", "rateLimit"] {
        let values = all(&simulator, "/api-keys", member);
        assert_eq!(values[0], values[1], "{member}");
    }
}

#[tokio::test]
async fn a_key_whose_token_cannot_be_stored_is_not_replaced() {
    let (client, simulator) = client().await;
    let old = server_key(&client).await;
    let failed = rotate_api_key::rotate(&client, &old, async |_: &Secret| {
        Err("the vault is shut".into())
    });
    assert_eq!(failed.await.unwrap_err().to_string(), "the vault is shut");
    assert_eq!(all(&simulator, "/api-keys", "id"), [old]);
    assert_eq!(all(&simulator, "/api-keys", "status"), ["enabled"]);
}

const EVENTS: &str = "https://staging.example.com/events";

#[tokio::test]
async fn an_environment_is_provisioned_with_its_keys_and_webhook() {
    let (client, simulator) = client().await;
    let made = provision_environment::provision(&client, "staging", EVENTS).await;
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
    let made = provision_environment::provision(&client, "staging", EVENTS).await;
    assert!(made.err().is_some_and(|error: Error| error.is_validation()));
    assert_eq!(simulator.items("/environments").len(), before);
    assert_eq!(simulator.items("/api-keys").len(), 0);
}

#[tokio::test]
async fn origin_lists_are_replaced_and_added_to() {
    let (client, simulator) = client().await;
    let environment = simulator.items("/environments")[0]["id"].clone();
    let id = environment.as_str().unwrap();
    replace_origins::replace(&client, id, ["old.example.com"])
        .await
        .unwrap();
    let allowed = replace_origins::replace(&client, id, ["example.com"]).await;
    assert_eq!(allowed.unwrap(), ["example.com"]);
    let allowed = replace_origins::allow(&client, id, "blog.example.com").await;
    assert_eq!(allowed.unwrap(), ["example.com", "blog.example.com"]);
    assert_eq!(all(&simulator, "/filtering-rules", "deny"), [json!(["*"])]);
}
