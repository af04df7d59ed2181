//! The parts of two documents that the generator has to see for their crates
//! to be told apart: what differs, and what shows that in its own code. All
//! else comes out the same on both sides.
//!
//! The generator makes its types and builders one by one, each from its schema
//! and what that refers to, and orders them by name. Of most of what it refers to
//! it needs the name only, so that a small struct of that name stands in for it.
//! Three things look further.
//! Where it breaks a circle hangs on everything that leads into the circle, so
//! that is kept with it. A module is there when there is something in it, so
//! one type that is the same on both sides is kept as a witness. And a type
//! without a name of its own shares one that is taken: [`Part::stands_alone`]
//! says whether that could have happened.

use super::excluded_names::ExcludedNames;
use super::graph::{Graph, PathAndMethod, Uses};
use super::links::closed;
use crate::journal::Journal;
use crate::lower::Lowered;
use crate::plan::Plan;
use crate::run::form::{Form, stand_in};
use api_document::names::{builder_name, type_name};
use api_document::schema::{components, operations};
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashSet};

/// A part of a document, and what is not in it.
#[derive(Debug)]
pub struct Part {
    /// What the generator is given.
    pub lowered: Lowered,
    excluded: ExcludedNames,
    /// The types of what stands in for something.
    stand_ins: HashSet<String>,
}

impl Part {
    /// Whether nothing outside can bear the name of one of these types.
    pub fn stands_alone(&self, types: &BTreeSet<String>) -> bool {
        let own = |name: &&String| !self.stand_ins.contains(*name);
        let mut own = types.iter().filter(own);
        !own.any(|name| self.excluded.may_have(name))
    }
}

/// What holds all the differences of two documents, with the same things in
/// both as far as both have them.
pub fn kept<'d>(base: &'d Lowered, revision: &'d Lowered) -> Kept<'d> {
    Kept::of(&Graph::of([base, revision]))
}

/// What stays.
#[derive(Debug)]
pub struct Kept<'d> {
    schemas: HashSet<&'d str>,
    /// Those of which the name and the kind are needed only.
    named: HashSet<&'d str>,
    operations: HashSet<PathAndMethod<'d>>,
}

/// The numbers of components.
#[derive(Default)]
struct Needed {
    whole: HashSet<usize>,
    named: HashSet<usize>,
}

impl Needed {
    /// Adds components with what their code takes from others.
    fn add(&mut self, some: impl IntoIterator<Item = usize>, graph: &Graph<'_>) {
        let mut open: Vec<usize> = some.into_iter().collect();
        while let Some(node) = open.pop() {
            if self.whole.insert(node) {
                open.extend(self.used(&graph.uses[node], graph));
            }
        }
    }

    /// Notes what is needed by name only, and gives the rest of what is used.
    fn used(&mut self, uses: &Uses, graph: &Graph<'_>) -> Vec<usize> {
        let by_name = uses.by_name.iter().copied();
        let (named, whole): (Vec<_>, Vec<_>) =
            by_name.partition(|used| graph.forms[*used] == Some(Form::Struct));
        self.named.extend(named);
        uses.by_form.iter().copied().chain(whole).collect()
    }

    /// Adds the circles that something of this is in, or that may be broken
    /// elsewhere, with all that leads into them.
    fn add_circles(&mut self, different: &HashSet<usize>, graph: &Graph<'_>) {
        let circular = graph.circular();
        let relinked = different.iter().filter(|one| graph.is_relinked(**one));
        let mut circles = &closed(relinked.copied().collect(), &graph.all_uses) & &circular;
        loop {
            let before = self.whole.len();
            circles.extend(self.whole.intersection(&circular));
            self.add(closed(circles.clone(), &graph.users), graph);
            if self.whole.len() == before {
                return;
            }
        }
    }
}

impl<'d> Kept<'d> {
    fn of(graph: &Graph<'d>) -> Self {
        let different = graph.different();
        let affected = graph.affected(&different);
        let mut needed = Needed::default();
        let mut kept = HashSet::new();
        for (place, pair) in &graph.operations {
            if pair.is_affected(&affected, &graph.forms) {
                kept.insert(*place);
                let used = needed.used(&pair.uses, graph);
                needed.add(used, graph);
            }
        }
        let witness = graph.witness(&affected);
        needed.add(affected.into_iter().chain(witness), graph);
        needed.add_circles(&different, graph);
        let names =
            |some: HashSet<usize>| some.into_iter().map(|number| graph.names[number]).collect();
        Self {
            schemas: names(needed.whole),
            named: names(needed.named),
            operations: kept,
        }
    }

    /// The part of one of the documents.
    pub fn part(&self, side: &Lowered) -> Part {
        part(side, self)
    }
}

fn part(side: &Lowered, kept: &Kept<'_>) -> Part {
    let mut excluded = ExcludedNames::default();
    let mut schemas = Map::new();
    let mut stand_ins = HashSet::new();
    for (name, schema) in components(&side.document).into_iter().flatten() {
        if kept.schemas.contains(name.as_str()) {
            schemas.insert(name.clone(), schema.clone());
        } else if kept.named.contains(name.as_str()) {
            let ty = type_name(name);
            excluded.add_inner(&ty, schema);
            stand_ins.insert(ty);
            schemas.insert(name.clone(), stand_in());
        } else {
            excluded.add_schema(type_name(name), schema);
        }
    }
    let mut paths = Map::new();
    let mut plan = Plan {
        brackets: side.plan.brackets,
        ..Plan::default()
    };
    for operation in operations(&side.document) {
        let builder = builder_name(operation.id());
        if !kept
            .operations
            .contains(&(operation.path, operation.method))
        {
            excluded.add_operation(builder, operation.value);
            continue;
        }
        let item = paths
            .entry(operation.path)
            .or_insert_with(|| Value::Object(Map::new()));
        item[operation.method] = operation.value.clone();
        if let Some(planned) = side.plan.operations.get(&builder) {
            plan.operations.insert(builder, planned.clone());
        }
    }
    for name in schemas.keys().map(|name| type_name(name)) {
        if let Some(choice) = side.plan.choices.get(&name) {
            plan.choices.insert(name.clone(), choice.clone());
        }
        if side.plan.sent.contains(&name) {
            plan.sent.insert(name);
        }
    }
    let mut document = Map::new();
    for (key, value) in side.document.as_object().into_iter().flatten() {
        let value = match key.as_str() {
            "paths" => Value::Object(std::mem::take(&mut paths)),
            "components" => {
                let schemas = Value::Object(std::mem::take(&mut schemas));
                Value::Object(Map::from_iter([("schemas".to_owned(), schemas)]))
            }
            _ => value.clone(),
        };
        document.insert(key.clone(), value);
    }
    Part {
        lowered: Lowered {
            document: Value::Object(document),
            plan,
            journal: Journal::new(""),
            target: side.target,
        },
        excluded,
        stand_ins,
    }
}
