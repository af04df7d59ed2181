//! An API key is replaced, or nothing has changed.
#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

#[path = "../examples/rotate_api_key.rs"]
#[allow(dead_code, reason = "an example's `main` is not called here")]
mod example;
mod support;

use fingerprint_management::types::CreateApiKey;
use fingerprint_management::{Client, Secret};

use support::{all, client};

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
    let new = example::rotate(&client, &old, async |token: &Secret| {
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
    let failed = example::rotate(&client, &old, async |_: &Secret| {
        Err("the vault is shut".into())
    });
    assert_eq!(failed.await.unwrap_err().to_string(), "the vault is shut");
    assert_eq!(all(&simulator, "/api-keys", "id"), [old]);
    assert_eq!(all(&simulator, "/api-keys", "status"), ["enabled"]);
}
