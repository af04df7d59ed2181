//! Lists all webhooks, page by page, and says which of them are off.
//!
//! With `FINGERPRINT_MANAGEMENT_API_KEY` set, it calls the real service; otherwise, a
//! simulator with 1,000 webhooks in this process:
//!
//! ```console
//! cargo run -p fingerprint-management --example list_everything
//! ```

mod support;

use std::error::Error;

use fingerprint_management::Client;
use fingerprint_management::types::Status;
use fingerprint_management_simulator::Simulator;
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut simulator = Simulator::builder();
    for number in 1..=1000 {
        let status = if number % 100 == 0 {
            "disabled"
        } else {
            "enabled"
        };
        let url = format!("https://example.com/webhooks/{number}");
        simulator = simulator.seed("/webhooks", json!({ "url": url, "status": status }));
    }
    let (client, _simulator) = support::client(simulator).await?;
    let total = list(&client).await?;
    println!("{total} webhooks");
    Ok(())
}

pub(crate) async fn list(client: &Client) -> Result<usize, fingerprint_management::Error> {
    // The largest pages need the fewest requests: ten for a thousand webhooks. The client
    // sends five in a second, as many as the service permits.
    let mut webhooks = client.list_webhooks().limit(100).items();
    let mut total = 0;
    // `Items` is a `Stream` too, for those who use a stream crate.
    while let Some(webhook) = webhooks.next().await {
        // An error comes in the place of its page. To read on after it, call `next` again, or
        // keep `webhooks.cursor()` and set it as the `cursor` of another call.
        let webhook = webhook?;
        total += 1;
        if webhook.status != Status::Enabled {
            println!("{} is {}: {}", webhook.id, webhook.status, webhook.url);
        }
    }
    Ok(total)
}
