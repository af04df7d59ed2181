//! The properties of two objects: which are declared, which are required, and
//! which are sent in one direction only.

use super::comparison::Comparison;
use super::flat::Flat;
use crate::catalogue::rule;
use crate::change::Direction;
use crate::found::SchemaChange;
use crate::part::{Part, Root};
use crate::value::snippet::snippet;
use std::collections::BTreeSet;

pub(crate) fn compare(comparison: &mut Comparison<'_, '_>) {
    comparison.properties();
}

impl<'d> Comparison<'_, 'd> {
    fn properties(&mut self) {
        let names: BTreeSet<&'d str> = [&self.base, &self.revision]
            .iter()
            .flat_map(|flat| flat.properties.keys().chain(flat.required.keys()))
            .copied()
            .collect();
        for name in names {
            match (listed(&self.base, name), listed(&self.revision, name)) {
                (Some(base), Some(revision)) => self.property(name, &base, &revision),
                (Some(base), None) => self.property_removed(name, &base),
                (None, Some(revision)) => self.property_added(name, &revision),
                // It must be there, but nothing says what it is.
                (None, None) => self.requirement(name, false),
            }
        }
    }

    fn property(&mut self, name: &'d str, base: &[Part<'d>], revision: &[Part<'d>]) {
        let inner = self.scope.inner();
        let Some(pair) = self.pairs.number(base, revision, inner) else {
            // The same text on both sides: only whether it must be there can differ.
            let marks = Marks::of(&Flat::of(self.pairs.revision, revision));
            if !marks.hidden(self.scope.direction()) && self.requirement_differs(name) {
                let default = has_default(self.pairs.revision, revision);
                self.requirement(name, default);
            }
            return;
        };
        let (was, is) = (
            Flat::of(self.pairs.base, base),
            Flat::of(self.pairs.revision, revision),
        );
        let (old, new) = (Marks::of(&was), Marks::of(&is));
        self.marks(name, (&was, old), (&is, new));
        let direction = self.scope.direction();
        if old.hidden(direction) || new.hidden(direction) {
            return;
        }
        self.requirement(name, is.get("default").is_some());
        self.out.inner.push((name.to_owned(), pair));
    }

    fn requirement_differs(&self, name: &str) -> bool {
        self.base.required.contains_key(name) != self.revision.required.contains_key(name)
    }

    fn requirement(&mut self, name: &'d str, default: bool) {
        let old = self.base.required.get(name).cloned();
        let new = self.revision.required.get(name).cloned();
        let request = self.scope.direction() == Direction::Request;
        let (id, place, what) = match (old, new) {
            (None, Some(new)) if self.scope.is_request_header() => (
                "request-header-property-became-required",
                new,
                "became required",
            ),
            (None, Some(new)) if request && default => (
                "request-property-became-required-with-default",
                new,
                "became required, though it has a default",
            ),
            (None, Some(new)) if request => {
                ("request-property-became-required", new, "became required")
            }
            (None, Some(new)) => ("response-property-became-required", new, "became required"),
            (Some(old), None) if request => {
                ("request-property-became-optional", old, "became optional")
            }
            (Some(old), None) => ("response-property-became-optional", old, "became optional"),
            _ => return,
        };
        self.about(name, id, place, what);
    }

    /// Adds a change of a property that has a rule of its own.
    fn about(&mut self, name: &'d str, id: &'static str, place: Part<'d>, what: &str) {
        let rule = rule(id);
        self.out.changes.push(SchemaChange {
            rule,
            key: id,
            level: rule.levels.first().copied().unwrap_or_default(),
            pointer: place.pointer,
            property: Some(name),
            what: what.to_owned(),
            before: shown(&self.base, name),
            after: shown(&self.revision, name),
        });
    }

    fn property_removed(&mut self, name: &'d str, base: &[Part<'d>]) {
        let marks = Marks::of(&Flat::of(self.pairs.base, base));
        let (Some(place), false) = (base.first(), marks.hidden(self.scope.direction())) else {
            return;
        };
        let required = self.base.required.contains_key(name);
        let id = match (self.scope.direction(), required) {
            (Direction::Request, _) => "request-property-removed",
            (_, true) => "response-required-property-removed",
            (_, false) => "response-optional-property-removed",
        };
        self.about(name, id, place.clone(), "was removed");
    }

    fn property_added(&mut self, name: &'d str, revision: &[Part<'d>]) {
        let flat = Flat::of(self.pairs.revision, revision);
        let hidden = Marks::of(&flat).hidden(self.scope.direction());
        let (Some(place), false) = (revision.first(), hidden) else {
            return;
        };
        let required = self.revision.required.contains_key(name);
        let default = flat.get("default").is_some();
        let (id, what) = match (self.scope.direction(), required) {
            (_, true) if self.scope.is_request_header() => (
                "new-required-request-header-property",
                "was added as a required property",
            ),
            (Direction::Request, true) if default => (
                "new-required-request-property-with-default",
                "was added as a required property, though it has a default",
            ),
            (Direction::Request, true) => (
                "new-required-request-property",
                "was added as a required property",
            ),
            (Direction::Request, false) => (
                "new-optional-request-property",
                "was added as an optional property",
            ),
            (_, true) => (
                "response-required-property-added",
                "was added as a required property",
            ),
            (_, false) => (
                "response-optional-property-added",
                "was added as an optional property",
            ),
        };
        self.about(name, id, place.clone(), what);
    }

    /// Compares `readOnly`, which takes a property out of requests, and
    /// `writeOnly`, which takes it out of responses.
    fn marks(&mut self, name: &'d str, old: (&Flat<'d>, Marks), new: (&Flat<'d>, Marks)) {
        let request = self.scope.direction() == Direction::Request;
        let required = self.revision.required.contains_key(name);
        for (keyword, was, is) in [
            ("readOnly", old.1.read_only, new.1.read_only),
            ("writeOnly", old.1.write_only, new.1.write_only),
        ] {
            if was != is {
                let id = mark_id(keyword, request, required, is);
                self.mark(name, id, keyword, (old.0, new.0), is);
            }
        }
    }

    fn mark(
        &mut self,
        name: &'d str,
        id: &'static str,
        keyword: &str,
        flats: (&Flat<'d>, &Flat<'d>),
        now: bool,
    ) {
        let (flat, what) = if now {
            (flats.1, "became")
        } else {
            (flats.0, "is no longer")
        };
        if let Some(place) = flat.get(keyword) {
            self.about(name, id, place, &format!("{what} `{keyword}`"));
        }
    }
}

/// The marks that limit a property to one direction.
#[derive(Clone, Copy)]
struct Marks {
    read_only: bool,
    write_only: bool,
}

impl Marks {
    fn of(property: &Flat<'_>) -> Self {
        Self {
            read_only: property.flag("readOnly"),
            write_only: property.flag("writeOnly"),
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

/// The rule for a property that gained or lost a mark.
fn mark_id(keyword: &str, request: bool, required: bool, now: bool) -> &'static str {
    match (request, keyword, required, now) {
        (true, "readOnly", false, true) => "request-optional-property-became-read-only",
        (true, "readOnly", false, false) => "request-optional-property-became-not-read-only",
        (true, "readOnly", true, true) => "request-required-property-became-read-only",
        (true, "readOnly", true, false) => "request-required-property-became-not-read-only",
        (true, _, false, true) => "request-optional-property-became-write-only",
        (true, _, false, false) => "request-optional-property-became-not-write-only",
        (true, _, true, true) => "request-required-property-became-write-only",
        (true, _, true, false) => "request-required-property-became-not-write-only",
        (false, "readOnly", false, true) => "response-optional-property-became-read-only",
        (false, "readOnly", false, false) => "response-optional-property-became-not-read-only",
        (false, "readOnly", true, true) => "response-required-property-became-read-only",
        (false, "readOnly", true, false) => "response-required-property-became-not-read-only",
        (false, _, false, true) => "response-optional-property-became-write-only",
        (false, _, false, false) => "response-optional-property-became-not-write-only",
        (false, _, true, true) => "response-required-property-became-write-only",
        (false, _, true, false) => "response-required-property-became-not-write-only",
    }
}

fn has_default(root: Root<'_>, property: &[Part<'_>]) -> bool {
    Flat::of(root, property).get("default").is_some()
}

/// The schemas of a property, if it is declared.
fn listed<'d>(flat: &Flat<'d>, name: &str) -> Option<Vec<Part<'d>>> {
    flat.properties.get(name).cloned()
}

/// The property, as reports show it.
fn shown(flat: &Flat<'_>, name: &str) -> Option<String> {
    let property = flat.properties.get(name).and_then(|parts| parts.first());
    property.map(|part| snippet(part.value))
}
