//! Creates a webhook and prints the response.
//!
//! With `FINGERPRINT_MANAGEMENT_API_KEY` set, it calls the real service; otherwise, a
//! simulator in this process:
//!
//! ```console
//! cargo run -p fingerprint-management --example quickstart
//! ```

use fingerprint_management::types::{CreateWebhook, Webhook};
use fingerprint_management::{Client, Nullable};
use fingerprint_management_simulator::Simulator;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::var_os("FINGERPRINT_MANAGEMENT_API_KEY").is_some() {
        return create(&Client::from_env()?).await;
    }
    println!("No API key is set: using a simulator.");
    let simulator = Simulator::start().await?;
    let client = Client::builder(simulator.api_key())
        .base_url(simulator.url())
        .build()?;
    create(&client).await
}

async fn create(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    let webhook = CreateWebhook::builder()
        .url("https://example.com/webhook")
        .description("Made by the quickstart")
        .environment(Nullable::Null);
    match client.create_webhook(webhook).send().await {
        Ok(created) => {
            show(&created.data);
            Ok(())
        }
        Err(error) => {
            for violation in error.violations() {
                println!("{}: {}", violation.property, violation.message);
            }
            Err(error.into())
        }
    }
}

fn show(webhook: &Webhook) {
    println!("id:          {}", webhook.id);
    println!("url:         {}", webhook.url);
    println!("status:      {:?}", webhook.status);
    println!(
        "environment: {}",
        webhook.environment.as_deref().unwrap_or("global")
    );
    println!("created at:  {}", webhook.created_at);
    println!("verified:    {}", webhook.verified);
    // The key itself is not printed: store it with your other secrets.
    println!(
        "signing key: {}",
        if webhook.signing_key.is_some() {
            "received"
        } else {
            "none"
        }
    );
}
