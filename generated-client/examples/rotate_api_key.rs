//! Replaces an API key by a new one, without a moment in which none works.
//!
//! It is about the keys that the API manages. The client's own Management API key is replaced
//! by `Client::set_api_key`.
//!
//! With `FINGERPRINT_MANAGEMENT_API_KEY` set, it calls the real service, for the key whose id
//! is the argument; otherwise, a simulator in this process:
//!
//! ```console
//! cargo run -p fingerprint-management --example rotate_api_key
//! ```

mod support;

use std::error::Error;

use fingerprint_management::types::{ApiKey, CreateApiKey, Status, UpdateApiKey};
use fingerprint_management::{Client, Secret};
use fingerprint_management_simulator::Simulator;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (client, _simulator) = support::client(Simulator::builder()).await?;
    let old = match std::env::args().nth(1) {
        Some(id) => id,
        None => a_key(&client).await?,
    };
    let new = rotate(&client, &old, store).await?;
    println!("{old} is off, {} is on", new.id);
    Ok(())
}

/// Creates a key like the old one, hands its token to `store`, and disables the old one.
///
/// The old key works until the new one is stored; if that fails, nothing has changed.
pub(crate) async fn rotate(
    client: &Client,
    old: &str,
    store: impl AsyncFnOnce(&Secret) -> Result<(), Box<dyn Error>>,
) -> Result<ApiKey, Box<dyn Error>> {
    let old = client.get_api_key(old).send().await?.into_inner().data;
    let mut like = CreateApiKey::builder()
        .type_(old.type_.clone())
        .name(&old.name);
    if let Some(environment) = &old.environment {
        like = like.environment(environment);
    }
    if let Some(description) = &old.description {
        like = like.description(description);
    }
    let new = client.create_api_key(like).send().await?.into_inner().data;
    if let Err(error) = hand_over(client, &old, &new, store).await {
        client.delete_api_key(&new.id).send().await?;
        return Err(error);
    }
    // Disabled, not deleted: whatever still uses it comes to light, and it can be enabled again.
    let off = UpdateApiKey::builder().status(Status::Disabled);
    client.update_api_key(&old.id, off).send().await?;
    Ok(new)
}

async fn hand_over(
    client: &Client,
    old: &ApiKey,
    new: &ApiKey,
    store: impl AsyncFnOnce(&Secret) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    // A key is created with the default limit.
    let limit = UpdateApiKey::builder().rate_limit(old.rate_limit);
    client.update_api_key(&new.id, limit).send().await?;
    // The token is in the answer to the create and in none after it.
    store(new.token.as_ref().ok_or("the answer has no token")?).await
}

/// Puts the token where the programs that use the key read it. Write your own.
async fn store(token: &Secret) -> Result<(), Box<dyn Error>> {
    println!("storing a token of {} characters", token.expose().len());
    Ok(())
}

/// Creates a key to rotate, where none is given.
async fn a_key(client: &Client) -> Result<String, Box<dyn Error>> {
    let key = CreateApiKey::builder().type_("secret").name("Server");
    let created = client.create_api_key(key).send().await?;
    Ok(created.data.id.clone())
}
