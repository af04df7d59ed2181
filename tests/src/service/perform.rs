//! Does what a request asks for.

use serde_json::{Map, Value, json};

use super::add::{Adding, add};
use super::by_hand;
use super::call::Call;
use super::made::is_moment;
use super::store::{Item, Store};
use super::{list, view};
use crate::answer::Answer;
use crate::document::{Kind, Resource, plain, words};
use crate::refusals;

/// Does the operation, and answers.
pub(crate) fn perform(call: &Call<'_>, store: &mut Store) -> Result<Answer, Answer> {
    call.check_parents(store)?;
    by_hand::check_environment(call, store)?;
    if let Some(answered) = by_hand::instead(call, store) {
        return answered;
    }
    match call.operation.kind {
        Kind::List => Ok(view::page(call, &list::page(call, store)?)),
        Kind::Create => create(call, store),
        Kind::Get => Ok(view::one(call, existing(call, store)?)),
        Kind::Update => update(call, store),
        Kind::Delete => delete(call, store),
        Kind::Act => act(call, store),
        Kind::Bulk => Ok(bulk(call, store)),
        Kind::Sample => Ok(view::sample(call)),
    }
}

fn existing<'s>(call: &Call<'_>, store: &'s Store) -> Result<&'s Item, Answer> {
    let found = store.find(&call.collection(), call.id());
    found.ok_or_else(|| refusals::not_found(call.id()))
}

fn create(call: &Call<'_>, store: &mut Store) -> Result<Answer, Answer> {
    let collection = call.collection();
    if call.operation.documents(409) {
        let taken = store
            .items(&collection)
            .iter()
            .any(|item| is_same(call, item));
        if taken {
            return Err(refusals::conflict("There is one like this already"));
        }
    }
    let Some(resource) = call.resource() else {
        return Ok(view::sample(call));
    };
    let item = add(&adding(call, resource, &collection, call.body), store);
    Ok(view::one(call, &item))
}

fn adding<'a>(
    call: &Call<'a>,
    resource: &'a Resource,
    collection: &'a str,
    sent: &'a Map<String, Value>,
) -> Adding<'a> {
    let body = call.operation.body.as_ref();
    Adding {
        api: call.api,
        resource,
        collection,
        sent,
        body: body.map(|body| call.api.schema(&body.schema)),
        now: call.now,
        signatures: call.signatures,
    }
}

/// Whether an item has all that the body must have.
fn is_same(call: &Call<'_>, item: &Item) -> bool {
    let Some(body) = &call.operation.body else {
        return false;
    };
    let properties = call.api.schema(&body.schema).properties();
    let mut required = properties.iter().filter(|(_, property)| property.required);
    required.clone().next().is_some()
        && required.all(|(name, _)| item.get(name) == call.body.get(*name))
}

fn update(call: &Call<'_>, store: &mut Store) -> Result<Answer, Answer> {
    existing(call, store)?;
    let resource = call.resource();
    let Some(item) = store.find_mut(&call.collection(), call.id()) else {
        return Err(refusals::not_found(call.id()));
    };
    let before = item.clone();
    for (name, value) in call.body {
        let known = resource.and_then(|resource| resource.members.get(&plain(name)));
        if let Some(member) = known
            && plain(name) != "id"
        {
            item.set(&member.name, value.clone());
        }
    }
    for member in resource.into_iter().flat_map(|one| one.members.values()) {
        if is_moment(&member.name, call.api.schema(&member.schema)) {
            follow(call, item, &before, &member.name);
        }
    }
    by_hand::updated(item, &before);
    Ok(view::one(call, item))
}

/// Sets a time that follows from an update: of the update itself, or of the
/// status that it changed.
fn follow(call: &Call<'_>, item: &mut Item, before: &Item, name: &str) {
    let words = words(name);
    let first = words.first().map(String::as_str);
    let (old, new) = (before.text("status"), item.text("status"));
    let about = |status: Option<&str>| status.is_some_and(|it| words.iter().any(|one| one == it));
    if first == Some("updated") || old != new && about(new) {
        item.set(name, json!(call.now));
    } else if old != new && about(old) && first != Some("last") {
        item.set(name, Value::Null);
    }
}

fn delete(call: &Call<'_>, store: &mut Store) -> Result<Answer, Answer> {
    let item = existing(call, store)?;
    by_hand::check_delete(call, item, store)?;
    let answer = view::one(call, item);
    store.remove(&call.collection(), call.id());
    Ok(answer)
}

fn act(call: &Call<'_>, store: &mut Store) -> Result<Answer, Answer> {
    let item = existing(call, store)?;
    let answer = view::one(call, item);
    by_hand::act(call, store)?;
    Ok(answer)
}

/// Adds what is listed in the body. What stands beside the list holds for each.
fn bulk(call: &Call<'_>, store: &mut Store) -> Answer {
    let Some(resource) = call.resource() else {
        return view::sample(call);
    };
    let (lists, beside): (Map<_, _>, Map<_, _>) = call
        .body
        .clone()
        .into_iter()
        .partition(|(_, value)| value.is_array());
    let elements = lists.values().filter_map(Value::as_array).flatten();
    let collection = call.collection();
    let items: Vec<Item> = elements
        .filter_map(Value::as_object)
        .map(|element| {
            let mut sent = beside.clone();
            sent.extend(element.clone());
            add(&adding(call, resource, &collection, &sent), store)
        })
        .collect();
    view::several(call, &items)
}
