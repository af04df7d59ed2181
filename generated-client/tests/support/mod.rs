//! A simulator, and what it has after an example.
#![allow(dead_code, reason = "each example needs a part of it")]

use fingerprint_management::Client;
use fingerprint_management_simulator::Simulator;
use serde_json::Value;

pub(crate) async fn client() -> (Client, Simulator) {
    let simulator = Simulator::builder().without_rate_limit();
    let simulator = simulator.start().await.unwrap();
    let client = Client::builder(simulator.api_key()).base_url(simulator.url());
    (client.without_rate_limiter().build().unwrap(), simulator)
}

/// The values of a member in a collection, oldest item first.
pub(crate) fn all(simulator: &Simulator, collection: &str, member: &str) -> Vec<Value> {
    let items = simulator.items(collection).into_iter();
    items.map(|item| item[member].clone()).collect()
}
