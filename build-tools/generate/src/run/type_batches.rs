//! The components of a document in batches, each a document of its own whose types are
//! made alone.
//!
//! A type is made of its component and of what that refers to. Of most of this its code
//! has the name only, so that nothing is made for it. Where the generator breaks
//! a circle hangs on the way by which it comes there, so that the circles are in one batch
//! with all that leads into them.

use super::batches::around;
use super::form::{Form, form, stand_in};
use super::references::References;
use crate::circles;
use api_document::names::type_name;
use api_document::schema::components;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// How many components are generated at a time, beside what decides what they are.
const COMPONENTS: usize = 48;

/// The components of a document, and their batches.
pub(super) struct TypeBatches<'d> {
    whole: &'d Value,
    components: Vec<(&'d String, &'d Value)>,
    numbers: HashMap<&'d str, usize>,
    /// The types of all components.
    pub(super) names: BTreeSet<String>,
    /// The numbers of the components of each batch.
    batches: Vec<Vec<usize>>,
}

/// A part of a document.
pub(super) struct Part<'d> {
    pub(super) document: Cow<'d, Value>,
    /// The types that are wanted of it.
    own: BTreeSet<String>,
    /// The types of all components that it has.
    present: BTreeSet<String>,
    /// Those of which the name is needed only.
    pub(super) named: BTreeSet<String>,
}

impl<'d> Part<'d> {
    /// The whole of a document.
    pub(super) fn whole(document: &'d Value) -> Self {
        let components = components(document).into_iter().flatten();
        let names: BTreeSet<String> = components.map(|(name, _)| type_name(name)).collect();
        Self {
            document: Cow::Borrowed(document),
            own: names.clone(),
            present: names,
            named: BTreeSet::new(),
        }
    }

    /// The names of the types of all components that it has.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.present.iter()
    }

    /// Whether it has a component of a type.
    pub(super) fn has(&self, name: &str) -> bool {
        self.present.contains(name)
    }

    /// Whether it has one for others only.
    pub(super) fn lends(&self, name: &str) -> bool {
        self.has(name) && !self.own.contains(name)
    }
}

impl<'d> TypeBatches<'d> {
    pub(super) fn of(whole: &'d Value) -> Self {
        let components: Vec<_> = components(whole).into_iter().flatten().collect();
        let names: BTreeSet<String> = components.iter().map(|(name, _)| type_name(name)).collect();
        let all = 0..components.len();
        let led = circles::led_into(whole);
        let (circles, others): (Vec<usize>, Vec<usize>) =
            all.partition(|number| led.contains(components[*number].0));
        let circles = Some(circles).filter(|circles| !circles.is_empty());
        let others = others.chunks(COMPONENTS).map(<[usize]>::to_vec);
        let batches = circles.into_iter().chain(others).collect();
        Self {
            whole,
            numbers: components
                .iter()
                .map(|(name, _)| name.as_str())
                .zip(0..)
                .collect(),
            components,
            names,
            batches,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.batches.len()
    }

    pub(super) fn part(&self, batch: usize) -> Part<'_> {
        let own = self.batches.get(batch).map_or(&[][..], Vec::as_slice);
        let needed = self.needed(own);
        // In the order of the document, by which the generator breaks circles.
        let mut all: Vec<usize> = needed.whole.union(&needed.named).copied().collect();
        all.sort_unstable();
        let mut schemas = Map::new();
        for number in &all {
            let (name, schema) = self.components[*number];
            let is_whole = needed.whole.contains(number);
            let schema = if is_whole { schema.clone() } else { stand_in() };
            schemas.insert(name.clone(), schema);
        }
        let types = |number: &usize| type_name(self.components[*number].0);
        let named = needed.named.difference(&needed.whole);
        Part {
            document: Cow::Owned(around(self.whole, Map::new(), schemas)),
            own: own.iter().map(types).collect(),
            present: all.iter().map(types).collect(),
            named: named.map(types).collect(),
        }
    }

    fn needed(&self, own: &[usize]) -> Needed {
        let mut needed = Needed::default();
        let mut open = own.to_vec();
        while let Some(number) = open.pop() {
            if !needed.whole.insert(number) {
                continue;
            }
            let used = References::of_component(self.components[number].1);
            open.extend(self.numbered(&used.by_form));
            for used in self.numbered(&used.by_name) {
                match form(self.components[used].1) {
                    Some(Form::Struct | Form::Value) => _ = needed.named.insert(used),
                    Some(Form::Union) | None => open.push(used),
                }
            }
        }
        needed
    }

    fn numbered(&self, names: &[&str]) -> impl Iterator<Item = usize> {
        let known = names.iter().filter_map(|name| self.numbers.get(name));
        known.copied().collect::<Vec<_>>().into_iter()
    }
}

/// The numbers of components.
#[derive(Default)]
struct Needed {
    whole: BTreeSet<usize>,
    /// Those of which the name and the kind are needed only.
    named: BTreeSet<usize>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::json;

    fn document_of(names: impl Iterator<Item = String>) -> Value {
        let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let holds = |name: &str| json!({ "type": "object", "properties": { "held": of(name) } });
        let mut schemas: Map<String, Value> = names.map(|name| (name, holds("Held"))).collect();
        schemas.insert("Round".to_owned(), holds("Round"));
        schemas.insert(
            "Held".to_owned(),
            json!({ "type": "object", "properties": { "it": { "type": "string" } } }),
        );
        schemas.insert("Text".to_owned(), json!({ "type": "string" }));
        json!({ "openapi": "3.0.3", "components": { "schemas": schemas } })
    }

    #[test]
    fn every_component_is_wanted_of_one_batch() {
        let whole = document_of((0..COMPONENTS * 2).map(|number| format!("Type{number}")));
        let batches = TypeBatches::of(&whole);
        let parts: Vec<Part<'_>> = (0..batches.len()).map(|one| batches.part(one)).collect();
        let sizes: Vec<usize> = parts.iter().map(|part| part.own.len()).collect();
        assert_eq!(sizes, [1, COMPONENTS, COMPONENTS, 2]);
        let own = parts.iter().flat_map(|part| part.own.clone());
        assert_eq!(own.collect::<BTreeSet<_>>(), batches.names);
    }

    #[test]
    fn what_is_named_only_is_stood_in_for() {
        let whole = document_of((0..COMPONENTS).map(|number| format!("Type{number}")));
        let batches = TypeBatches::of(&whole);
        let part = batches.part(1);
        assert_eq!(part.present.len(), COMPONENTS + 1);
        assert!(part.lends("Held"));
        assert_eq!(part.document["components"]["schemas"]["Held"], stand_in());
    }
}
