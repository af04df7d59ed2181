//! Where each component is used.

use super::answers::answers_list;
use super::route::identity;
use super::sense::{Facts, Sense};
use api_document::names::{builder_name, type_name};
use api_document::schema::{
    METHODS, Operation, components, is_error, operations, ref_target, resolve_any,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// An operation, as the types that it uses are named after it.
pub(super) struct Call<'d> {
    pub(super) operation: Operation<'d>,
    /// Where it is on the wire.
    pub(super) identity: String,
    /// Its name as a type has it, such as `CreateWebhook`.
    pub(super) name: String,
    pub(super) sense: Sense,
    /// What it is about, such as `Webhook`.
    pub(super) resource: String,
}

/// The operations, in an order that does not hang on that of the keys.
pub(super) fn calls(document: &Value) -> Vec<Call<'_>> {
    let mut calls: Vec<Call<'_>> = operations(document)
        .into_iter()
        .map(|operation| {
            let sense = Sense::of(Facts {
                method: operation.method,
                path: operation.path,
                id: Some(operation.id()).filter(|id| !id.is_empty()),
                answers_list: answers_list(document, operation.value),
            });
            let name = builder_name(operation.id());
            let resource = match sense.resource.as_slice() {
                [] => name.clone(),
                words => type_name(&words.join("_")),
            };
            Call {
                identity: identity(&operation.location()),
                name,
                resource,
                sense,
                operation,
            }
        })
        .collect();
    calls.sort_by_key(|call| {
        let Operation { path, method, .. } = call.operation;
        let rank = METHODS.iter().position(|known| *known == method);
        (path.split('/').count(), path, rank)
    });
    calls
}

/// A place where a component is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) holder: Holder,
    /// What of the holder it is; empty for the whole.
    pub(super) part: String,
    /// Whether there are several there, as in a list.
    pub(super) many: bool,
}

/// What uses a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    Request(usize),
    /// The first success, or one with a status of its own.
    Answer(usize, String),
    Error(usize, String),
    /// A parameter or header, in its place.
    Parameter(usize, String),
    Component(String),
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
            for (holder, schema) in carried(document, index, call) {
                let is_error = matches!(holder, Holder::Error(..));
                for found in found_in(schema) {
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

/// The schemas that an operation carries, each with what carries it.
fn carried<'d>(document: &'d Value, index: usize, call: &Call<'d>) -> Vec<(Holder, &'d Value)> {
    let mut found = Vec::new();
    let Operation { item, value, .. } = call.operation;
    if let Some(body) = value.get("requestBody") {
        let schemas = content(resolve_any(document, body));
        found.extend(schemas.map(|schema| (Holder::Request(index), schema)));
    }
    let responses = value.get("responses").and_then(Value::as_object);
    let responses: BTreeMap<&String, &Value> = responses.into_iter().flatten().collect();
    let first = responses.keys().find(|status| status.starts_with('2'));
    let first = first.map(|status| (*status).clone());
    for (status, response) in responses {
        let response = resolve_any(document, response);
        let holder = if is_error(status) || status.starts_with(['1', '3']) {
            Holder::Error(index, status.clone())
        } else {
            let own = first.as_ref() != Some(status);
            Holder::Answer(index, if own { status.clone() } else { String::new() })
        };
        found.extend(content(response).map(|schema| (holder.clone(), schema)));
        let headers = response.get("headers").and_then(Value::as_object);
        for (name, header) in headers.into_iter().flatten() {
            let schema = resolve_any(document, header).get("schema");
            let holder = Holder::Parameter(index, format!("answer {name}"));
            found.extend(schema.map(|schema| (holder, schema)));
        }
    }
    let parameters = [item, value].map(|node| node.get("parameters").and_then(Value::as_array));
    for parameter in parameters.into_iter().flatten().flatten() {
        let parameter = resolve_any(document, parameter);
        let text = |key: &str| parameter.get(key).and_then(Value::as_str);
        let name = format!(
            "{} {}",
            text("in").unwrap_or_default(),
            text("name").unwrap_or_default()
        );
        let schemas = parameter
            .get("schema")
            .into_iter()
            .chain(content(parameter));
        found.extend(schemas.map(|schema| (Holder::Parameter(index, name.clone()), schema)));
    }
    found
}

/// The schemas of all media types, those of JSON first.
fn content(carrier: &Value) -> impl Iterator<Item = &Value> {
    let content = carrier.get("content").and_then(Value::as_object);
    let mut content: Vec<(&String, &Value)> = content.into_iter().flatten().collect();
    content.sort_by_key(|(name, _)| (!api_document::schema::is_json(name), *name));
    let schemas = content.into_iter();
    schemas.filter_map(|(_, media_type)| media_type.get("schema"))
}

/// A component that is used somewhere in a schema.
struct Found {
    component: String,
    part: String,
    many: bool,
}

/// What a schema uses without anything between.
fn found_in(schema: &Value) -> Vec<Found> {
    let mut found = Vec::new();
    look(schema, "", false, &mut found);
    found
}

fn look(schema: &Value, part: &str, many: bool, found: &mut Vec<Found>) {
    if let Some(component) = ref_target(schema) {
        let part = part.to_owned();
        found.push(Found {
            component,
            part,
            many,
        });
        return;
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    let sorted: BTreeMap<&String, &Value> = properties.into_iter().flatten().collect();
    for (name, property) in sorted {
        look(property, name, false, found);
    }
    for key in ["items", "additionalProperties", "not"] {
        if let Some(child @ Value::Object(_)) = schema.get(key) {
            look(child, part, true, found);
        }
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        let parts = schema.get(key).and_then(Value::as_array);
        for one in parts.into_iter().flatten() {
            look(one, part, many, found);
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
        Some(format!("{holder}{part}{many}"))
    }
}
