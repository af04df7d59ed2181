//! Lets a property of an answer be null where the document gives reason to doubt that
//! it never is: the same property may be null elsewhere, or it is a time of something
//! that need not have happened.
//!
//! The vendor's documents say of few properties that they may be null, and samples and
//! live answers have null in others (an API key's `environment`, `disabledAt`). A type
//! that refused those would lose the whole answer. `nullable: false` in the overlay
//! settles it for one property.

use super::sites::{Kind, Site, is_called_time, sites};
use crate::assumed::ASSUMED;
use api_document::ingest::Document;
use api_document::member::Members;
use api_document::names::words;
use api_document::schema::{operations, reachable_from};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn allow(document: &mut Document) -> Vec<String> {
    let doubtful = doubtful(&document.value);
    let allowed = doubtful.into_iter().map(|(pointer, because)| {
        if let Some(Value::Object(schema)) = document.value.pointer_mut(&pointer) {
            schema.insert("nullable".to_owned(), json!(true));
        }
        format!("null at #{pointer}: allowed, because {because}")
    });
    allowed.collect()
}

/// The places of answers where null is to be expected, and why.
fn doubtful(document: &Value) -> Vec<(String, String)> {
    let sites = sites(document);
    let properties = || sites.iter().filter(|site| site.kind == Kind::Property);
    let mut nullable = BTreeMap::new();
    for site in properties().filter(|site| is_declared_nullable(site.schema)) {
        nullable.entry(&*site.name).or_insert(&*site.pointer);
    }
    let sent = sent(document);
    let answered = properties().filter(|site| site.received && !is_in(&sent, &site.pointer));
    let strings = answered.filter(|site| {
        let ty = site.schema.member("type").and_then(Value::as_str);
        ty == Some("string") && site.schema.member("nullable").is_none()
    });
    let judged = strings.filter_map(|site| {
        let because = match nullable.get(&*site.name) {
            Some(other) => format!("`{}` may be null at #{other}", site.name),
            None => why_not_yet(site)?,
        };
        Some((site.pointer.clone(), because))
    });
    judged.collect()
}

/// What is assumed of a bare object says nothing of others.
fn is_declared_nullable(schema: &Value) -> bool {
    schema.member("nullable") == Some(&json!(true)) && schema.get(ASSUMED).is_none()
}

/// Says so of a time of something that need not have happened: all but a creation.
fn why_not_yet(site: &Site<'_>) -> Option<String> {
    let is_creation = words(&site.name)
        .first()
        .is_some_and(|first| first == "created");
    let because = format!("`{}` may be a time of what has not happened yet", site.name);
    (is_called_time(&site.name) && !is_creation).then_some(because)
}

/// The schema components that requests are made of.
fn sent(document: &Value) -> BTreeSet<String> {
    let all = operations(document);
    let bodies = all.iter().filter_map(|one| one.value.member("requestBody"));
    let shared = document.pointer("/components/requestBodies");
    reachable_from(document, bodies.chain(shared).collect())
}

/// Whether a place is in one of these components.
fn is_in(components: &BTreeSet<String>, pointer: &str) -> bool {
    let inside = pointer.strip_prefix("/components/schemas/");
    let name = inside.and_then(|rest| rest.split('/').next());
    name.is_some_and(|name| components.contains(&api_document::diagnostic::unescape_segment(name)))
}
