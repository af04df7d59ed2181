//! A request that is in order, and what it is answered from.

use serde_json::{Map, Value};

use super::store::{Store, segment};
use crate::answer::Answer;
use crate::document::{Api, Operation, Resource, Segment};
use crate::refusals;
use crate::request::parameters::Query;

/// One request that passed all checks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    pub(crate) api: &'a Api,
    pub(crate) operation: &'a Operation,
    /// The path's parameters, by name, in order.
    pub(crate) arguments: &'a [(&'a str, String)],
    pub(crate) query: &'a Query,
    pub(crate) body: &'a Map<String, Value>,
    /// The time, as the service writes it.
    pub(crate) now: &'a str,
    /// Whether webhook signatures are enabled.
    pub(crate) signatures: bool,
}

impl<'a> Call<'a> {
    /// What the operation's collection holds.
    pub(crate) fn resource(&self) -> Option<&'a Resource> {
        self.api.resource(&self.operation.collection)
    }

    /// The path of the operation's collection.
    pub(crate) fn collection(&self) -> String {
        concrete(&self.operation.collection, self.arguments)
    }

    /// The id of the operation's item: the parameter after the collection's.
    pub(crate) fn id(&self) -> &'a str {
        let before = parameters(&self.operation.collection);
        self.arguments.get(before).map_or("", |(_, id)| id)
    }

    /// Refuses a request below an item that does not exist.
    pub(crate) fn check_parents(&self, store: &Store) -> Result<(), Answer> {
        let mut above = String::new();
        let mut arguments = self.arguments.iter();
        for part in self.operation.collection.split('/').skip(1) {
            if is_parameter(part)
                && let Some((_, id)) = arguments.next()
                && self.api.resource(&above).is_some()
                && store.find(&concrete(&above, self.arguments), id).is_none()
            {
                return Err(refusals::not_found(id));
            }
            above = format!("{above}/{part}");
        }
        Ok(())
    }

    /// Whether the operation is this one, by method and path.
    pub(crate) fn is(&self, method: &str, path: &[&str]) -> bool {
        let segments = &self.operation.segments;
        self.operation.method == method
            && segments.len() == path.len()
            && segments
                .iter()
                .zip(path)
                .all(|(segment, part)| match segment {
                    Segment::Literal(literal) => literal == part,
                    Segment::Parameter(_) => *part == "*",
                })
    }
}

/// A template with arguments in place of its parameters, in their order.
fn concrete(template: &str, arguments: &[(&str, String)]) -> String {
    let mut arguments = arguments.iter();
    let parts = template.split('/').map(|part| {
        if !is_parameter(part) {
            return part.to_owned();
        }
        arguments
            .next()
            .map_or_else(String::new, |(_, id)| segment(id))
    });
    parts.collect::<Vec<_>>().join("/")
}

fn is_parameter(part: &str) -> bool {
    part.starts_with('{')
}

fn parameters(template: &str) -> usize {
    template
        .split('/')
        .filter(|part| is_parameter(part))
        .count()
}
