//! One operation of a document, and its path template.

use crate::part::Part;

/// One operation and its path item.
#[derive(Debug, Clone)]
pub(crate) struct Endpoint<'d> {
    pub(crate) path: &'d str,
    pub(crate) method: &'static str,
    pub(crate) item: Part<'d>,
    pub(crate) part: Part<'d>,
}

impl Endpoint<'_> {
    pub(crate) fn location(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }
}

/// A path template without the names of its parameters.
pub(crate) fn without_names(path: &str) -> String {
    let mut nameless = String::new();
    let mut rest = path;
    while let Some((before, name, after)) = next_parameter(rest) {
        let _ = name;
        nameless.push_str(before);
        nameless.push_str("{}");
        rest = after;
    }
    nameless + rest
}

/// The names of the parameters in a path template, in order.
pub(crate) fn parameter_names(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((_, name, after)) = next_parameter(rest) {
        names.push(name);
        rest = after;
    }
    names
}

fn next_parameter(path: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = path.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
