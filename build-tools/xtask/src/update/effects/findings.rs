//! What `lint` finds in the effective document that it did not find before: what
//! no rule and no correction put right, so that calls will meet it.

use super::section::Section;
use crate::project::Build;
use api_document::diagnostic::{Diagnostic, Place};
use std::collections::BTreeMap;

/// Lists of values that grow: enums generated here keep what is not in them.
const CLOSED_ENUM: &str = "closed-response-enum";

/// Names that say nothing: no fault where the type in Rust has another.
const OPAQUE_NAME: &str = "opaque-schema-name";

/// A finding and the place of it in the effective document.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) diagnostic: Diagnostic,
    pub(super) pointer: String,
}

/// The findings of the new build that the old one has not. One that only moved,
/// because a schema is called otherwise now, is not new.
pub(super) fn new(base: &Build, next: &Build) -> Vec<Finding> {
    let mut before: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for found in all(base) {
        let places = before.entry(kind(&found)).or_default();
        places.push(found.pointer);
    }
    let mut moved: BTreeMap<_, usize> = BTreeMap::new();
    let now = all(next);
    for (kind_of, places) in &before {
        let stays = |place: &&String| {
            let same = |found: &&Finding| kind(found) == *kind_of && found.pointer == **place;
            now.iter().any(|found| same(&found))
        };
        let stayed = places.iter().filter(stays).count();
        moved.insert(kind_of.clone(), places.len() - stayed);
    }
    let now = now.into_iter().filter(|found| {
        let kind = kind(found);
        if before
            .get(&kind)
            .is_some_and(|places| places.contains(&found.pointer))
        {
            return false;
        }
        match moved.get_mut(&kind) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        }
    });
    now.collect()
}

/// What makes two findings the same, wherever they are.
fn kind(found: &Finding) -> (&'static str, String) {
    (found.diagnostic.rule.code, found.diagnostic.message.clone())
}

fn all(build: &Build) -> Vec<Finding> {
    let found = api_lint::rules(&build.made.effective).into_iter();
    let findings = found.filter_map(|diagnostic| match &diagnostic.place {
        Place::Pointer(pointer) => Some(Finding {
            pointer: pointer.clone(),
            diagnostic,
        }),
        Place::File | Place::Line { .. } => None,
    });
    let effective = &build.made.effective.value;
    let met = findings.filter(|found| match found.diagnostic.rule.code {
        CLOSED_ENUM => false,
        OPAQUE_NAME => {
            let schema = effective.pointer(&found.pointer);
            schema.is_none_or(|schema| schema.get("x-rust-name").is_none())
        }
        _ => true,
    });
    met.collect()
}

pub(super) fn section(findings: &[Finding]) -> Section {
    let items = findings.iter().map(
        |Finding {
             diagnostic,
             pointer,
         }| {
            format!(
                "{} at {pointer}: {}",
                diagnostic.rule.code, diagnostic.message
            )
        },
    );
    Section {
        title: "New findings that calls will meet",
        language: None,
        limit: 40,
        items: items.collect(),
    }
}
