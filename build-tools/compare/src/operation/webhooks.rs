//! Webhooks: calls that the service makes unasked, judged as callbacks are.

use super::callbacks;
use crate::change::Direction;
use crate::found::Member;
use crate::part::{Part, Root};
use crate::walk::Walk;
use api_document::downgrade::WEBHOOKS;
use api_document::schema::METHODS;
use std::collections::BTreeMap;

const DIRECTION: Direction = Direction::None;

/// The calls of all webhooks, by name and method.
type Calls<'d> = BTreeMap<(&'d str, &'static str), Part<'d>>;

pub(crate) fn compare(walk: &mut Walk<'_>) {
    let (old, new) = (calls(walk.base), calls(walk.revision));
    walk.enter("webhooks");
    for (key @ (name, method), was) in &old {
        if let Some(is) = new.get(key) {
            if !walk.pairs.unchanged.same(was.value, is.value) {
                let subject = format!("webhook `{name}`");
                callbacks::call(walk, &subject, "api-webhook-changed", was, is);
            }
        } else {
            let method = method.to_uppercase();
            let message = format!("the webhook `{name}` with {method} was removed");
            walk.report(
                Member::removed("api-webhook-removed", DIRECTION, was),
                message,
            );
        }
    }
    for ((name, method), is) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        let method = method.to_uppercase();
        let message = format!("the webhook `{name}` with {method} was added");
        walk.report(Member::added("api-webhook-added", DIRECTION, is), message);
    }
}

fn calls(root: Root<'_>) -> Calls<'_> {
    let mut calls = Calls::new();
    for (name, item) in root.members_at(&format!("/{WEBHOOKS}")) {
        let item = root.resolve(item);
        for method in METHODS {
            if let Some(call) = item.get(method) {
                calls.insert((name, method), call);
            }
        }
    }
    calls
}
