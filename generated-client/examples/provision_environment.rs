//! Provisions an environment: its keys, and a webhook that gets its events.
//!
//! With `FINGERPRINT_MANAGEMENT_API_KEY` set, it calls the real service; otherwise, a
//! simulator in this process:
//!
//! ```console
//! cargo run -p fingerprint-management --example provision_environment
//! ```

mod support;

use std::error::Error;

use fingerprint_management::types::{
    ApiKey, CreateApiKey, CreateEnvironment, CreateWebhook, Environment, Webhook,
};
use fingerprint_management::{Client, Error as ApiError};
use fingerprint_management_simulator::Simulator;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (client, _simulator) = support::client(Simulator::builder()).await?;
    let made = provision(&client, "staging", "https://staging.example.com/events").await?;
    println!(
        "environment {} ({})",
        made.environment.id, made.environment.name
    );
    // Tokens and the signing key are shown this once: store them. They are not printed.
    for key in &made.keys {
        println!("{} key {}", key.type_, key.id);
    }
    println!("webhook {}", made.webhook.id);
    Ok(())
}

/// What an environment needs.
pub(crate) struct Provisioned {
    pub(crate) environment: Environment,
    pub(crate) keys: Vec<ApiKey>,
    pub(crate) webhook: Webhook,
}

pub(crate) async fn provision(
    client: &Client,
    name: &str,
    url: &str,
) -> Result<Provisioned, ApiError> {
    let environment = CreateEnvironment::builder().name(name);
    let environment = client.create_environment(environment).send().await?;
    let environment = environment.into_inner().data;
    let mut keys = Vec::new();
    match furnish(client, &environment.id, url, &mut keys).await {
        Ok(webhook) => Ok(Provisioned {
            environment,
            keys,
            webhook,
        }),
        // All or nothing: a second run then starts as the first did.
        Err(error) => {
            // An environment that has keys cannot be deleted.
            for key in &keys {
                client.delete_api_key(&key.id).send().await?;
            }
            client.delete_environment(&environment.id).send().await?;
            Err(error)
        }
    }
}

async fn furnish(
    client: &Client,
    environment: &str,
    url: &str,
    keys: &mut Vec<ApiKey>,
) -> Result<Webhook, ApiError> {
    // Pages and apps identify with the public key, the server asks for events with the secret.
    for (kind, name) in [("public", "Browser"), ("secret", "Server")] {
        let key = CreateApiKey::builder()
            .type_(kind)
            .name(name)
            .environment(environment);
        keys.push(client.create_api_key(key).send().await?.into_inner().data);
    }
    let webhook = CreateWebhook::builder().url(url).environment(environment);
    let created = client.create_webhook(webhook).send().await?;
    Ok(created.into_inner().data)
}
