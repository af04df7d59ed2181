//! The parts of two documents that the generator has to see for their crates
//! to be told apart: what differs, what refers to it, and what those are made
//! of. Everything else comes out the same on both sides.
//!
//! The generator makes its types and builders one by one, each from its schema
//! and what that refers to, and orders them by name. Three things look further.
//! Where it breaks a circle hangs on everything that leads into the circle, so
//! that is kept with it. A module is there when there is something in it, so
//! one type that is the same on both sides is kept as a witness. And a type
//! without a name of its own shares one that is taken: [`Part::stands_alone`]
//! says whether that could have happened.

use super::excluded_names::ExcludedNames;
use crate::journal::Journal;
use crate::lower::Lowered;
use crate::plan::{Answer, OperationPlan, Plan};
use api_document::names::{builder_name, method_name, type_name};
use api_document::schema::{components, operations};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A part of a document, and what is not in it.
#[derive(Debug)]
pub struct Part {
    /// What the generator is given.
    pub lowered: Lowered,
    excluded: ExcludedNames,
}

impl Part {
    /// Whether nothing outside can bear the name of one of these types.
    pub fn stands_alone(&self, types: &BTreeSet<String>) -> bool {
        !types.iter().any(|name| self.excluded.may_have(name))
    }
}

/// What holds all the differences of two documents, with the same things in
/// both as far as both have them.
pub fn kept<'d>(base: &'d Lowered, revision: &'d Lowered) -> Kept<'d> {
    Graph::of([base, revision]).kept()
}

/// What tells operations apart.
type PathAndMethod<'d> = (&'d str, &'static str);

/// One operation of both documents.
#[derive(Default)]
struct Pair<'d> {
    sides: [Option<(&'d Value, Option<&'d OperationPlan>)>; 2],
    /// The components it refers to, on either side.
    uses: HashSet<usize>,
}

/// Two documents as one: what is linked on either side is linked.
struct Graph<'d> {
    sides: [&'d Lowered; 2],
    numbers: HashMap<&'d str, usize>,
    /// What each component refers to, and what refers to it.
    uses: Vec<HashSet<usize>>,
    users: Vec<HashSet<usize>>,
    operations: BTreeMap<PathAndMethod<'d>, Pair<'d>>,
}

/// What stays.
#[derive(Debug)]
pub struct Kept<'d> {
    schemas: HashSet<&'d str>,
    operations: HashSet<PathAndMethod<'d>>,
}

impl<'d> Graph<'d> {
    fn of(sides: [&'d Lowered; 2]) -> Self {
        let names: BTreeSet<&str> = sides.into_iter().flat_map(names).collect();
        let count = names.len();
        let mut graph = Self {
            sides,
            numbers: names.into_iter().zip(0..).collect(),
            uses: vec![HashSet::new(); count],
            users: vec![HashSet::new(); count],
            operations: BTreeMap::new(),
        };
        for (index, side) in sides.into_iter().enumerate() {
            graph.link(side);
            graph.add_operations(index, side);
        }
        graph
    }

    fn link(&mut self, side: &'d Lowered) {
        for (name, schema) in components(&side.document).into_iter().flatten() {
            let Some(user) = self.numbers.get(name.as_str()).copied() else {
                continue;
            };
            let mut found = HashSet::new();
            self.references(schema, &mut found);
            for used in &found {
                self.users[*used].insert(user);
            }
            self.uses[user].extend(found);
        }
    }

    fn add_operations(&mut self, index: usize, side: &'d Lowered) {
        let several = |plan: &OperationPlan| plan.success.is_some();
        let answers = side.plan.operations.values().any(several);
        let types: HashMap<String, usize> = names(side)
            .filter(|_| answers)
            .filter_map(|name| Some((type_name(name), *self.numbers.get(name)?)))
            .collect();
        for operation in operations(&side.document) {
            let plan = side.plan.operations.get(&builder_name(operation.id()));
            let mut uses = HashSet::new();
            self.references(operation.value, &mut uses);
            // The types of an enum of answers are not in the operation itself.
            let answers = plan.and_then(|plan| plan.success.as_ref());
            for (_, answer) in answers.iter().flat_map(|success| &success.answers) {
                if let Answer::Json(name) = answer {
                    uses.extend(types.get(name));
                }
            }
            let place = (operation.path, operation.method);
            let pair = self.operations.entry(place).or_default();
            pair.sides[index] = Some((operation.value, plan));
            pair.uses.extend(uses);
        }
    }

    /// The components that a value refers to, wherever in it.
    fn references(&self, value: &Value, found: &mut HashSet<usize>) {
        match value {
            Value::Object(members) => {
                for (key, member) in members {
                    match member.as_str().filter(|_| key == "$ref") {
                        Some(reference) => found.extend(self.numbers.get(target(reference))),
                        None => self.references(member, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.references(item, found)),
            _ => {}
        }
    }

    fn kept(&self) -> Kept<'d> {
        let affected = closed(self.different(), &self.users);
        let is_affected = |pair: &&Pair<'_>| {
            pair.differs() || pair.may_name_a_setter() || !pair.uses.is_disjoint(&affected)
        };
        let touched: Vec<&Pair<'_>> = self.operations.values().filter(is_affected).collect();
        let used = touched.iter().flat_map(|pair| &pair.uses).copied();
        let seeds = affected.iter().copied().chain(used);
        let seeds = seeds.chain(self.witness(&affected)).collect();
        let mut kept = closed(seeds, &self.uses);
        let circular = self.circular();
        loop {
            let before = kept.len();
            let circles = kept.intersection(&circular).copied().collect();
            kept.extend(closed(circles, &self.users));
            kept = closed(kept, &self.uses);
            if kept.len() == before {
                break;
            }
        }
        let schemas = self.numbers.iter();
        let operations = self.operations.iter();
        Kept {
            schemas: schemas
                .filter(|(_, number)| kept.contains(number))
                .map(|(name, _)| *name)
                .collect(),
            operations: operations
                .filter(|(_, pair)| is_affected(pair))
                .map(|(place, _)| *place)
                .collect(),
        }
    }

    /// A component that is the same on both sides and becomes a struct.
    fn witness(&self, affected: &HashSet<usize>) -> Option<usize> {
        let [base, _] = self.sides;
        let is_struct = |schema: &Value| schema.get("properties").is_some();
        let structs = components(&base.document)
            .into_iter()
            .flatten()
            .filter(|(_, schema)| is_struct(schema))
            .filter_map(|(name, _)| self.numbers.get(name.as_str()).copied());
        let mut unaffected = structs.filter(|number| !affected.contains(number));
        let first = unaffected.next()?;
        let small = |number: &usize| self.uses[*number].is_empty();
        if small(&first) {
            return Some(first);
        }
        unaffected.find(small).or(Some(first))
    }

    /// The components that are not the same on both sides. The order of the
    /// others decides only where circles are broken.
    fn different(&self) -> HashSet<usize> {
        let [base, revision] = self.sides;
        let choices = (&base.plan.choices, &revision.plan.choices);
        let sent = (&base.plan.sent, &revision.plan.sent);
        let differs = |name: &&str| {
            let schema = |side: &'d Lowered| components(&side.document)?.get(*name);
            let chosen = || {
                let ty = type_name(name);
                choices.0.get(&ty) != choices.1.get(&ty)
            };
            let is_sent = |side: &Lowered| side.plan.sent.contains(&type_name(name));
            !same_if_any(schema(base), schema(revision))
                || (choices.0 != choices.1 && chosen())
                || (sent.0 != sent.1 && is_sent(base) != is_sent(revision))
        };
        let numbered = self.numbers.iter();
        let mut different: HashSet<usize> = numbered
            .filter(|(name, _)| differs(name))
            .map(|(_, number)| *number)
            .collect();
        if !same_order(base, revision) {
            different.extend(self.circular());
        }
        different
    }

    /// The components in circles, and those between two circles.
    fn circular(&self) -> HashSet<usize> {
        let mut left: HashSet<usize> = (0..self.uses.len()).collect();
        for (out, back) in [(&self.uses, &self.users), (&self.users, &self.uses)] {
            let mut ahead: Vec<usize> = (0..out.len())
                .map(|node| out[node].intersection(&left).count())
                .collect();
            let mut ends: Vec<usize> = left
                .iter()
                .copied()
                .filter(|node| ahead[*node] == 0)
                .collect();
            while let Some(node) = ends.pop() {
                left.remove(&node);
                for before in back[node].iter().filter(|before| left.contains(before)) {
                    ahead[*before] -= 1;
                    if ahead[*before] == 0 {
                        ends.push(*before);
                    }
                }
            }
        }
        left
    }
}

impl Pair<'_> {
    /// Whether its method may have the name of a setter for credentials, which
    /// then gets another.
    fn may_name_a_setter(&self) -> bool {
        let mut values = self.sides.iter().flatten().map(|(value, _)| value);
        let id = |value: &Value| {
            value
                .get("operationId")
                .and_then(Value::as_str)
                .map(method_name)
        };
        values.any(|value| id(value).is_some_and(|name| name.starts_with("with_")))
    }

    fn differs(&self) -> bool {
        match self.sides {
            [Some((base, planned)), Some((revision, replanned))] => {
                planned != replanned || !same(base, revision)
            }
            _ => true,
        }
    }
}

fn names(side: &Lowered) -> impl Iterator<Item = &str> {
    let names = components(&side.document).into_iter().flat_map(Map::keys);
    names.map(String::as_str)
}

/// The component a reference names. In a document made to fit no name has a
/// character that would be escaped.
fn target(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or_default()
}

/// Everything that is reached from `start`, and `start` itself.
fn closed(start: HashSet<usize>, links: &[HashSet<usize>]) -> HashSet<usize> {
    let mut open: Vec<usize> = start.iter().copied().collect();
    let mut reached = start;
    while let Some(node) = open.pop() {
        let fresh = links[node].iter().filter(|next| reached.insert(**next));
        open.extend(fresh);
    }
    reached
}

fn same_if_any(base: Option<&Value>, revision: Option<&Value>) -> bool {
    match (base, revision) {
        (Some(base), Some(revision)) => same(base, revision),
        _ => base.is_none() && revision.is_none(),
    }
}

/// Whether two values are the same text: the order of members counts.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let members = || one.iter().zip(other);
            one.len() == other.len()
                && members().all(|((name, one), (other_name, other))| {
                    name == other_name && same(one, other)
                })
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (one, other) => one == other,
    }
}

/// Whether the components that both have stand in the same order.
fn same_order(base: &Lowered, revision: &Lowered) -> bool {
    let [old, new] = [base, revision].map(|side| components(&side.document));
    let has = |all: Option<&Map<String, Value>>, name: &str| {
        all.is_some_and(|all| all.contains_key(name))
    };
    names(base)
        .filter(|name| has(new, name))
        .eq(names(revision).filter(|name| has(old, name)))
}

impl Kept<'_> {
    /// The part of one of the documents.
    pub fn part(&self, side: &Lowered) -> Part {
        part(side, self)
    }
}

fn part(side: &Lowered, kept: &Kept<'_>) -> Part {
    let mut excluded = ExcludedNames::default();
    let mut schemas = Map::new();
    for (name, schema) in components(&side.document).into_iter().flatten() {
        if kept.schemas.contains(name.as_str()) {
            schemas.insert(name.clone(), schema.clone());
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
            "components" => serde_json::json!({ "schemas": std::mem::take(&mut schemas) }),
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
    }
}
