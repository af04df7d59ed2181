//! What is there before the first request.

use serde_json::{Map, Value};

use super::add::{Adding, add};
use super::by_hand;
use super::store::Store;
use crate::document::{Api, Resource};

/// Adds a default environment, and one item to each collection that a client
/// cannot add to.
pub(crate) fn furnish(api: &Api, store: &mut Store, now: &str) {
    by_hand::environment(store, by_hand::DEFAULT_ENVIRONMENT, now);
    let nothing = Map::new();
    for resource in &api.resources {
        let is_nested = resource.collection.contains('{');
        if !resource.creatable && !is_nested && resource.members.contains_key("id") {
            add(
                &adding(api, resource, &resource.collection, &nothing, now),
                store,
            );
        }
    }
}

/// Adds an item to the collection of a path, or says why not.
pub(crate) fn seed(
    api: &Api,
    store: &mut Store,
    path: &str,
    members: &Map<String, Value>,
    now: &str,
) -> Result<(), String> {
    let resource = api.resources.iter().find(|one| fits(&one.collection, path));
    match resource {
        Some(resource) => add(&adding(api, resource, path, members, now), store),
        None if path == by_hand::ENVIRONMENTS => {
            let id = members.get("id").and_then(Value::as_str);
            let id = id.ok_or_else(|| format!("{path}: expected a member `id`, found none"))?;
            by_hand::environment(store, id, now);
            return Ok(());
        }
        None => return Err(format!("{path}: expected a collection of the document")),
    };
    Ok(())
}

fn adding<'a>(
    api: &'a Api,
    resource: &'a Resource,
    collection: &'a str,
    sent: &'a Map<String, Value>,
    now: &'a str,
) -> Adding<'a> {
    Adding {
        api,
        resource,
        collection,
        sent,
        body: None,
        now,
        signatures: true,
    }
}

/// Whether a path is of a template.
fn fits(template: &str, path: &str) -> bool {
    template.split('/').count() == path.split('/').count()
        && template
            .split('/')
            .zip(path.split('/'))
            .all(|(of_template, of_path)| of_template.starts_with('{') || of_template == of_path)
}
