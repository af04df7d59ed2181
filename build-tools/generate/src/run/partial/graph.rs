//! The components and operations of two documents as one graph: what is linked
//! on either side is linked.

use super::links;
use super::same::{names, same_if_any, same_links, same_order};
use crate::lower::Lowered;
use crate::plan::{Answer, OperationPlan};
use crate::run::form::{Form, form};
use crate::run::references::References;
use crate::same::same;
use api_document::member::Members;
use api_document::names::{builder_name, method_name, type_name};
use api_document::schema::{components, operations};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What tells operations apart.
pub(super) type PathAndMethod<'d> = (&'d str, &'static str);

/// What something refers to, by how its code depends on that.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Of these it has the name only.
    pub(super) by_name: HashSet<usize>,
    pub(super) by_form: HashSet<usize>,
}

/// One operation of both documents.
#[derive(Default)]
pub(super) struct Pair<'d> {
    sides: [Option<(&'d Value, Option<&'d OperationPlan>)>; 2],
    /// The components it refers to, on either side.
    pub(super) uses: Uses,
}

pub(super) struct Graph<'d> {
    sides: [&'d Lowered; 2],
    /// The names of the components, by their numbers.
    pub(super) names: Vec<&'d str>,
    numbers: HashMap<&'d str, usize>,
    /// What each component refers to.
    pub(super) uses: Vec<Uses>,
    /// The same, however it is used.
    pub(super) all_uses: Vec<HashSet<usize>>,
    /// What refers to each component, however.
    pub(super) users: Vec<HashSet<usize>>,
    users_by_form: Vec<HashSet<usize>>,
    /// The kind of each component, where it is the same on both sides.
    pub(super) forms: Vec<Option<Form>>,
    pub(super) operations: BTreeMap<PathAndMethod<'d>, Pair<'d>>,
}

impl<'d> Graph<'d> {
    pub(super) fn of(sides: [&'d Lowered; 2]) -> Self {
        let all = sides.into_iter().flat_map(|side| names(&side.document));
        let names: BTreeSet<&str> = all.collect();
        let names: Vec<&str> = names.into_iter().collect();
        let count = names.len();
        let mut graph = Self {
            sides,
            numbers: names.iter().copied().zip(0..).collect(),
            names,
            uses: std::iter::repeat_with(Uses::default).take(count).collect(),
            all_uses: vec![HashSet::new(); count],
            users: vec![HashSet::new(); count],
            users_by_form: vec![HashSet::new(); count],
            forms: vec![None; count],
            operations: BTreeMap::new(),
        };
        graph.add_forms();
        for (index, side) in sides.into_iter().enumerate() {
            graph.link(side);
            graph.add_operations(index, side);
        }
        graph
    }

    fn add_forms(&mut self) {
        let [base, revision] = self.sides.map(|side| components(&side.document));
        for (name, kept) in self.names.iter().zip(&mut self.forms) {
            let of = |all: Option<&Map<_, _>>| all?.get(*name).and_then(form);
            let form = of(base);
            *kept = form.filter(|_| form == of(revision));
        }
    }

    fn link(&mut self, side: &'d Lowered) {
        for (name, schema) in components(&side.document).into_iter().flatten() {
            let Some(user) = self.numbers.get(name.as_str()).copied() else {
                continue;
            };
            let found = self.numbered(&References::of_component(schema));
            for used in &found.by_form {
                self.users_by_form[*used].insert(user);
            }
            for used in found.by_form.iter().chain(&found.by_name) {
                self.users[*used].insert(user);
                self.all_uses[user].insert(*used);
            }
            self.uses[user].extend(found);
        }
    }

    fn add_operations(&mut self, index: usize, side: &'d Lowered) {
        let several = |plan: &OperationPlan| plan.success.is_some();
        let answers = side.plan.operations.values().any(several);
        let types: HashMap<String, usize> = names(&side.document)
            .filter(|_| answers)
            .filter_map(|name| Some((type_name(name), *self.numbers.get(name)?)))
            .collect();
        for operation in operations(&side.document) {
            let plan = side.plan.operations.get(&builder_name(operation.id()));
            let mut uses = self.numbered(&References::of_operation(operation.value));
            // The types of an enum of answers are not in the operation itself.
            let answers = plan.and_then(|plan| plan.success.as_ref());
            for (_, answer) in answers.iter().flat_map(|success| &success.answers) {
                if let Answer::Json(name) = answer {
                    uses.by_name.extend(types.get(name));
                }
            }
            let place = (operation.path, operation.method);
            let pair = self.operations.entry(place).or_default();
            pair.sides[index] = Some((operation.value, plan));
            pair.uses.extend(uses);
        }
    }

    fn numbered(&self, references: &References<'_>) -> Uses {
        let numbers = |names: &[&str]| {
            let known = names.iter().filter_map(|name| self.numbers.get(name));
            known.copied().collect()
        };
        Uses {
            by_name: numbers(&references.by_name),
            by_form: numbers(&references.by_form),
        }
    }

    /// The components that are not the same on both sides. The order of the
    /// others decides only where circles are broken.
    pub(super) fn different(&self) -> HashSet<usize> {
        let [base, revision] = self.sides;
        // Nearly always they are the same, and then nothing has to be named.
        let choices = (&base.plan.choices, &revision.plan.choices);
        let (any_chosen, any_sent) = (choices.0 != choices.1, base.plan.sent != revision.plan.sent);
        let [old, new] = [base, revision].map(|side| components(&side.document));
        let differs = |name: &&str| {
            let chosen = || {
                let ty = type_name(name);
                choices.0.get(&ty) != choices.1.get(&ty)
            };
            let schema = |all: Option<&'d Map<_, _>>| all?.get(*name);
            let is_sent = |side: &Lowered| side.plan.sent.contains(&type_name(name));
            !same_if_any(schema(old), schema(new))
                || (any_chosen && chosen())
                || (any_sent && is_sent(base) != is_sent(revision))
        };
        let numbered = self.names.iter().zip(0..);
        let mut different: HashSet<usize> = numbered
            .filter(|(name, _)| differs(name))
            .map(|(_, number)| number)
            .collect();
        if !same_order(&base.document, &revision.document) {
            different.extend(self.circular());
        }
        different
    }

    /// The components whose code may differ where that of these does.
    pub(super) fn affected(&self, different: &HashSet<usize>) -> HashSet<usize> {
        let mut open: Vec<usize> = different.iter().copied().collect();
        let mut reached = different.clone();
        while let Some(node) = open.pop() {
            let users = match self.forms[node] {
                Some(_) => &self.users_by_form[node],
                None => &self.users[node],
            };
            open.extend(users.iter().filter(|user| reached.insert(**user)));
        }
        reached
    }

    /// The components in circles, and those between two circles.
    pub(super) fn circular(&self) -> HashSet<usize> {
        links::circular(&self.all_uses, &self.users)
    }

    /// Whether this component, or what it is put together with, may hold others
    /// elsewhere on one side than on the other.
    pub(super) fn is_relinked(&self, number: usize) -> bool {
        let name = self.names[number];
        let schemas = self.sides.map(|side| components(&side.document)?.get(name));
        match schemas {
            [Some(base), Some(revision)] => {
                !self.users_by_form[number].is_empty() || !same_links(base, revision)
            }
            _ => true,
        }
    }

    /// A component that is the same on both sides and becomes a struct.
    pub(super) fn witness(&self, affected: &HashSet<usize>) -> Option<usize> {
        let [base, _] = self.sides;
        let is_struct = |schema: &Value| schema.member("properties").is_some();
        let structs = components(&base.document)
            .into_iter()
            .flatten()
            .filter(|(_, schema)| is_struct(schema))
            .filter_map(|(name, _)| self.numbers.get(name.as_str()).copied());
        let mut unaffected = structs.filter(|number| !affected.contains(number));
        let first = unaffected.next()?;
        let small = |number: &usize| self.all_uses[*number].is_empty();
        if small(&first) {
            return Some(first);
        }
        unaffected.find(small).or(Some(first))
    }
}

impl Uses {
    fn extend(&mut self, more: Self) {
        self.by_name.extend(more.by_name);
        self.by_form.extend(more.by_form);
    }
}

impl Pair<'_> {
    /// Whether its code may differ where that of these components does.
    pub(super) fn is_affected(&self, affected: &HashSet<usize>, forms: &[Option<Form>]) -> bool {
        // The builder of a body is the only thing that it knows of a type.
        let by_name = |used: &usize| {
            let fixed = matches!(forms[*used], Some(Form::Struct | Form::Value));
            affected.contains(used) && !fixed
        };
        self.differs()
            || self.may_name_a_setter()
            || !self.uses.by_form.is_disjoint(affected)
            || self.uses.by_name.iter().any(by_name)
    }

    /// Whether its method may have the name of a setter for credentials, which
    /// then gets another.
    fn may_name_a_setter(&self) -> bool {
        let mut values = self.sides.iter().flatten().map(|(value, _)| value);
        let id = |value: &Value| {
            value
                .member("operationId")
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
