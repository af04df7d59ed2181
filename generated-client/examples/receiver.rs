//! Creates a webhook and receives its deliveries, verifying their signatures.
//!
//! ```console
//! FINGERPRINT_MANAGEMENT_API_KEY=... cargo run -p fingerprint-management \
//!     --example receiver --features webhook -- https://your.example/webhook 127.0.0.1:8080
//! ```
//!
//! The first argument is the public URL of the receiver, the second the address to listen
//! on. The signing key is returned once, in the response to the creation. A real receiver
//! stores it with its other secrets; if `WEBHOOK_SIGNING_KEY` is set, this one uses that
//! key and does not create a webhook.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use fingerprint_management::types::CreateWebhook;
use fingerprint_management::{Client, Secret, webhook};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: receiver PUBLIC_URL LISTEN_ADDRESS";
    let (url, address) = arguments.next().zip(arguments.next()).ok_or(usage)?;

    let listener = TcpListener::bind(&address).await?;
    let key = match std::env::var("WEBHOOK_SIGNING_KEY") {
        Ok(key) => Secret::from(key),
        Err(_) => create(&url).await?,
    };
    println!("listening on {address}");
    axum::serve(listener, receiver(key)).await?;
    Ok(())
}

/// Creates the webhook and returns its signing key, which is not returned again.
async fn create(url: &str) -> Result<Secret, Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let webhook = CreateWebhook::builder().url(url);
    let created = client.create_webhook(webhook).send().await?;
    println!(
        "created {}; it sends events once it is verified",
        created.data.id
    );
    let key = created.into_inner().data.signing_key;
    Ok(key.ok_or("the response has no signing key: webhook signatures are not enabled")?)
}

fn receiver(key: Secret) -> Router {
    Router::new()
        .route("/webhook", post(deliver))
        .with_state(Arc::new(key))
}

/// Takes `Bytes` and not `Json`: the signature covers the exact bytes of the body.
async fn deliver(State(key): State<Arc<Secret>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers.get(webhook::SIGNATURE_HEADER);
    let signature = signature
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if let Err(error) = webhook::verify(&key, signature, &body) {
        println!("ignored a delivery: {error}");
        return StatusCode::UNAUTHORIZED;
    }
    // Respond within 3 seconds, so pass the event on to a queue. It may arrive twice, with
    // the same request id: remember the ids you have handled.
    println!("received {} bytes", body.len());
    StatusCode::OK
}
