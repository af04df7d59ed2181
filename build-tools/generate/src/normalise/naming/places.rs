//! Where each component is used.

use super::call::Call;
use super::carried::{Holder, carried};
use super::found::{Found, found_in};
use api_document::schema::components;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A place where a component is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) holder: Holder,
    /// What of the holder it is; empty for the whole.
    pub(super) part: String,
    /// Whether there are several there, as in a list.
    pub(super) many: bool,
    /// Which of several that may be there.
    pub(super) variant: String,
}

/// All places of all components that operations reach.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The components, those first that are nearest to operations.
    pub(super) order: Vec<String>,
    pub(super) of: BTreeMap<String, Vec<Place>>,
    /// The resources whose operations reach a component otherwise than by errors.
    pub(super) resources: BTreeMap<String, BTreeSet<String>>,
}

impl Places {
    pub(super) fn of(document: &Value, calls: &[Call<'_>]) -> Self {
        let mut places = Self::default();
        let mut pending = VecDeque::new();
        let mut roots = Vec::new();
        for (index, call) in calls.iter().enumerate() {
            for (holder, variant, schema) in carried(document, index, call) {
                let is_error = matches!(holder, Holder::Error(..));
                for mut found in found_in(schema) {
                    found.variant.insert_str(0, &variant);
                    if !is_error {
                        roots.push((found.component.clone(), call.resource.clone()));
                    }
                    places.add(&holder, found, &mut pending);
                }
            }
        }
        let mut inside: BTreeMap<String, Vec<String>> = BTreeMap::new();
        while let Some(name) = pending.pop_front() {
            let schema = components(document).and_then(|all| all.get(&name));
            let holder = Holder::Component(name.clone());
            for found in schema.into_iter().flat_map(found_in) {
                let targets = inside.entry(name.clone()).or_default();
                targets.push(found.component.clone());
                places.add(&holder, found, &mut pending);
            }
        }
        for (component, resource) in roots {
            places.reach(&inside, component, &resource);
        }
        places
    }

    fn add(&mut self, holder: &Holder, found: Found, pending: &mut VecDeque<String>) {
        let Found {
            component,
            part,
            many,
            variant,
        } = found;
        let places = self.of.entry(component.clone()).or_default();
        if places.is_empty() {
            self.order.push(component.clone());
            pending.push_back(component);
        }
        places.push(Place {
            holder: holder.clone(),
            part,
            many,
            variant,
        });
    }

    fn reach(&mut self, inside: &BTreeMap<String, Vec<String>>, from: String, resource: &str) {
        let mut open = vec![from];
        while let Some(name) = open.pop() {
            let known = self.resources.entry(name.clone()).or_default();
            if known.insert(resource.to_owned()) {
                open.extend(inside.get(&name).into_iter().flatten().cloned());
            }
        }
    }
}

impl Place {
    /// The place in words that hold whatever its component is called; nothing
    /// where the component that holds it has no name yet.
    pub(super) fn text(
        &self,
        calls: &[Call<'_>],
        names: &BTreeMap<String, String>,
    ) -> Option<String> {
        let identity = |index: &usize| calls.get(*index).map(|call| call.identity.as_str());
        let holder = match &self.holder {
            Holder::Request(call) => format!("{} request", identity(call)?),
            Holder::Answer(call, status) if status.is_empty() => {
                format!("{} answer", identity(call)?)
            }
            Holder::Answer(call, status) => format!("{} answer {status}", identity(call)?),
            Holder::Error(call, status) => format!("{} error {status}", identity(call)?),
            Holder::Parameter(call, name) => format!("{} {name}", identity(call)?),
            Holder::Component(name) => names.get(name)?.clone(),
        };
        let part = match (self.part.as_str(), &self.holder) {
            ("", Holder::Component(_)) => " part".to_owned(),
            ("", _) => String::new(),
            (part, _) => format!(" {part}"),
        };
        let many = if self.many { "[]" } else { "" };
        let variant = match self.variant.as_str() {
            "" => String::new(),
            variant => format!(" {}", variant.trim_start_matches('|')),
        };
        Some(format!("{holder}{part}{many}{variant}"))
    }
}
