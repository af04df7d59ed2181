//! The pairs of schemas to compare, each compared once, and what was found.
//!
//! Schemas refer to each other and to themselves, so the pairs form a graph.
//! What differs in one pair does not depend on the operation; an operation
//! gets what is found in the pairs it reaches.

use super::document::{Part, Side, Unchanged};
use super::fingerprint::Fingerprints;
use super::graph::{Graph, Step};
use super::rules::{self, Aspect, Explanation};
use super::schema;
use super::schemes::Schemes;
use super::scope::Scope;
use super::snippet::snippet;
use super::{Change, Direction, Level};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// From this many changes on, what is found in a schema is only told of the
/// first operation that reaches it: edits times operations has no other bound.
const ENOUGH: usize = 100_000;

/// One change inside one pair of schemas.
#[derive(Debug)]
pub(super) struct Finding<'d> {
    pub(super) rule: &'static Explanation,
    /// The same for all scopes: a schema that an operation reaches in two
    /// ways is reported once.
    pub(super) key: &'static str,
    pub(super) level: Level,
    pub(super) pointer: Rc<str>,
    /// The property concerned, if it is not the schema itself.
    pub(super) property: Option<&'d str>,
    pub(super) what: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// What differs in one pair, and which pairs are inside it.
#[derive(Debug, Default)]
pub(super) struct Difference<'d> {
    pub(super) findings: Vec<Finding<'d>>,
    /// How the inner pair is called, and its number.
    pub(super) inner: Vec<(String, usize)>,
}

#[derive(Debug)]
struct Pair<'d> {
    base: Vec<Part<'d>>,
    revision: Vec<Part<'d>>,
    scope: Scope,
    difference: Option<Rc<Difference<'d>>>,
}

type Reached<'d> = Vec<(Rc<Difference<'d>>, String)>;
type Key = (Vec<usize>, Vec<usize>, Scope);
type Seen = HashSet<(Direction, &'static str, Rc<str>, String)>;

/// The state of one comparison.
#[derive(Debug)]
pub(super) struct Engine<'d> {
    pub(super) base: Side<'d>,
    pub(super) revision: Side<'d>,
    pub(super) base_prints: Fingerprints<'d>,
    pub(super) revision_prints: Fingerprints<'d>,
    pub(super) unchanged: Unchanged,
    /// Whether servers and security are the same text for all operations.
    pub(super) shared_is_same: bool,
    pub(super) schemes: Schemes,
    pub(super) changes: Vec<Change>,
    /// The operation or part of the document being compared.
    pub(super) location: String,
    seen: Seen,
    pairs: Vec<Pair<'d>>,
    numbers: HashMap<Key, usize>,
    reached: HashMap<usize, Rc<Reached<'d>>>,
    /// The findings that some operation has, by where they are in memory.
    told: HashSet<usize>,
    graph: Graph,
}

/// One change outside schemas.
#[derive(Debug)]
pub(super) struct Report<'p> {
    pub(super) id: &'static str,
    pub(super) direction: Direction,
    pub(super) pointer: &'p str,
    pub(super) message: String,
    pub(super) before: Option<&'p Value>,
    pub(super) after: Option<&'p Value>,
}

impl<'d> Engine<'d> {
    pub(super) fn new(base: &'d Value, revision: &'d Value) -> Self {
        let (base, revision) = (Side { root: base }, Side { root: revision });
        Self {
            base,
            revision,
            base_prints: Fingerprints::new(base),
            revision_prints: Fingerprints::new(revision),
            unchanged: Unchanged::between(base, revision),
            shared_is_same: ["/servers", "/security", "/components/securitySchemes"]
                .iter()
                .all(|shared| base.root.pointer(shared) == revision.root.pointer(shared)),
            schemes: Schemes::between(base, revision),
            changes: Vec::new(),
            location: String::new(),
            seen: Seen::new(),
            pairs: Vec::new(),
            numbers: HashMap::new(),
            reached: HashMap::new(),
            told: HashSet::new(),
            graph: Graph::default(),
        }
    }

    /// Starts with another operation or part of the document.
    pub(super) fn enter(&mut self, location: impl Into<String>) {
        self.location = location.into();
        self.seen.clear();
    }

    /// Reports a change outside schemas, at the worst level its kind can have.
    pub(super) fn report(&mut self, report: Report<'_>) {
        let level = rules::rule(report.id).levels.first().copied();
        self.report_at(level.unwrap_or_default(), report);
    }

    /// Reports a change outside schemas once, whatever the ways to it.
    pub(super) fn report_at(&mut self, level: Level, report: Report<'_>) {
        let pointer: Rc<str> = report.pointer.into();
        let key = (report.direction, report.id, pointer, report.message);
        if self.seen.contains(&key) {
            return;
        }
        self.changes.push(Change {
            id: report.id,
            level,
            direction: report.direction,
            location: self.location.clone(),
            pointer: report.pointer.to_owned(),
            property: None,
            message: key.3.clone(),
            before: report.before.map(snippet),
            after: report.after.map(snippet),
        });
        self.seen.insert(key);
    }

    /// The pair of two schemas; nothing if it is the same text on both sides.
    pub(super) fn pair(
        &mut self,
        base: &[Part<'d>],
        revision: &[Part<'d>],
        scope: Scope,
    ) -> Option<usize> {
        if let ([base], [revision]) = (base, revision)
            && self.unchanged.same(base.value, revision.value)
        {
            return None;
        }
        let resolve = |side: Side<'d>, parts: &[Part<'d>]| -> Vec<Part<'d>> {
            parts
                .iter()
                .map(|part| side.resolve(part.clone()))
                .collect()
        };
        let (base, revision) = (resolve(self.base, base), resolve(self.revision, revision));
        let addresses = |parts: &[Part<'d>]| parts.iter().map(Part::address).collect();
        let key = (addresses(&base), addresses(&revision), scope);
        let next = self.pairs.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.pairs.push(Pair {
                base,
                revision,
                scope,
                difference: None,
            });
        }
        Some(number)
    }

    /// Reports what differs in two schemas and in everything inside them.
    ///
    /// `root` is what the schema describes, such as `the request body`.
    pub(super) fn schemas(
        &mut self,
        base: &Part<'d>,
        revision: &Part<'d>,
        scope: Scope,
        root: &str,
    ) {
        let first = self.pair(
            std::slice::from_ref(base),
            std::slice::from_ref(revision),
            scope,
        );
        let Some(first) = first else { return };
        let direction = scope.direction();
        for (difference, path) in self.reached(first).iter() {
            for finding in &difference.findings {
                let first = self.told.insert(std::ptr::from_ref(finding).addr());
                if first || self.changes.len() < ENOUGH {
                    self.found(finding, direction, path, root);
                }
            }
        }
    }

    /// The pairs with findings that a pair leads to, nearest first, and the
    /// shortest way to each. Many operations share a schema: it is kept.
    fn reached(&mut self, first: usize) -> Rc<Reached<'d>> {
        if let Some(known) = self.reached.get(&first) {
            return Rc::clone(known);
        }
        self.expand(first);
        let steps = self.graph.walk(first);
        let mut reached = Reached::new();
        for (at, step) in steps.iter().enumerate().filter(|(_, step)| step.found) {
            reached.push((self.difference(step.number), self.path(&steps, at)));
        }
        let reached = Rc::new(reached);
        self.reached.insert(first, Rc::clone(&reached));
        reached
    }

    /// Compares a pair and everything it leads to, where that was not done.
    fn expand(&mut self, first: usize) {
        let mut fresh = Vec::new();
        let mut open = vec![first];
        while let Some(number) = open.pop() {
            if self.graph.knows(number) {
                continue;
            }
            let difference = self.difference(number);
            let inner: Vec<usize> = difference.inner.iter().map(|(_, inner)| *inner).collect();
            open.extend(&inner);
            self.graph
                .add(number, inner, !difference.findings.is_empty());
            fresh.push(number);
        }
        self.graph.settle(&fresh);
    }

    /// How a step of a walk is called; made only where something was found.
    fn path(&self, steps: &[Step], at: usize) -> String {
        let mut segments = Vec::new();
        let mut current = steps.get(at);
        while let Some((before, index)) = current.and_then(|step| step.from) {
            current = steps.get(before);
            let pair = current.and_then(|step| self.pairs.get(step.number));
            let difference = pair.and_then(|pair| pair.difference.as_ref());
            segments.extend(difference.and_then(|one| one.inner.get(index)));
        }
        let start = String::new();
        segments
            .into_iter()
            .rev()
            .fold(start, |path, (segment, _)| join(&path, segment))
    }

    fn difference(&mut self, number: usize) -> Rc<Difference<'d>> {
        let Some(pair) = self.pairs.get(number) else {
            return Rc::default();
        };
        if let Some(known) = &pair.difference {
            return Rc::clone(known);
        }
        let (base, revision, scope) = (pair.base.clone(), pair.revision.clone(), pair.scope);
        let difference = Rc::new(schema::compare(self, &base, &revision, scope));
        if let Some(pair) = self.pairs.get_mut(number) {
            pair.difference = Some(Rc::clone(&difference));
        }
        difference
    }

    fn found(&mut self, finding: &Finding<'d>, direction: Direction, path: &str, root: &str) {
        let key = (
            direction,
            finding.key,
            Rc::clone(&finding.pointer),
            finding.what.clone(),
        );
        if !self.seen.insert(key) {
            return;
        }
        let path = match finding.property {
            Some(property) => join(path, property),
            None => path.to_owned(),
        };
        let message = if path.is_empty() {
            format!("{root} {}", finding.what)
        } else {
            format!("`{path}` in {root} {}", finding.what)
        };
        self.changes.push(Change {
            id: &finding.rule.id,
            level: finding.level,
            direction,
            location: self.location.clone(),
            pointer: finding.pointer.to_string(),
            property: finding.property.map(str::to_owned),
            message,
            before: finding.before.clone(),
            after: finding.after.clone(),
        });
    }
}

impl<'d> Difference<'d> {
    /// Adds a change of the schema itself.
    pub(super) fn add(
        &mut self,
        scope: Scope,
        aspect: &'static Aspect,
        base: Option<&Part<'d>>,
        revision: Option<&Part<'d>>,
        what: String,
    ) {
        let place = revision.or(base);
        self.findings.push(Finding {
            rule: rules::schema_rule(scope, aspect),
            key: aspect.name,
            level: aspect.effect.level(scope.direction()),
            pointer: place.map_or_else(|| "".into(), |part| Rc::clone(&part.pointer)),
            property: None,
            what,
            before: base.map(|part| snippet(part.value)),
            after: revision.map(|part| snippet(part.value)),
        });
    }
}

fn join(path: &str, segment: &str) -> String {
    match segment {
        "" => path.to_owned(),
        "[]" => format!("{path}[]"),
        _ if path.is_empty() => segment.to_owned(),
        _ => format!("{path}.{segment}"),
    }
}
