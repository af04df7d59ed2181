//! Environments, which other items are in.

use serde_json::{Value, json};

use super::super::call::Call;
use super::super::store::{Item, Store};
use crate::answer::Answer;
use crate::document::{Api, Resource};
use crate::refusals;

/// The environment of every new workspace: the id the vendor's documentation
/// shows.
pub(crate) const DEFAULT_ENVIRONMENT: &str = "ae_47abaca3db2c7c43";

/// The path of the environments.
pub(crate) const ENVIRONMENTS: &str = "/environments";

/// Adds an environment by its id.
pub(crate) fn environment(store: &mut Store, id: &str, now: &str) {
    if store.find(ENVIRONMENTS, id).is_some() {
        return;
    }
    let mut item = Item::default();
    item.set("id", json!(id));
    let is_default = id == DEFAULT_ENVIRONMENT;
    item.set(
        "name",
        json!(if is_default {
            "Default environment"
        } else {
            id
        }),
    );
    item.set("created_at", json!(now));
    item.set("updated_at", json!(now));
    store.add(ENVIRONMENTS, item);
}

pub(super) fn check(call: &Call<'_>, store: &Store) -> Result<(), Answer> {
    match call.body.get("environment").and_then(Value::as_str) {
        Some(id) if store.find(ENVIRONMENTS, id).is_none() => {
            Err(refusals::unknown_environment(call.operation, id))
        }
        _ => Ok(()),
    }
}

/// A key without an environment is in the default one, unless its type gives it
/// the whole workspace; so is everything that must have one.
pub(super) fn complete(api: &Api, resource: &Resource, item: &mut Item) {
    let Some(member) = resource.members.get("environment") else {
        return;
    };
    let schema = api.schema(&member.schema);
    let is_public_key = resource.collection.ends_with("/api-keys")
        && !matches!(item.text("type"), Some("secret" | "proxy"));
    let must_have_one = member.required && !schema.nullable() && !schema.says_nothing();
    if item.get("environment").is_none() && (is_public_key || must_have_one) {
        item.set("environment", json!(DEFAULT_ENVIRONMENT));
    }
}

/// An environment with an enabled key stays.
pub(super) fn check_delete(call: &Call<'_>, item: &Item, store: &Store) -> Result<(), Answer> {
    if call.operation.collection != ENVIRONMENTS {
        return Ok(());
    }
    let in_use = store.items_of_all("api-keys").any(|key| {
        key.text("environment") == item.text("id") && key.text("status") == Some("enabled")
    });
    if in_use {
        return Err(refusals::bad_request("Environment has enabled API keys"));
    }
    Ok(())
}
