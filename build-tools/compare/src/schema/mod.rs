//! What differs in one pair of schemas, and which pairs are inside it.

mod comparison;
mod constraints;
mod discriminators;
pub(crate) mod fingerprint;
pub(crate) mod flat;
pub(crate) mod graph;
mod keywords;
pub(crate) mod pairs;
mod partners;
mod properties;
pub(crate) mod types;
mod unions;

use crate::catalogue::schema::{self as r, Aspect, Effect};
use crate::found::PairChanges;
use crate::part::Part;
use crate::value::canonical;
use comparison::Comparison;
use constraints::Constraints;
use flat::Flat;
use pairs::{Pair, Pairs};
use std::collections::BTreeSet;

/// Compares one pair; the pairs inside it are only numbered.
pub(crate) fn compare<'d>(pairs: &mut Pairs<'d>, pair: &Pair<'d>) -> PairChanges<'d> {
    let mut comparison = Comparison {
        base: Flat::of(pairs.base, &pair.base),
        revision: Flat::of(pairs.revision, &pair.revision),
        pairs,
        scope: pair.scope,
        out: PairChanges::default(),
    };
    comparison.docs();
    if unions::wrapped(&mut comparison, &pair.base, &pair.revision) || comparison.another_type() {
        return comparison.out;
    }
    comparison.constraints();
    properties::compare(&mut comparison);
    comparison.items();
    comparison.additional();
    comparison.not();
    keywords::compare(&mut comparison);
    unions::compare(&mut comparison);
    comparison.out
}

impl<'d> Comparison<'_, 'd> {
    fn docs(&mut self) {
        const DOCS: [(&str, &Aspect); 5] = [
            ("description", &r::DESCRIPTION_CHANGED),
            ("title", &r::TITLE_CHANGED),
            ("example", &r::EXAMPLE_CHANGED),
            ("x-examples", &r::EXAMPLE_CHANGED),
            ("externalDocs", &r::EXTERNAL_DOCS_CHANGED),
        ];
        for (keyword, aspect) in DOCS {
            if said(&self.base, keyword) != said(&self.revision, keyword) {
                let (base, revision) = (self.base.get(keyword), self.revision.get(keyword));
                self.add(aspect, base.as_ref(), revision.as_ref());
            }
        }
        let (base, revision) = (self.base.get("deprecated"), self.revision.get("deprecated"));
        let (base, revision) = (base.as_ref(), revision.as_ref());
        match (
            self.base.flag("deprecated"),
            self.revision.flag("deprecated"),
        ) {
            (false, true) => self.add(&r::SCHEMA_DEPRECATED, base, revision),
            (true, false) => self.add(&r::SCHEMA_REACTIVATED, base, revision),
            _ => {}
        }
    }

    /// Compares the types; returns whether they have nothing in common, so that
    /// nothing else is worth a report.
    fn another_type(&mut self) -> bool {
        let Some(effect) = types::effect(self) else {
            return false;
        };
        let aspect = match effect {
            Effect::Narrows => &r::TYPE_SPECIALIZED,
            Effect::Widens => &r::TYPE_GENERALIZED,
            _ => &r::TYPE_CHANGED,
        };
        let keyword = if self.base.kind() == self.revision.kind() {
            "format"
        } else {
            "type"
        };
        let (base, revision) = (self.base.get(keyword), self.revision.get(keyword));
        let (old, new) = (types::label(&self.base), types::label(&self.revision));
        let what = format!("changed its type from {old} to {new}");
        self.add_as(aspect, base.as_ref(), revision.as_ref(), what);
        effect == Effect::Either && keyword == "type"
    }

    fn constraints(&mut self) {
        Constraints {
            base: &self.base,
            revision: &self.revision,
            scope: self.scope,
            out: &mut self.out,
        }
        .compare();
    }

    fn items(&mut self) {
        let base: Vec<Part<'d>> = self.base.every("items").collect();
        let revision: Vec<Part<'d>> = self.revision.every("items").collect();
        match (base.first(), revision.first()) {
            (None, Some(new)) => self.add(&r::ITEMS_ADDED, None, Some(new)),
            (Some(old), None) => self.add(&r::ITEMS_REMOVED, Some(old), None),
            (Some(_), Some(_)) => self.descend("[]", &base, &revision, self.scope.inner()),
            (None, None) => {}
        }
    }

    fn additional(&mut self) {
        let (base, revision) = (Additional::of(&self.base), Additional::of(&self.revision));
        let (old, new) = (
            self.base.get("additionalProperties"),
            self.revision.get("additionalProperties"),
        );
        let (old, new) = (old.as_ref(), new.as_ref());
        match (base, revision) {
            (Additional::Schema(base), Additional::Schema(revision)) => {
                self.descend("*", &base, &revision, self.scope.inner());
            }
            (Additional::Never, Additional::Any | Additional::Schema(_)) => {
                self.add(&r::ADDITIONAL_ALLOWED, old, new);
            }
            (Additional::Any | Additional::Schema(_), Additional::Never) => {
                self.add(&r::ADDITIONAL_DISALLOWED, old, new);
            }
            (Additional::Any, Additional::Schema(_)) => {
                self.add(&r::ADDITIONAL_SCHEMA_ADDED, old, new);
            }
            (Additional::Schema(_), Additional::Any) => {
                self.add(&r::ADDITIONAL_SCHEMA_REMOVED, old, new);
            }
            (Additional::Any, Additional::Any) | (Additional::Never, Additional::Never) => {}
        }
    }

    fn not(&mut self) {
        let base: Vec<Part<'d>> = self.base.every("not").collect();
        let revision: Vec<Part<'d>> = self.revision.every("not").collect();
        match (base.first(), revision.first()) {
            (None, Some(new)) => self.add(&r::NOT_ADDED, None, Some(new)),
            (Some(old), None) => self.add(&r::NOT_REMOVED, Some(old), None),
            (Some(old), Some(new)) => {
                let mut prints = |fingerprints: &[Part<'d>], revised: bool| -> Vec<u64> {
                    let known = if revised {
                        &mut self.pairs.revision_prints
                    } else {
                        &mut self.pairs.base_prints
                    };
                    let each = fingerprints.iter();
                    let mut prints: Vec<u64> = each
                        .map(|part| known.of(std::slice::from_ref(part)))
                        .collect();
                    prints.sort_unstable();
                    prints
                };
                if prints(&base, false) != prints(&revision, true) {
                    self.add(&r::NOT_CHANGED, Some(old), Some(new));
                }
            }
            (None, None) => {}
        }
    }
}

/// The documentation of a schema itself or, where it has none, of its parts,
/// which have no order.
fn said(flat: &Flat<'_>, keyword: &str) -> BTreeSet<String> {
    let own = flat.parts.first().and_then(|part| part.docs(keyword));
    match own {
        Some(own) => [canonical::text(own.value)].into(),
        None => flat
            .parts
            .iter()
            .filter_map(|part| part.docs(keyword))
            .map(|part| canonical::text(part.value))
            .collect(),
    }
}

/// The properties an object allows beside the declared ones.
enum Additional<'d> {
    Any,
    Never,
    Schema(Vec<Part<'d>>),
}

impl<'d> Additional<'d> {
    fn of(flat: &Flat<'d>) -> Self {
        let mut schemas = Vec::new();
        for part in flat.every("additionalProperties") {
            match part.value {
                serde_json::Value::Bool(false) => return Self::Never,
                serde_json::Value::Object(members) if !members.is_empty() => schemas.push(part),
                _ => {}
            }
        }
        if schemas.is_empty() {
            Self::Any
        } else {
            Self::Schema(schemas)
        }
    }
}
