//! Operations that are known from elsewhere now than before.

use super::section::Section;
use crate::project::Build;
use api_document::schema::{Operation, operations};
use std::collections::BTreeMap;

const VENDOR: &str = "the vendor's document";
const ELSEWHERE: &str = "public documentation";

pub(super) fn section(base: &Build, next: &Build) -> Section {
    let before = origins(base);
    let moved = origins(next)
        .into_iter()
        .filter_map(|(key, (location, now))| {
            let (_, then) = before.get(&key)?;
            (now != *then).then(|| format!("{location}: from {now}, before from {then}"))
        });
    Section {
        title: "Where operations are known from",
        language: None,
        limit: 40,
        items: moved.collect(),
    }
}

/// Where each operation is known from, by its method and path.
fn origins(build: &Build) -> BTreeMap<String, (String, &'static str)> {
    let vendored = operations(&build.document.value);
    let vendored: Vec<String> = vendored.iter().map(Operation::identity).collect();
    let all = operations(&build.supplemented.value);
    let all = all.iter().map(|operation| {
        let identity = operation.identity();
        let origin = if vendored.contains(&identity) {
            VENDOR
        } else {
            ELSEWHERE
        };
        (identity, (operation.location(), origin))
    });
    all.collect()
}
