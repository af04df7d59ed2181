//! The walk through both documents: each pair of schemas is compared once, and
//! each operation gets the changes of the pairs it reaches.
//!
//! Schemas refer to each other and to themselves, so the pairs form a graph.
//! What differs in one pair does not depend on the operation.

use crate::catalogue::scope::Scope;
use crate::change::Level;
use crate::found::{Found, Member, PairChanges, join};
use crate::part::{Part, Root};
use crate::schema;
use crate::schema::graph::{PairGraph, Step};
use crate::schema::pairs::Pairs;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::slice;

/// From this many changes on, a change of a schema is only reported for the
/// first operation that reaches it: edits times operations has no other bound.
const ENOUGH: usize = 100_000;

type Reached<'d> = Vec<(Rc<PairChanges<'d>>, String)>;

/// The state of one comparison.
#[derive(Debug)]
pub(crate) struct Walk<'d> {
    pub(crate) base: Root<'d>,
    pub(crate) revision: Root<'d>,
    pub(crate) pairs: Pairs<'d>,
    pub(crate) found: Found,
    compared: HashMap<usize, Rc<PairChanges<'d>>>,
    reached: HashMap<usize, Rc<Reached<'d>>>,
    /// The changes reported for some operation, by their address in memory.
    reported: HashSet<usize>,
    graph: PairGraph,
}

impl<'d> Walk<'d> {
    pub(crate) fn new(base: Root<'d>, revision: Root<'d>) -> Self {
        Self {
            base,
            revision,
            pairs: Pairs::new(base, revision),
            found: Found::default(),
            compared: HashMap::new(),
            reached: HashMap::new(),
            reported: HashSet::new(),
            graph: PairGraph::default(),
        }
    }

    /// Starts with another operation or part of the document.
    pub(crate) fn enter(&mut self, location: impl Into<String>) {
        self.found.enter(location);
    }

    /// Reports a change outside schemas, at the worst level its kind can have.
    pub(crate) fn report(&mut self, member: Member<'_, '_>, message: impl Into<String>) {
        self.found.add(member, message.into());
    }

    /// Reports a change outside schemas at a level of its own.
    pub(crate) fn report_at(
        &mut self,
        level: Level,
        member: Member<'_, '_>,
        message: impl Into<String>,
    ) {
        self.found.add_at(level, member, message.into());
    }

    /// Reports a member if what it means differs.
    pub(crate) fn report_if_changed(&mut self, member: Member<'_, '_>, message: impl Into<String>) {
        if member.differs(self.base, self.revision) {
            self.report(member, message);
        }
    }

    /// Reports what differs in two schemas and in everything inside them.
    ///
    /// `root` is what the schema describes, such as `the request body`.
    pub(crate) fn schemas(
        &mut self,
        base: &Part<'d>,
        revision: &Part<'d>,
        scope: Scope,
        root: &str,
    ) {
        let (base, revision) = (slice::from_ref(base), slice::from_ref(revision));
        let Some(first) = self.pairs.number(base, revision, scope) else {
            return;
        };
        let direction = scope.direction();
        for (pair, path) in self.reached(first).iter() {
            for change in &pair.changes {
                let first = self.reported.insert(std::ptr::from_ref(change).addr());
                if first || self.found.changes.len() < ENOUGH {
                    self.found.add_schema(change, direction, path, root);
                }
            }
        }
    }

    /// The pairs with changes that a pair leads to, nearest first, and the
    /// shortest path to each. It is kept, as many operations share a schema.
    fn reached(&mut self, first: usize) -> Rc<Reached<'d>> {
        if let Some(known) = self.reached.get(&first) {
            return Rc::clone(known);
        }
        self.expand(first);
        let steps = self.graph.walk(first);
        let mut reached = Reached::new();
        for (at, step) in steps.iter().enumerate().filter(|(_, step)| step.found) {
            reached.push((self.compared(step.number), self.path(&steps, at)));
        }
        let reached = Rc::new(reached);
        self.reached.insert(first, Rc::clone(&reached));
        reached
    }

    /// Compares a pair and everything it leads to, unless already compared.
    fn expand(&mut self, first: usize) {
        let mut fresh = Vec::new();
        let mut open = vec![first];
        while let Some(number) = open.pop() {
            if self.graph.knows(number) {
                continue;
            }
            let pair = self.compared(number);
            let inner: Vec<usize> = pair.inner.iter().map(|(_, inner)| *inner).collect();
            open.extend(&inner);
            self.graph.add(number, inner, !pair.changes.is_empty());
            fresh.push(number);
        }
        self.graph.settle(&fresh);
    }

    /// The path to a step of a walk, as messages show it.
    fn path(&self, steps: &[Step], at: usize) -> String {
        let mut segments = Vec::new();
        let mut current = steps.get(at);
        while let Some((before, index)) = current.and_then(|step| step.from) {
            current = steps.get(before);
            let pair = current.and_then(|step| self.compared.get(&step.number));
            segments.extend(pair.and_then(|pair| pair.inner.get(index)));
        }
        let start = String::new();
        segments
            .into_iter()
            .rev()
            .fold(start, |path, (segment, _)| join(&path, segment))
    }

    /// The changes of a pair, which is compared once.
    fn compared(&mut self, number: usize) -> Rc<PairChanges<'d>> {
        if let Some(known) = self.compared.get(&number) {
            return Rc::clone(known);
        }
        let Some(pair) = self.pairs.get(number).cloned() else {
            return Rc::default();
        };
        let changes = Rc::new(schema::compare(&mut self.pairs, &pair));
        self.compared.insert(number, Rc::clone(&changes));
        changes
    }
}
