//! What differs in one pair of schemas, and which pairs are inside it.

use super::Direction;
use super::canonical;
use super::constraints::Constraints;
use super::document::{Part, Side};
use super::engine::{Difference, Engine, Finding};
use super::flat::Flat;
use super::rules::{self as r, Aspect, Effect, Scope};
use super::{types, unions};
use std::collections::BTreeSet;

/// One pair of schemas being compared.
pub(super) struct Comparison<'c, 'd> {
    pub(super) engine: &'c mut Engine<'d>,
    pub(super) base: Flat<'d>,
    pub(super) revision: Flat<'d>,
    pub(super) scope: Scope,
    pub(super) out: Difference<'d>,
}

pub(super) fn compare<'d>(
    engine: &mut Engine<'d>,
    base: &[Part<'d>],
    revision: &[Part<'d>],
    scope: Scope,
) -> Difference<'d> {
    let mut comparison = Comparison {
        base: Flat::of(engine.base, base),
        revision: Flat::of(engine.revision, revision),
        engine,
        scope,
        out: Difference::default(),
    };
    comparison.words();
    if unions::wrapped(&mut comparison, base, revision) || comparison.another_type() {
        return comparison.out;
    }
    comparison.constraints();
    comparison.properties();
    comparison.items();
    comparison.additional();
    comparison.not();
    unions::compare(&mut comparison);
    comparison.out
}

impl<'d> Comparison<'_, 'd> {
    /// Adds a change of the schema itself.
    pub(super) fn add(
        &mut self,
        aspect: &'static Aspect,
        base: Option<&Part<'d>>,
        revision: Option<&Part<'d>>,
        what: impl Into<String>,
    ) {
        self.out
            .add(self.scope, aspect, base, revision, what.into());
    }

    /// Has a schema inside this one compared, too.
    pub(super) fn descend(
        &mut self,
        segment: &str,
        base: &[Part<'d>],
        revision: &[Part<'d>],
        scope: Scope,
    ) {
        if let Some(number) = self.engine.pair(base, revision, scope) {
            self.out.inner.push((segment.to_owned(), number));
        }
    }

    fn words(&mut self) {
        const WORDS: [(&str, &Aspect); 4] = [
            ("description", &r::DESCRIPTION_CHANGED),
            ("title", &r::TITLE_CHANGED),
            ("example", &r::EXAMPLE_CHANGED),
            ("externalDocs", &r::EXTERNAL_DOCS_CHANGED),
        ];
        for (keyword, aspect) in WORDS {
            let (base, revision) = (self.base.get(keyword), self.revision.get(keyword));
            let value = |part: &Option<Part<'d>>| part.as_ref().map(|part| part.value);
            if !canonical::same(value(&base), value(&revision)) {
                let what = format!("has another `{keyword}`");
                self.add(aspect, base.as_ref(), revision.as_ref(), what);
            }
        }
        let (base, revision) = (self.base.get("deprecated"), self.revision.get("deprecated"));
        let (base, revision) = (base.as_ref(), revision.as_ref());
        match (
            self.base.flag("deprecated"),
            self.revision.flag("deprecated"),
        ) {
            (false, true) => self.add(&r::SCHEMA_DEPRECATED, base, revision, "is deprecated"),
            (true, false) => {
                self.add(
                    &r::SCHEMA_REACTIVATED,
                    base,
                    revision,
                    "is not deprecated any more",
                );
            }
            _ => {}
        }
    }

    /// Whether the types have nothing in common: then nothing else is told.
    fn another_type(&mut self) -> bool {
        let Some(effect) = types::effect(&self.base, &self.revision) else {
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
        let (old, new) = (types::words(&self.base), types::words(&self.revision));
        let what = format!("is {new} instead of {old}");
        self.add(aspect, base.as_ref(), revision.as_ref(), what);
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

    fn properties(&mut self) {
        let names: BTreeSet<&'d str> = [&self.base, &self.revision]
            .iter()
            .flat_map(|flat| flat.properties.keys().chain(flat.required.keys()))
            .copied()
            .collect();
        for name in names {
            let (base, revision) = (has(&self.base, name), has(&self.revision, name));
            match (base, revision) {
                (true, true) => self.property(name),
                (true, false) => self.property_removed(name),
                (false, true) => self.property_added(name),
                (false, false) => {}
            }
        }
    }

    fn property(&mut self, name: &'d str) {
        let base = self.base.properties.get(name).cloned().unwrap_or_default();
        let revision = self
            .revision
            .properties
            .get(name)
            .cloned()
            .unwrap_or_default();
        let (old, new) = (
            Marks::of(self.engine.base, &base),
            Marks::of(self.engine.revision, &revision),
        );
        let direction = self.scope.direction();
        self.marks(name, old, new);
        if old.hidden(direction) || new.hidden(direction) {
            return;
        }
        self.requirement(name);
        if !base.is_empty() && !revision.is_empty() {
            self.descend(name, &base, &revision, self.scope.inner());
        }
    }

    fn requirement(&mut self, name: &'d str) {
        let old = self.base.required.get(name).cloned();
        let new = self.revision.required.get(name).cloned();
        let request = self.scope.direction() == Direction::Request;
        let (id, place, what) = match (old, new) {
            (None, Some(new)) if request => {
                ("request-property-became-required", new, "is required now")
            }
            (None, Some(new)) => (
                "response-property-became-required",
                new,
                "is always there now",
            ),
            (Some(old), None) if request => (
                "request-property-became-optional",
                old,
                "can be left out now",
            ),
            (Some(old), None) => (
                "response-property-became-optional",
                old,
                "may be absent now",
            ),
            _ => return,
        };
        self.about(name, id, place, what);
    }

    /// Reports a change of a property with an id of its own.
    fn about(&mut self, name: &'d str, id: &'static str, place: Part<'d>, what: &str) {
        let rule = r::rule(id);
        self.out.findings.push(Finding {
            rule,
            key: id,
            level: rule.levels.first().copied().unwrap_or_default(),
            pointer: place.pointer,
            property: Some(name),
            what: what.to_owned(),
            before: snippet(&self.base, name),
            after: snippet(&self.revision, name),
        });
    }

    fn property_removed(&mut self, name: &'d str) {
        let parts = self.base.properties.get(name).cloned().unwrap_or_default();
        let hidden = Marks::of(self.engine.base, &parts).hidden(self.scope.direction());
        let Some(place) = place(&self.base, name).filter(|_| !hidden) else {
            return;
        };
        let required = self.base.required.contains_key(name);
        let id = match (self.scope.direction(), required) {
            (Direction::Request, _) => "request-property-removed",
            (_, true) => "response-required-property-removed",
            (_, false) => "response-optional-property-removed",
        };
        self.about(name, id, place, "is gone");
    }

    fn property_added(&mut self, name: &'d str) {
        let parts = self
            .revision
            .properties
            .get(name)
            .cloned()
            .unwrap_or_default();
        let hidden = Marks::of(self.engine.revision, &parts).hidden(self.scope.direction());
        let Some(place) = place(&self.revision, name).filter(|_| !hidden) else {
            return;
        };
        let required = self.revision.required.contains_key(name);
        let (id, what) = match (self.scope.direction(), required) {
            (Direction::Request, true) => ("new-required-request-property", "is new and required"),
            (Direction::Request, false) => ("new-optional-request-property", "is new and optional"),
            (_, true) => (
                "response-required-property-added",
                "is new and always there",
            ),
            (_, false) => ("response-optional-property-added", "is new and optional"),
        };
        self.about(name, id, place, what);
    }

    /// `readOnly` takes a property out of requests, `writeOnly` out of responses.
    fn marks(&mut self, name: &'d str, old: Marks, new: Marks) {
        let request = self.scope.direction() == Direction::Request;
        let required = self.revision.required.contains_key(name);
        if old.read_only != new.read_only {
            let id = match (request, required, new.read_only) {
                (true, false, true) => "request-optional-property-became-read-only",
                (true, true, true) => "request-required-property-became-read-only",
                (true, false, false) => "request-optional-property-became-not-read-only",
                (true, true, false) => "request-required-property-became-not-read-only",
                (false, false, true) => "response-optional-property-became-read-only",
                (false, true, true) => "response-required-property-became-read-only",
                (false, false, false) => "response-optional-property-became-not-read-only",
                (false, true, false) => "response-required-property-became-not-read-only",
            };
            self.mark(name, id, "readOnly", new.read_only);
        }
        if old.write_only != new.write_only {
            let id = match (request, required, new.write_only) {
                (true, false, true) => "request-optional-property-became-write-only",
                (true, true, true) => "request-required-property-became-write-only",
                (true, false, false) => "request-optional-property-became-not-write-only",
                (true, true, false) => "request-required-property-became-not-write-only",
                (false, false, true) => "response-optional-property-became-write-only",
                (false, true, true) => "response-required-property-became-write-only",
                (false, false, false) => "response-optional-property-became-not-write-only",
                (false, true, false) => "response-required-property-became-not-write-only",
            };
            self.mark(name, id, "writeOnly", new.write_only);
        }
    }

    fn mark(&mut self, name: &'d str, id: &'static str, keyword: &str, now: bool) {
        let side = if now {
            self.engine.revision
        } else {
            self.engine.base
        };
        let flat = if now { &self.revision } else { &self.base };
        let parts = flat.properties.get(name).cloned().unwrap_or_default();
        let Some(place) = Flat::of(side, &parts).get(keyword) else {
            return;
        };
        let what = if now { "is" } else { "is not" };
        self.about(name, id, place, &format!("{what} `{keyword}` now"));
    }

    fn items(&mut self) {
        let base: Vec<Part<'d>> = self.base.every("items").collect();
        let revision: Vec<Part<'d>> = self.revision.every("items").collect();
        match (base.first(), revision.first()) {
            (None, Some(new)) => self.add(
                &r::ITEMS_ADDED,
                None,
                Some(new),
                "says now what its items are",
            ),
            (Some(old), None) => {
                self.add(
                    &r::ITEMS_REMOVED,
                    Some(old),
                    None,
                    "does not say any more what its items are",
                );
            }
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
                self.add(
                    &r::ADDITIONAL_ALLOWED,
                    old,
                    new,
                    "may have properties that are not listed",
                );
            }
            (Additional::Any | Additional::Schema(_), Additional::Never) => {
                let what = "may not have properties that are not listed any more";
                self.add(&r::ADDITIONAL_DISALLOWED, old, new, what);
            }
            (Additional::Any, Additional::Schema(_)) => {
                let what = "limits what properties that are not listed can be";
                self.add(&r::ADDITIONAL_SCHEMA_ADDED, old, new, what);
            }
            (Additional::Schema(_), Additional::Any) => {
                let what = "does not limit any more what properties that are not listed can be";
                self.add(&r::ADDITIONAL_SCHEMA_REMOVED, old, new, what);
            }
            (Additional::Any, Additional::Any) | (Additional::Never, Additional::Never) => {}
        }
    }

    fn not(&mut self) {
        let base: Vec<Part<'d>> = self.base.every("not").collect();
        let revision: Vec<Part<'d>> = self.revision.every("not").collect();
        match (base.first(), revision.first()) {
            (None, Some(new)) => self.add(&r::NOT_ADDED, None, Some(new), "has a `not` now"),
            (Some(old), None) => {
                self.add(&r::NOT_REMOVED, Some(old), None, "has no `not` any more");
            }
            (Some(old), Some(new)) => {
                let mut prints = |fingerprints: &[Part<'d>], revised: bool| -> Vec<u64> {
                    let known = if revised {
                        &mut self.engine.revision_prints
                    } else {
                        &mut self.engine.base_prints
                    };
                    let each = fingerprints.iter();
                    let mut prints: Vec<u64> = each
                        .map(|part| known.of(std::slice::from_ref(part)))
                        .collect();
                    prints.sort_unstable();
                    prints
                };
                if prints(&base, false) != prints(&revision, true) {
                    self.add(&r::NOT_CHANGED, Some(old), Some(new), "has another `not`");
                }
            }
            (None, None) => {}
        }
    }
}

/// Whether a property is only for one direction.
#[derive(Clone, Copy)]
struct Marks {
    read_only: bool,
    write_only: bool,
}

impl Marks {
    fn of(side: Side<'_>, parts: &[Part<'_>]) -> Self {
        let flat = Flat::of(side, parts);
        Self {
            read_only: flat.flag("readOnly"),
            write_only: flat.flag("writeOnly"),
        }
    }

    fn hidden(self, direction: Direction) -> bool {
        match direction {
            Direction::Request => self.read_only,
            Direction::Response => self.write_only,
            Direction::None => false,
        }
    }
}

/// What an object can hold beside what it lists.
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

/// Whether a schema speaks of a property at all.
fn has(flat: &Flat<'_>, name: &str) -> bool {
    flat.properties.contains_key(name) || flat.required.contains_key(name)
}

fn place<'d>(flat: &Flat<'d>, name: &str) -> Option<Part<'d>> {
    let property = flat.properties.get(name).and_then(|parts| parts.first());
    property.or_else(|| flat.required.get(name)).cloned()
}

/// The property as it stands, to show.
fn snippet<'d>(flat: &Flat<'d>, name: &str) -> Option<&'d serde_json::Value> {
    let property = flat.properties.get(name).and_then(|parts| parts.first());
    property.map(|part| part.value)
}
