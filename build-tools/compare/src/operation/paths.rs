//! The paths and their operations: paths that differ only in the names of
//! their parameters are the same.

use super::endpoint::{Endpoint, without_names};
use super::scheme_pairs::SchemePairs;
use super::{callbacks, details, parameters, requests, responses, security, servers};
use crate::change::Direction;
use crate::found::Member;
use crate::part::Root;
use crate::walk::Walk;
use api_document::schema::METHODS;
use std::collections::BTreeMap;

/// The operations of a document, by nameless path template and method.
type Operations<'d> = BTreeMap<(String, &'static str), Endpoint<'d>>;

pub(crate) fn compare(walk: &mut Walk<'_>, schemes: &SchemePairs) {
    let shared = shared_is_same(walk);
    let (base, revision) = (operations(walk.base), operations(walk.revision));
    for (key, old) in &base {
        match revision.get(key) {
            Some(new) if shared && is_untouched(walk, old, new) => {}
            Some(new) => operation(walk, schemes, old, new),
            None => removed(walk, old, revision.keys().any(|(path, _)| *path == key.0)),
        }
    }
    for (_, new) in revision.iter().filter(|(key, _)| !base.contains_key(*key)) {
        walk.enter(new.location());
        let member = Member::added("endpoint-added", Direction::None, &new.part);
        walk.report(member, "the operation was added");
    }
}

/// Whether servers and security are the same text for all operations.
fn shared_is_same(walk: &Walk<'_>) -> bool {
    ["/servers", "/security", "/components/securitySchemes"]
        .iter()
        .all(|shared| walk.base.0.pointer(shared) == walk.revision.0.pointer(shared))
}

/// Compares an operation that both documents have.
fn operation<'d>(
    walk: &mut Walk<'d>,
    schemes: &SchemePairs,
    base: &Endpoint<'d>,
    revision: &Endpoint<'d>,
) {
    walk.enter(revision.location());
    details::compare(walk, base, revision);
    servers::compare_operation(walk, base, revision);
    security::compare_operation(walk, schemes, base, revision);
    parameters::compare(walk, base, revision);
    requests::compare(walk, base, revision);
    responses::compare(walk, base, revision);
    callbacks::compare(walk, base, revision);
}

/// Whether an operation is the same text on both sides, with all that it
/// refers to.
fn is_untouched(walk: &Walk<'_>, old: &Endpoint<'_>, new: &Endpoint<'_>) -> bool {
    old.path == new.path && walk.pairs.unchanged.same(old.item.value, new.item.value)
}

fn removed(walk: &mut Walk<'_>, old: &Endpoint<'_>, path_stays: bool) {
    let id = match (path_stays, old.part.flag("deprecated")) {
        (true, true) => "api-removed-with-deprecation",
        (true, false) => "api-removed-without-deprecation",
        (false, true) => "api-path-removed-with-deprecation",
        (false, false) => "api-path-removed-without-deprecation",
    };
    walk.enter(old.location());
    let member = Member::removed(id, Direction::None, &old.part);
    walk.report(member, "the operation was removed");
}

fn operations(root: Root<'_>) -> Operations<'_> {
    let mut operations = Operations::new();
    for (path, item) in root.members_at("/paths") {
        let item = root.resolve(item);
        for method in METHODS {
            if let Some(part) = item.get(method) {
                let item = item.clone();
                let operation = Endpoint {
                    path,
                    method,
                    item,
                    part,
                };
                operations.insert((without_names(path), method), operation);
            }
        }
    }
    operations
}
