//! Verification of a webhook.
//!
//! It only starts the check, so the answer still shows the webhook as it was;
//! the endpoint of the simulator's webhook always passes. A webhook that is
//! verified is refused. A new url makes a webhook unverified again.

use serde_json::json;

use super::super::call::Call;
use super::super::store::{Item, Store};
use crate::answer::Answer;
use crate::refusals;

pub(super) fn act(call: &Call<'_>, store: &mut Store) -> Result<(), Answer> {
    if !call.is("POST", &["webhooks", "*", "verification"]) {
        return Ok(());
    }
    match store.find_mut(&call.collection(), call.id()) {
        Some(item) if item.get("verified") == Some(&json!(true)) => {
            Err(refusals::bad_request("Webhook is verified already"))
        }
        Some(item) => {
            item.set("verified", json!(true));
            Ok(())
        }
        None => Ok(()),
    }
}

pub(super) fn updated(item: &mut Item, before: &Item) {
    if item.get("verified").is_some() && item.get("url") != before.get("url") {
        item.set("verified", json!(false));
    }
}
