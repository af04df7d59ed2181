//! What the service holds: collections of items, by the path of the collection.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::document::plain;

/// Every collection, by its path, such as `/webhooks/wh_1/rules`.
#[derive(Debug, Default)]
pub(crate) struct Store {
    collections: BTreeMap<String, Collection>,
}

#[derive(Debug, Default)]
struct Collection {
    /// How many items were ever added.
    added: u64,
    /// Oldest first.
    items: Vec<Item>,
}

/// An item. Its members are known in any casing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Item {
    /// Counted from one within the collection.
    pub(crate) number: u64,
    members: BTreeMap<String, (String, Value)>,
    /// The members that only the answer to the create shows.
    once: BTreeSet<String>,
}

impl Item {
    pub(crate) fn numbered(number: u64) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.members.get(&plain(name)).map(|(_, value)| value)
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// Sets a member. The first spelling of its name stays.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        let member = self.members.entry(plain(name));
        member.or_insert_with(|| (name.to_owned(), Value::Null)).1 = value;
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.members.remove(&plain(name));
    }

    /// Hides a member once the answer to the create has shown it.
    pub(crate) fn show_once(&mut self, name: &str) {
        self.once.insert(plain(name));
    }

    /// Goes on showing a member.
    pub(crate) fn show_always(&mut self, name: &str) {
        self.once.remove(&plain(name));
    }

    pub(crate) fn shows_once(&self, name: &str) -> bool {
        self.once.contains(&plain(name))
    }

    /// The names of the members, and their values.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.members
            .values()
            .map(|(name, value)| (name.as_str(), value))
    }

    pub(crate) fn to_value(&self) -> Value {
        let members = self.members();
        let object: Map<String, Value> = members
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect();
        Value::Object(object)
    }
}

impl Store {
    /// The items of a collection, oldest first.
    pub(crate) fn items(&self, collection: &str) -> &[Item] {
        let items = self.collections.get(collection).map(|one| &one.items);
        items.map_or(&[], Vec::as_slice)
    }

    /// The items of all collections whose last segment is `name`.
    pub(crate) fn items_of_all(&self, name: &str) -> impl Iterator<Item = &Item> {
        self.collections
            .iter()
            .filter(move |(path, _)| path.rsplit('/').next() == Some(name))
            .flat_map(|(_, collection)| &collection.items)
    }

    pub(crate) fn find(&self, collection: &str, id: &str) -> Option<&Item> {
        let mut items = self.items(collection).iter();
        items.find(|item| is(item, id))
    }

    pub(crate) fn find_mut(&mut self, collection: &str, id: &str) -> Option<&mut Item> {
        let items = &mut self.collections.get_mut(collection)?.items;
        items.iter_mut().find(|item| is(item, id))
    }

    /// The number that the next item of a collection gets.
    pub(crate) fn next_number(&self, collection: &str) -> u64 {
        let added = self.collections.get(collection).map(|one| one.added);
        added.unwrap_or_default() + 1
    }

    pub(crate) fn add(&mut self, collection: &str, mut item: Item) -> Item {
        let collection = self.collections.entry(collection.to_owned()).or_default();
        collection.added += 1;
        item.number = collection.added;
        collection.items.push(item.clone());
        item
    }

    /// Removes an item, with the collections below it.
    pub(crate) fn remove(&mut self, collection: &str, id: &str) {
        if let Some(held) = self.collections.get_mut(collection) {
            held.items.retain(|item| !is(item, id));
        }
        let below = format!("{collection}/{}/", segment(id));
        self.collections.retain(|path, _| !path.starts_with(&below));
    }

    /// Keeps the items that are wanted.
    pub(crate) fn retain(&mut self, collection: &str, wanted: impl Fn(&Item) -> bool) {
        if let Some(held) = self.collections.get_mut(collection) {
            held.items.retain(|item| wanted(item));
        }
    }
}

/// An id as a segment of a path.
pub(crate) fn segment(id: &str) -> String {
    id.replace('%', "%25").replace('/', "%2F")
}

fn is(item: &Item, id: &str) -> bool {
    match item.get("id") {
        Some(Value::String(text)) => text == id,
        Some(Value::Number(number)) => number.to_string() == id,
        _ => false,
    }
}
