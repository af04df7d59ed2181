//! Every schema of a document that an operation uses, and how.

use api_document::diagnostic::{join_pointer, unescape_segment};
use api_document::schema::{Operation, each_child, operations};
use serde_json::Value;
use std::collections::HashSet;

/// A schema in its place, with the first operation that uses it so.
#[derive(Debug)]
pub(super) struct Use<'d> {
    /// Where it is used: the property, say, and not the component it refers to.
    pub(super) place: String,
    /// The pointer of the schema: the component, say.
    pub(super) pointer: String,
    pub(super) schema: &'d Value,
    /// What the property or parameter is called; empty for what has no name of
    /// its own, such as an item of a list.
    pub(super) name: String,
    /// Whether that is the name of a header, which has no case.
    pub(super) is_header: bool,
    pub(super) flow: Flow,
    /// Such as `POST /webhooks`.
    pub(super) operation: String,
}

/// Which way a value goes: to the service or from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Flow {
    Sent,
    Received,
}

/// The schemas that operations use, each place once each way, in the order of
/// the document.
pub(super) fn uses(document: &Value) -> Vec<Use<'_>> {
    let mut collect = Collect {
        document,
        seen: HashSet::new(),
        found: Vec::new(),
    };
    for operation in operations(document) {
        collect.operation(&operation);
    }
    collect.found
}

struct Collect<'d> {
    document: &'d Value,
    seen: HashSet<(String, Flow)>,
    found: Vec<Use<'d>>,
}

/// A place still to be looked at, and what is known of it.
struct Site<'d> {
    place: String,
    pointer: String,
    value: &'d Value,
    name: String,
    is_header: bool,
}

impl<'d> Collect<'d> {
    fn operation(&mut self, operation: &Operation<'d>) {
        let location = operation.location();
        let item = join_pointer("/paths", operation.path);
        self.parameters(&item, operation.item, &location);
        let pointer = operation.pointer();
        self.parameters(&pointer, operation.value, &location);
        if let Some(body) = operation.value.get("requestBody") {
            let site = site_of(format!("{pointer}/requestBody"), body);
            self.carrier(site, Flow::Sent, &location);
        }
        for (status, response) in members(operation.value, "responses") {
            let site = site_of(
                join_pointer(&format!("{pointer}/responses"), status),
                response,
            );
            self.carrier(site, Flow::Received, &location);
        }
    }

    fn parameters(&mut self, holder: &str, value: &'d Value, location: &str) {
        let parameters = value.get("parameters").and_then(Value::as_array);
        for (index, parameter) in parameters.into_iter().flatten().enumerate() {
            let site = site_of(format!("{holder}/parameters/{index}"), parameter);
            self.carrier(site, Flow::Sent, location);
        }
    }

    /// A parameter, body, response or header: whatever carries schemas.
    fn carrier(&mut self, site: Site<'d>, flow: Flow, location: &str) {
        let Site {
            pointer,
            value,
            name,
            is_header,
            ..
        } = self.follow(site);
        let text = |key| value.get(key).and_then(Value::as_str);
        let name = text("name").map_or(name, str::to_owned);
        let is_header = is_header || text("in") == Some("header");
        if let Some(schema) = value.get("schema") {
            let site = Site {
                name,
                is_header,
                ..site_of(format!("{pointer}/schema"), schema)
            };
            self.schema(site, flow, location);
        }
        for (media_type, content) in members(value, "content") {
            if let Some(schema) = content.get("schema") {
                let content = join_pointer(&format!("{pointer}/content"), media_type);
                let site = site_of(format!("{content}/schema"), schema);
                self.schema(site, flow, location);
            }
        }
        for (header, value) in members(value, "headers") {
            let site = Site {
                name: header.clone(),
                is_header: true,
                ..site_of(join_pointer(&format!("{pointer}/headers"), header), value)
            };
            self.carrier(site, flow, location);
        }
    }

    /// A schema and all inside it, by a stack of its own: chains may be long.
    fn schema(&mut self, site: Site<'d>, flow: Flow, location: &str) {
        let mut pending = vec![site];
        while let Some(site) = pending.pop() {
            let site = self.follow(site);
            if !self.seen.insert((site.place.clone(), flow)) {
                continue;
            }
            if site.place == site.pointer || self.seen.insert((site.pointer.clone(), flow)) {
                pending.extend(inside(&site).into_iter().rev());
            }
            self.found.push(Use {
                place: site.place,
                pointer: site.pointer,
                schema: site.value,
                name: site.name,
                is_header: site.is_header,
                flow,
                operation: location.to_owned(),
            });
        }
    }

    /// What a place refers to in the end, or the place itself.
    fn follow(&self, site: Site<'d>) -> Site<'d> {
        const LONGEST: usize = 64;
        let mut current = site;
        for _ in 0..LONGEST {
            let reference = current.value.get("$ref").and_then(Value::as_str);
            let Some(pointer) = reference.and_then(|text| text.strip_prefix('#')) else {
                break;
            };
            let Some(value) = self.document.pointer(pointer) else {
                break;
            };
            current = Site {
                pointer: pointer.to_owned(),
                value,
                ..current
            };
        }
        current
    }
}

fn site_of(pointer: String, value: &Value) -> Site<'_> {
    Site {
        place: pointer.clone(),
        pointer,
        value,
        name: String::new(),
        is_header: false,
    }
}

/// The schemas inside a schema.
fn inside<'d>(outer: &Site<'d>) -> Vec<Site<'d>> {
    let mut inside = Vec::new();
    each_child(outer.value, &mut |below, child| {
        let name = below.strip_prefix("/properties/").unwrap_or_default();
        inside.push(Site {
            name: unescape_segment(name),
            ..site_of(outer.pointer.clone() + &below, child)
        });
    });
    inside
}

fn members<'d>(holder: &'d Value, key: &str) -> impl Iterator<Item = (&'d String, &'d Value)> {
    holder
        .get(key)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}
