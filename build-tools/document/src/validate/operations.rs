//! Checks that operations have unique names and declare the parameters of their
//! paths.

use super::kind::{Kind, SPECIFICATION};
use super::walk::{Node, Visit, walk};
use crate::diagnostic::join_pointer;
use crate::member::{Members, at};
use crate::rule::Rule;
use serde_json::{Map, Value};
use std::collections::HashMap;

rules! {
    pub(crate) RULES:

    BAD_PATH_TEMPLATE: Error {
        code: "bad-path-template",
        meaning: "A path does not start with `/`, or its braces do not match.",
        why: SPECIFICATION,
        help: "Write it like `/things/{thing_id}`.",
    }

    pub(crate) UNDECLARED_PATH_PARAMETER: Error {
        code: "undeclared-path-parameter",
        meaning: "A path has a parameter that its operation does not declare.",
        why: "Its type is unknown.",
        help: "Declare it among the `parameters`, with `in: path`.",
    }

    pub(crate) UNUSED_PATH_PARAMETER: Error {
        code: "unused-path-parameter",
        meaning: "A declared path parameter is not in the path.",
        why: "Its value has nowhere to go.",
        help: "Add it to the path, or remove the declaration.",
    }

    pub MISSING_OPERATION_ID: Error {
        code: "missing-operation-id",
        meaning: "An operation has no `operationId`.",
        why: "It becomes the name of the method. Our own document must have one; for any other \
              the name is made from method and path, and changes with them.",
        help: "Add one, in the source or in an overlay.",
    }

    pub DUPLICATE_OPERATION_ID: Error {
        code: "duplicate-operation-id",
        meaning: "Two operations have the same `operationId`.",
        why: "Two methods cannot have one name. Our own document must not have it; in any other \
              the later one by path gets another name.",
        help: "Rename one of them.",
    }
}

/// What is wrong with an operation or its path.
#[derive(Debug)]
pub(crate) struct BadOperation {
    pub(crate) rule: &'static Rule,
    pub(crate) pointer: String,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// The operations without a name, and those whose name is taken.
pub(crate) fn names(document: &Value) -> Vec<BadOperation> {
    let mut names = Names::default();
    walk(document, &mut names);
    names.found
}

/// The operation names seen so far, with where they were seen.
#[derive(Default)]
struct Names<'d> {
    seen: HashMap<&'d str, String>,
    found: Vec<BadOperation>,
}

impl<'d> Visit<'d> for Names<'d> {
    fn node(&mut self, node: Node<'d, '_>) {
        if node.kind == Kind::Operation {
            let bad = self.check(node);
            self.found.extend(bad);
        }
    }

    fn misshapen(&mut self, _: &str, _: &str, _: &Value) {}
}

impl<'d> Names<'d> {
    /// Checks the name of one operation. Operations of callbacks are never
    /// called by a client, so these may go without.
    fn check(&mut self, node: Node<'d, '_>) -> Option<BadOperation> {
        let id = match node.members.member("operationId") {
            Some(Value::String(id)) => id.as_str(),
            // The parser reports what is not text.
            Some(id) if !id.is_null() => return None,
            _ => "",
        };
        if id.is_empty() {
            return is_called(node).then(|| missing_id(node.pointer));
        }
        if let Some(first) = self.seen.get(id) {
            return Some(repeated_id(id, first, node.pointer));
        }
        self.seen.insert(id, node.pointer.to_owned());
        None
    }
}

fn is_called(node: Node<'_, '_>) -> bool {
    matches!(node.keys, ["paths", _, _])
}

fn missing_id(pointer: &str) -> BadOperation {
    BadOperation {
        rule: &MISSING_OPERATION_ID,
        pointer: pointer.to_owned(),
        message: "the operation has no `operationId`".to_owned(),
        help: "add one to the source; it becomes the name of the method",
    }
}

fn repeated_id(id: &str, first: &str, pointer: &str) -> BadOperation {
    BadOperation {
        rule: &DUPLICATE_OPERATION_ID,
        pointer: pointer.to_owned(),
        message: format!("duplicate operationId `{id}` at `{pointer}` (first at `{first}`)"),
        help: "rename one of them in the source",
    }
}

/// The paths that have one parameter twice: legal, and none of our own.
pub(crate) fn repeated_parameters(document: &Value) -> Vec<BadOperation> {
    let paths = document.member("paths").and_then(Value::as_object);
    let paths = paths.into_iter().flatten().map(|(path, _)| path);
    let repeated = paths.filter(|path| {
        let mut names = template_names(path).unwrap_or_default();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() < all
    });
    repeated
        .map(|path| BadOperation {
            rule: &BAD_PATH_TEMPLATE,
            pointer: join_pointer("/paths", path),
            message: format!("the path `{path}` repeats a parameter"),
            help: "write it like `/things/{thing_id}`",
        })
        .collect()
}

/// Checks the template of a path and the parameters its path item declares for
/// all operations.
pub(crate) fn check_path(node: Node<'_, '_>, document: &Value) -> Vec<BadOperation> {
    let &["paths", path] = node.keys else {
        return Vec::new();
    };
    match template_names(path) {
        Ok(names) => unused(node.pointer, node.members, &names, document).collect(),
        Err(message) => vec![BadOperation {
            rule: &BAD_PATH_TEMPLATE,
            pointer: node.pointer.to_owned(),
            message: format!("the path `{path}` {message}"),
            help: "write it like `/things/{thing_id}`",
        }],
    }
}

/// Checks the path parameters of one operation against its path.
pub(crate) fn check_parameters(node: Node<'_, '_>, document: &Value) -> Vec<BadOperation> {
    let &["paths", path, _] = node.keys else {
        return Vec::new();
    };
    let Ok(names) = template_names(path) else {
        return Vec::new();
    };
    let shared = document.member("paths").and_then(|paths| paths.get(path));
    let declared: Vec<_> = [Some(node.members), shared.and_then(Value::as_object)]
        .into_iter()
        .flatten()
        .flat_map(|members| path_parameters(members, document))
        .map(|(_, name)| name)
        .collect();
    let undeclared = names.iter().filter(|name| !declared.contains(*name));
    undeclared
        .map(|name| BadOperation {
            rule: &UNDECLARED_PATH_PARAMETER,
            pointer: node.pointer.to_owned(),
            message: format!("the path has `{{{name}}}`, but the operation does not declare it"),
            help: "declare it among the `parameters`, with `in: path`",
        })
        .chain(unused(node.pointer, node.members, &names, document))
        .collect()
}

fn unused<'a>(
    pointer: &'a str,
    members: &'a Map<String, Value>,
    names: &'a [&'a str],
    document: &'a Value,
) -> impl Iterator<Item = BadOperation> + 'a {
    path_parameters(members, document)
        .filter(|(_, name)| !names.contains(name))
        .map(move |(index, name)| BadOperation {
            rule: &UNUSED_PATH_PARAMETER,
            pointer: format!("{}/{index}", join_pointer(pointer, "parameters")),
            message: format!("the path parameter `{name}` is not in the path"),
            help: "add it to the path, or remove the declaration",
        })
}

/// The parameters that are part of the path, with their positions.
fn path_parameters<'a>(
    members: &'a Map<String, Value>,
    document: &'a Value,
) -> impl Iterator<Item = (usize, &'a str)> + 'a {
    let parameters = members.member("parameters").and_then(Value::as_array);
    parameters
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(index, parameter)| {
            let parameter = resolved(parameter, document)?;
            let in_path = parameter.member("in")?.as_str()? == "path";
            in_path.then_some((index, parameter.member("name")?.as_str()?))
        })
}

/// What a parameter is once references are followed; cycles are reported
/// elsewhere, so following simply stops.
pub(super) fn resolved<'a>(mut parameter: &'a Value, document: &'a Value) -> Option<&'a Value> {
    const LONGEST_CHAIN: usize = 100;
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = parameter.member("$ref") else {
            return Some(parameter);
        };
        parameter = at(document, reference.as_str()?.strip_prefix('#')?)?;
    }
    None
}

/// The names in braces.
fn template_names(path: &str) -> Result<Vec<&str>, &'static str> {
    if !path.starts_with('/') {
        return Err("does not start with `/`");
    }
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, opened)) = rest.split_once('{') {
        let (name, after) = opened.split_once('}').ok_or("has a `{` without a `}`")?;
        if before.contains('}') || name.contains('{') {
            return Err("has braces that do not match");
        }
        if name.is_empty() {
            return Err("has a parameter without a name");
        }
        names.push(name);
        rest = after;
    }
    if rest.contains('}') {
        return Err("has a `}` without a `{`");
    }
    Ok(names)
}
