//! What the collections of a document hold.

use std::collections::BTreeMap;

use serde_json::Value;

use super::operation::{Kind, Operation};
use super::schema::Schema;
use super::spelling::plain;

/// What one collection holds.
#[derive(Debug)]
pub(crate) struct Resource {
    /// The template of the collection's path.
    pub(crate) collection: String,
    /// Whether a client can create items.
    pub(crate) creatable: bool,
    /// The members of an item, in all answers together, by their names in one
    /// spelling.
    pub(crate) members: BTreeMap<String, Member>,
}

/// A member of an item.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The name as the first answer spells it.
    pub(crate) name: String,
    pub(crate) schema: Value,
    /// Whether any answer requires it.
    pub(crate) required: bool,
    /// Whether a client may send it when it creates an item.
    pub(crate) sent: bool,
}

/// The order in which answers are asked for a member.
const ORDER: [Kind; 5] = [Kind::Create, Kind::Get, Kind::Update, Kind::List, Kind::Act];

pub(super) fn all(operations: &[Operation], document: &Value) -> Vec<Resource> {
    let mut resources: Vec<Resource> = Vec::new();
    for kind in ORDER {
        for operation in operations.iter().filter(|one| one.kind == kind) {
            let known = resources
                .iter()
                .position(|one| one.collection == operation.collection);
            let at = known.unwrap_or_else(|| {
                resources.push(Resource {
                    collection: operation.collection.clone(),
                    creatable: false,
                    members: BTreeMap::new(),
                });
                resources.len() - 1
            });
            if let Some(resource) = resources.get_mut(at) {
                resource.creatable |= kind == Kind::Create;
                add(resource, operation, document);
            }
        }
    }
    resources
}

fn add(resource: &mut Resource, operation: &Operation, document: &Value) {
    let sent = match (&operation.body, operation.kind) {
        (Some(body), Kind::Create) => Schema::new(document, &body.schema).properties(),
        _ => BTreeMap::new(),
    };
    let item = operation.item(document);
    for (name, property) in item.map(Schema::properties).unwrap_or_default() {
        let member = resource
            .members
            .entry(plain(name))
            .or_insert_with(|| Member {
                name: name.to_owned(),
                schema: property.schema.node().clone(),
                required: false,
                sent: sent.keys().any(|one| plain(one) == plain(name)),
            });
        member.required |= property.required;
    }
}
