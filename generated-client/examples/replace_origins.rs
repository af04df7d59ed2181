//! Replaces the lists of origins that an environment allows and denies, then adds one more.
//!
//! With `FINGERPRINT_MANAGEMENT_API_KEY` set, it calls the real service, for the environment
//! whose id is the argument; otherwise, a simulator in this process:
//!
//! ```console
//! cargo run -p fingerprint-management --example replace_origins
//! ```

mod support;

use std::error::Error;

use fingerprint_management::types::{FilteringRule, SetFilteringRules, UpdateFilteringRules};
use fingerprint_management::{Client, Error as ApiError};
use fingerprint_management_simulator::Simulator;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let (client, _simulator) = support::client(Simulator::builder()).await?;
    let environment = match std::env::args().nth(1) {
        Some(id) => id,
        None => first_environment(&client).await?,
    };
    let allowed = replace(&client, &environment, ["example.com", "shop.example.com"]).await?;
    println!("allowed: {}", allowed.join(", "));
    let allowed = allow(&client, &environment, "blog.example.com").await?;
    println!("allowed: {}", allowed.join(", "));
    Ok(())
}

/// Allows these origins and denies all others, whatever was there before.
pub(crate) async fn replace<const N: usize>(
    client: &Client,
    environment: &str,
    origins: [&str; N],
) -> Result<Vec<String>, ApiError> {
    // Where one list names origins, the other is `*`. Both empty lifts all rules.
    let lists = SetFilteringRules::builder()
        .environment(environment)
        .allow(origins)
        .deny(["*"]);
    let set = client.set_filtering_rules(lists).send().await?;
    // The service takes up to five minutes to act on it.
    Ok(allowed_of(set.into_inner().data, environment))
}

/// Allows one more origin. The service does this in one step, so that two programs that do
/// it at the same time do not undo each other's change, as two that replace the lists would.
pub(crate) async fn allow(
    client: &Client,
    environment: &str,
    origin: &str,
) -> Result<Vec<String>, ApiError> {
    let change = UpdateFilteringRules::builder()
        .environment(environment)
        .permission("allow")
        .op("add")
        .items([origin]);
    let changed = client.update_filtering_rules(change).send().await?;
    Ok(allowed_of(changed.into_inner().data, environment))
}

fn allowed_of(lists: Vec<FilteringRule>, environment: &str) -> Vec<String> {
    let own = lists
        .into_iter()
        .filter(|list| list.environment == environment);
    own.flat_map(|list| list.allow).collect()
}

async fn first_environment(client: &Client) -> Result<String, Box<dyn Error>> {
    let mut environments = client.list_environments().limit(1).items();
    let first = environments
        .next()
        .await
        .ok_or("there is no environment")??;
    Ok(first.id)
}
