//! What a document says in vain: readers pass over it, and nobody is told that
//! an operation, a parameter or a credential is not what it seems.

use super::kind::{Kind, SPECIFICATION};
use super::operations::{BadOperation, resolved};
use super::walk::{Node, Visit, walk, walk_newer};
use crate::diagnostic::join_pointer;
use crate::member::Members;
use crate::schema::METHODS;
use crate::source::{Document, is_newer};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The method and the member of a path that only OpenAPI 3.2 has.
const QUERY: &str = "query";
const OTHERS: &str = "additionalOperations";

const IN_VAIN: &str = "Readers pass over it, so that something is missing of which nobody is told.";

rules! {
    pub(crate) RULES:

    UNKNOWN_METHOD: Error {
        code: "unknown-method",
        meaning: "A path has a member that looks like an operation, under a name that is not a \
                  method.",
        why: IN_VAIN,
        help: "Write the method as OpenAPI has it, in lower case, such as `post`; what is meant \
               for something else takes a name in `x-`.",
    }

    UNKNOWN_SECURITY_SCHEME: Error {
        code: "unknown-security-scheme",
        meaning: "A security requirement does not name a security scheme of the document.",
        why: IN_VAIN,
        help: "Add the scheme to `components.securitySchemes`, or correct the name.",
    }

    pub(crate) REPEATED_PARAMETER: Error {
        code: "repeated-parameter",
        meaning: "A list of parameters has one of them twice: the same name, at the same place. \
                  Names of headers are the same in any case.",
        why: SPECIFICATION,
        help: "Remove one of the two. An operation may repeat a parameter of its path, which it \
               then replaces.",
    }
}

/// What a document says in vain, in its order.
pub(crate) fn unheeded(document: &Document) -> Vec<BadOperation> {
    let walk = if is_newer(document) { walk_newer } else { walk };
    let document = &document.value;
    let schemes = document.pointer("/components/securitySchemes");
    let version = document.member("openapi").and_then(Value::as_str);
    let mut unheeded = Unheeded {
        document,
        has_more_methods: version.is_some_and(|version| version.starts_with("3.2.")),
        schemes: schemes.and_then(Value::as_object),
        found: Vec::new(),
    };
    walk(document, &mut unheeded);
    unheeded.found
}

struct Unheeded<'d> {
    document: &'d Value,
    /// Whether its version has `query` and `additionalOperations`.
    has_more_methods: bool,
    schemes: Option<&'d Map<String, Value>>,
    found: Vec<BadOperation>,
}

impl<'d> Visit<'d> for Unheeded<'d> {
    fn node(&mut self, node: Node<'d, '_>) {
        match node.kind {
            Kind::Document => self.requirements(node),
            Kind::PathItem => {
                self.found
                    .extend(unknown_methods(node, self.has_more_methods));
                if self.has_more_methods {
                    self.found.extend(methods_of_their_own(node));
                }
                self.parameters(node);
            }
            Kind::Operation => {
                self.parameters(node);
                self.requirements(node);
            }
            _ => {}
        }
    }

    fn misshapen(&mut self, _: &str, _: &str, _: &Value) {}
}

impl Unheeded<'_> {
    fn requirements(&mut self, node: Node<'_, '_>) {
        let requirements = node.members.member("security").and_then(Value::as_array);
        for (index, requirement) in requirements.into_iter().flatten().enumerate() {
            let names = requirement.as_object().into_iter().flatten();
            for (name, _) in names {
                if self
                    .schemes
                    .is_none_or(|schemes| !schemes.contains_key(name))
                {
                    let at = format!("{}/security/{index}", node.pointer);
                    let known = self.schemes.into_iter().flat_map(Map::keys);
                    self.found.push(unknown_scheme(&at, name, known));
                }
            }
        }
    }

    fn parameters(&mut self, node: Node<'_, '_>) {
        let list = node.members.member("parameters").and_then(Value::as_array);
        let mut seen = HashMap::new();
        for (index, parameter) in list.into_iter().flatten().enumerate() {
            let pointer = format!("{}/parameters/{index}", node.pointer);
            let Some((name, place)) = resolved(parameter, self.document).and_then(identity) else {
                continue;
            };
            let same = match place {
                "header" => name.to_ascii_lowercase(),
                _ => name.to_owned(),
            };
            let first = seen.entry((place, same)).or_insert_with(|| pointer.clone());
            if *first != pointer {
                self.found.push(BadOperation {
                    rule: &REPEATED_PARAMETER,
                    message: format!("the parameter `{name}` in `{place}` repeats `{first}`"),
                    pointer,
                    help: "remove one of the two",
                });
            }
        }
    }
}

/// What tells a parameter from the others: its name, and where it is sent.
fn identity(parameter: &Value) -> Option<(&str, &str)> {
    Some((
        parameter.member("name")?.as_str()?,
        parameter.member("in")?.as_str()?,
    ))
}

fn unknown_scheme<'n>(
    pointer: &str,
    name: &str,
    known: impl Iterator<Item = &'n String>,
) -> BadOperation {
    let known: Vec<String> = known.map(|name| format!("`{name}`")).collect();
    let expected = if known.is_empty() {
        "a security scheme, of which the document has none".to_owned()
    } else {
        format!("a security scheme ({})", known.join(", "))
    };
    BadOperation {
        rule: &UNKNOWN_SECURITY_SCHEME,
        pointer: join_pointer(pointer, name),
        message: format!("expected {expected}, found `{name}`"),
        help: "add it to `components.securitySchemes`, or correct the name",
    }
}

/// The members of a path that look like an operation, and are none.
fn unknown_methods(node: Node<'_, '_>, has_more_methods: bool) -> Vec<BadOperation> {
    const MEMBERS: [&str; 5] = ["$ref", "summary", "description", "servers", "parameters"];
    let is_newer = |name: &str| has_more_methods && [QUERY, OTHERS].contains(&name);
    let is_known =
        |name: &str| METHODS.contains(&name) || MEMBERS.contains(&name) || name.starts_with("x-");
    let members = node
        .members
        .iter()
        .filter(|(name, _)| !is_known(name) && !is_newer(name));
    let unknown = members.filter_map(|(name, value)| {
        let meant = meant(name, has_more_methods);
        let expected = match meant {
            Some(method) => format!("`{method}`"),
            None if looks_like_one(name, value) => "a method such as `get` or `post`".to_owned(),
            None => return None,
        };
        Some(BadOperation {
            rule: &UNKNOWN_METHOD,
            pointer: join_pointer(node.pointer, name),
            message: format!("expected {expected}, found `{name}`: it is not an operation so"),
            help: "write the method in lower case, or give what is meant for something else a name in `x-`",
        })
    });
    unknown.collect()
}

/// Whether a member is an operation, or has operations in it.
fn looks_like_one(name: &str, value: &Value) -> bool {
    let has_responses = |value: &Value| value.member("responses").is_some();
    let mut inside = value.as_object().into_iter().flatten();
    has_responses(value) || (name == OTHERS && inside.any(|(_, value)| has_responses(value)))
}

/// The further operations of a path whose method has a member of its own there.
fn methods_of_their_own(node: Node<'_, '_>) -> Vec<BadOperation> {
    let others = node.members.get(OTHERS).and_then(Value::as_object);
    let names = others.into_iter().flatten().map(|(name, _)| name);
    let own = names.filter_map(|name| {
        let same = |method: &&str| name.eq_ignore_ascii_case(method);
        let method = METHODS.into_iter().chain([QUERY]).find(same)?;
        Some(BadOperation {
            rule: &UNKNOWN_METHOD,
            pointer: join_pointer(&join_pointer(node.pointer, OTHERS), name),
            message: format!("expected `{method}` in the path item itself, found `{name}` among its further methods"),
            help: "move the operation there; only methods without a member of their own stand here",
        })
    });
    own.collect()
}

/// The method that a name looks like: in another case, or with a slip in it.
fn meant(name: &str, has_more_methods: bool) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let distance = |method: &str| strsim::osa_distance(&name, method);
    let newer = has_more_methods.then_some(QUERY);
    let methods = METHODS.into_iter().chain(newer);
    let nearest = methods.min_by_key(|method| distance(method))?;
    let slips = if nearest.len() > 4 { 2 } else { 1 };
    (distance(nearest) <= slips).then_some(nearest)
}
