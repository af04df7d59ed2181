//! The origin lists of 2024-05-20: one list of origins to allow and one of
//! those to deny, for each environment.
//!
//! They are set as a whole: where one list is filled, the other has to be
//! `["*"]`. Or they are changed by adding to one list or removing from it; of
//! this, no rule is documented. Both empty, there are none.

use serde_json::{Value, json};

use super::super::call::Call;
use super::super::store::{Item, Store};
use super::super::view;
use crate::answer::Answer;
use crate::refusals;
use crate::violation::Violation;

const COLLECTION: &str = "/filtering-rules";

/// Sets or changes the lists, if the operation is one of these.
pub(super) fn perform(call: &Call<'_>, store: &mut Store) -> Option<Result<Answer, Answer>> {
    let path = [COLLECTION.trim_start_matches('/')];
    let has = |names: &[&str]| names.iter().all(|name| call.body.contains_key(*name));
    if call.is("POST", &path) && has(&["environment", "allow", "deny"]) {
        let lists = ["allow", "deny"].map(|name| call.body[name].clone());
        return Some(check(call, &lists).map(|()| set(call, store, lists)));
    }
    if call.is("PATCH", &path) && has(&["environment", "permission", "op", "items"]) {
        let lists = changed(call, store);
        return Some(Ok(set(call, store, lists)));
    }
    None
}

/// Refuses lists of which neither is `["*"]`.
fn check(call: &Call<'_>, [allow, deny]: &[Value; 2]) -> Result<(), Answer> {
    let (all, none) = (json!(["*"]), json!([]));
    if [allow, deny].contains(&&all) || (allow, deny) == (&none, &none) {
        return Ok(());
    }
    let wrong = if *allow == none { "allow" } else { "deny" };
    let violation = Violation::new(wrong, "must be [\"*\"] where the other list is filled");
    Err(refusals::invalid(call.operation, vec![violation]))
}

/// The lists after a change to one of them.
fn changed(call: &Call<'_>, store: &Store) -> [Value; 2] {
    let held = store
        .items(COLLECTION)
        .iter()
        .find(|item| is_of(call, item));
    ["allow", "deny"].map(|name| {
        let list = held
            .and_then(|item| item.get(name))
            .and_then(Value::as_array);
        let mut list = list.cloned().unwrap_or_default();
        if call.body["permission"] == json!(name) {
            let items = call.body["items"].as_array().cloned().unwrap_or_default();
            list.retain(|origin| !items.contains(origin));
            if call.body["op"] == json!("add") {
                list.extend(items);
            }
        }
        Value::Array(list)
    })
}

fn set(call: &Call<'_>, store: &mut Store, [allow, deny]: [Value; 2]) -> Answer {
    store.retain(COLLECTION, |item| !is_of(call, item));
    let mut now = Vec::new();
    if allow != json!([]) || deny != json!([]) {
        let mut item = Item::default();
        item.set("type", json!("origin"));
        item.set("environment", call.body["environment"].clone());
        item.set("allow", allow);
        item.set("deny", deny);
        now.push(store.add(COLLECTION, item));
    }
    view::several(call, &now)
}

fn is_of(call: &Call<'_>, item: &Item) -> bool {
    item.get("environment") == call.body.get("environment")
}
