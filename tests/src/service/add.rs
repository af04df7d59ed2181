//! Adds an item to a collection: what was sent, and what the service makes.

use serde_json::{Map, Value, json};

use super::by_hand;
use super::made::{Making, is_secret};
use super::store::{Item, Store};
use crate::document::{Api, Member, Resource, Schema, plain};

/// An item that is to be added.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Adding<'a> {
    pub(crate) api: &'a Api,
    pub(crate) resource: &'a Resource,
    /// The path of the collection.
    pub(crate) collection: &'a str,
    /// What a client sent.
    pub(crate) sent: &'a Map<String, Value>,
    /// The schema of what a client may send, for its defaults.
    pub(crate) body: Option<Schema<'a>>,
    pub(crate) now: &'a str,
    /// Whether webhook signatures are enabled.
    pub(crate) signatures: bool,
}

/// Adds the item.
pub(crate) fn add(adding: &Adding<'_>, store: &mut Store) -> Item {
    let mut item = Item::numbered(store.next_number(adding.collection));
    for (name, value) in adding.sent {
        if let Some(member) = adding.resource.members.get(&plain(name)) {
            item.set(&member.name, value.clone());
        }
    }
    by_hand::complete(adding.api, adding.resource, &mut item);
    let mut members: Vec<&Member> = adding.resource.members.values().collect();
    // The status is made before the times that follow from it.
    members.sort_by_key(|member| plain(&member.name) != "status");
    for member in members {
        if item.get(&member.name).is_none()
            && let Some(value) = made(adding, &item, member)
        {
            item.set(&member.name, value);
        }
        let is_secret = is_secret(&member.name, adding.api.schema(&member.schema));
        if is_secret && adding.resource.creatable {
            item.show_once(&member.name);
        }
    }
    by_hand::added(adding.collection, adding.signatures, &mut item);
    store.add(adding.collection, item)
}

/// What the service makes of a member that was not sent.
fn made(adding: &Adding<'_>, item: &Item, member: &Member) -> Option<Value> {
    let schema = adding.api.schema(&member.schema);
    let default = adding
        .body
        .and_then(|body| body.property(&member.name))
        .and_then(|property| property.schema.keyword("default"));
    if let Some(default) = default {
        return Some(default.clone());
    }
    if member.sent && member.required && is_plain_text(schema) {
        return Some(json!(""));
    }
    let making = Making {
        status: item.text("status"),
        ..Making::new(adding.collection, item.number, adding.now)
    };
    making.member(&member.name, schema, member.required)
}

fn is_plain_text(schema: Schema<'_>) -> bool {
    schema.kind() == Some("string") && !schema.nullable() && schema.keyword("enum").is_none()
}
