//! The servers of the document, of paths and of operations.

use super::endpoint::Endpoint;
use crate::change::{Direction, Level};
use crate::found::Member;
use crate::part::Part;
use crate::value::canonical;
use crate::walk::Walk;
use std::collections::{BTreeMap, BTreeSet};

const DIRECTION: Direction = Direction::None;

/// Compares the servers of the documents themselves.
pub(crate) fn compare_shared(walk: &mut Walk<'_>) {
    walk.enter("servers");
    let (old, new) = (walk.base.at("/servers"), walk.revision.at("/servers"));
    compare(walk, old.as_ref(), new.as_ref());
}

/// Compares the servers of an operation where it or its path has its own.
pub(crate) fn compare_operation(walk: &mut Walk<'_>, base: &Endpoint<'_>, revision: &Endpoint<'_>) {
    let own = |operation: &Endpoint<'_>| {
        operation
            .part
            .get("servers")
            .or_else(|| operation.item.get("servers"))
            .map(|part| part.pointer)
    };
    let (old, new) = (own(base), own(revision));
    if old.is_none() && new.is_none() {
        return;
    }
    let shared = || "/servers".into();
    let old = walk.base.at(&old.unwrap_or_else(shared));
    let new = walk.revision.at(&new.unwrap_or_else(shared));
    compare(walk, old.as_ref(), new.as_ref());
}

fn list<'d>(servers: Option<&Part<'d>>) -> BTreeMap<String, Option<Part<'d>>> {
    let mut list: BTreeMap<String, Option<Part<'d>>> = servers
        .into_iter()
        .flat_map(Part::items)
        .filter_map(|server| Some((address(server.text("url")?).to_owned(), Some(server))))
        .collect();
    if list.is_empty() {
        list.insert("/".to_owned(), None);
    }
    list
}

/// An address without the slash at its end, which paths begin with.
fn address(url: &str) -> &str {
    match url.trim_end_matches('/') {
        "" => "/",
        address => address,
    }
}

fn compare(walk: &mut Walk<'_>, base: Option<&Part<'_>>, revision: Option<&Part<'_>>) {
    let (old, new) = (list(base), list(revision));
    for (url, was) in &old {
        if let Some(is) = new.get(url) {
            if let (Some(was), Some(is)) = (was, is) {
                server(walk, url, was, is);
            }
            continue;
        }
        let place = was.as_ref().or(base);
        let now = if place.is_none() { revision } else { None };
        walk.report(
            Member::new("api-server-removed", DIRECTION, place, now),
            format!("the server `{url}` was removed"),
        );
    }
    for (url, is) in new.iter().filter(|(url, _)| !old.contains_key(*url)) {
        let place = is.as_ref().or(revision);
        let was = if place.is_none() { base } else { None };
        walk.report(
            Member::new("api-server-added", DIRECTION, was, place),
            format!("the server `{url}` was added"),
        );
    }
}

fn server(walk: &mut Walk<'_>, url: &str, base: &Part<'_>, revision: &Part<'_>) {
    docs(walk, url, base, revision);
    let (old, new) = (variables(base), variables(revision));
    for (name, was) in &old {
        let is = new.get(name);
        if let Some(is) = is {
            docs(walk, url, was, is);
        }
        variable(walk, (url, name), Some(was), is);
    }
    for (name, is) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        variable(walk, (url, name), None, Some(is));
    }
}

fn variables<'d>(server: &Part<'d>) -> BTreeMap<&'d str, Part<'d>> {
    let variables = server.get("variables");
    variables.iter().flat_map(Part::members).collect()
}

fn docs(walk: &mut Walk<'_>, url: &str, base: &Part<'_>, revision: &Part<'_>) {
    let (old, new) = (base.get("description"), revision.get("description"));
    walk.report_if_changed(
        Member::new(
            "api-server-description-changed",
            DIRECTION,
            old.as_ref(),
            new.as_ref(),
        ),
        format!("the `description` of the server `{url}` changed"),
    );
}

fn variable(
    walk: &mut Walk<'_>,
    (url, name): (&str, &str),
    base: Option<&Part<'_>>,
    revision: Option<&Part<'_>>,
) {
    let meaning = |part: Option<&Part<'_>>| part.map(|part| (allowed(part), default(part)));
    if meaning(base) == meaning(revision) {
        return;
    }
    let level = match (base, revision) {
        (Some(was), Some(is)) if still_allowed(was, is) => Level::NonBreaking,
        _ => Level::Breaking,
    };
    let member = Member::new("api-server-variable-changed", DIRECTION, base, revision);
    let message = format!("the variable `{name}` of the server `{url}` changed");
    walk.report_at(level, member, message);
}

/// The values a variable allows; nothing if it allows any.
fn allowed(variable: &Part<'_>) -> Option<BTreeSet<String>> {
    let values = variable.get("enum")?;
    Some(
        values
            .items()
            .map(|value| canonical::text(value.value))
            .collect(),
    )
}

fn default(variable: &Part<'_>) -> Option<String> {
    variable
        .get("default")
        .map(|value| canonical::text(value.value))
}

/// Whether every URL that could be built before still can be.
fn still_allowed(base: &Part<'_>, revision: &Part<'_>) -> bool {
    match (allowed(base), allowed(revision)) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(old), Some(new)) => old.is_subset(&new),
    }
}
