//! Checks that every `$ref` resolves to a component of the expected kind in this
//! document.

use super::kind::{Kind, SPECIFICATION};
use super::walk::Node;
use crate::member::{Members, at};
use crate::rule::Rule;
use crate::source::describe;
use serde_json::Value;
use std::collections::HashSet;

const COMPONENTS: &str = "The stages follow references to the components of one document.";

rules! {
    pub(crate) RULES:

    pub(crate) DANGLING_REF: Error {
        code: "dangling-ref",
        meaning: "A `$ref` points to something that does not exist.",
        why: "What it refers to is unknown.",
        help: "Add the component, add the source that has it, or correct the name.",
    }

    pub(crate) EXTERNAL_REF: Error {
        code: "external-ref",
        meaning: "A `$ref` points out of the document: to an address, or to a file that is not in \
                  the folder of the root document.",
        why: "What a document is must not depend on the machine or the day: an address is never \
              fetched, and no path leads out of the folder. Of a document that was fetched \
              itself, the files are not there.",
        help: "Clone the repository of the document, and name the file of its root; if its files \
               are in several folders, give the one around them with --root.",
    }

    pub(crate) MISSING_FILE: Error {
        code: "missing-file",
        meaning: "A `$ref` points to a file that cannot be read.",
        why: "What it refers to is unknown.",
        help: "Correct the path, which is followed from the file that the `$ref` stands in, or add \
               the file.",
    }

    pub(crate) UNSUPPORTED_REF: Error {
        code: "unsupported-ref",
        meaning: "A `$ref` points to something that is not a component and cannot become one.",
        why: COMPONENTS,
        help: "Move it under `components`, and point there.",
    }

    pub(crate) WRONG_REF_KIND: Error {
        code: "wrong-ref-kind",
        meaning: "A `$ref` points to a component of another kind.",
        why: SPECIFICATION,
        help: "Point to a component of the kind that is expected there.",
    }

    MISPLACED_REF: Error {
        code: "misplaced-ref",
        meaning: "A `$ref` is not allowed here, or is not text.",
        why: SPECIFICATION,
        help: "Write the object out.",
    }

    pub(crate) CYCLIC_REF: Error {
        code: "cyclic-ref",
        meaning: "References form a cycle and never lead to an object.",
        why: "There is no object to use.",
        help: "Replace one of them with an object.",
    }

    PATH_ITEM_REF: Error {
        code: "path-item-ref",
        meaning: "A path is a reference to another path item.",
        why: "The generator does not follow it.",
        help: "Write the path item out.",
    }
}

/// What is wrong with a reference.
#[derive(Debug)]
pub(super) struct BadReference {
    pub(super) rule: &'static Rule,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// The references of one document.
#[derive(Debug)]
pub(super) struct References<'d> {
    document: &'d Value,
    /// Pointers to components that were followed as references.
    followed: HashSet<String>,
}

impl<'d> References<'d> {
    pub(super) fn new(document: &'d Value) -> Self {
        Self {
            document,
            followed: HashSet::new(),
        }
    }

    /// Checks a reference in place of an object.
    pub(super) fn check(&mut self, node: Node<'_, '_>) -> Option<BadReference> {
        let reference = node.members.member("$ref")?;
        let text = reference.as_str();
        if let Some(file) = text.filter(|text| !text.is_empty() && !text.starts_with('#')) {
            return Some(external(file));
        }
        let Some(section) = node.kind.section() else {
            return Some(misplaced(node.kind));
        };
        let Some(reference) = text else {
            return Some(not_text(reference));
        };
        match self.section(reference) {
            Ok(found) if found == section => self.cycle(node),
            Ok(_) => Some(wrong_kind(reference, section)),
            Err(bad) => Some(bad),
        }
    }

    /// The section of `components` a reference points into.
    fn section<'r>(&self, reference: &'r str) -> Result<&'r str, BadReference> {
        let pointer = reference.strip_prefix('#').unwrap_or_default();
        if pointer.is_empty() {
            return Err(unsupported(reference));
        }
        if !pointer.starts_with('/') || at(self.document, pointer).is_none() {
            return Err(dangling(reference));
        }
        let mut segments = pointer.split('/').skip(1);
        match (
            segments.next(),
            segments.next(),
            segments.next(),
            segments.next(),
        ) {
            (Some("components"), Some(section), Some(_), None) => Ok(section),
            _ => Err(unsupported(reference)),
        }
    }

    /// Follows a component that is itself a reference. A cycle is reported at
    /// the first component of the document that leads into it.
    fn cycle(&mut self, node: Node<'_, '_>) -> Option<BadReference> {
        if !matches!(node.keys, ["components", _, _]) {
            return None;
        }
        let mut chain = vec![node.pointer.to_owned()];
        let mut current = node.pointer.to_owned();
        while self.followed.insert(current.clone()) {
            let target = at(self.document, &current)?.member("$ref")?.as_str()?;
            target.strip_prefix('#')?.clone_into(&mut current);
            chain.push(current.clone());
        }
        let (_, before) = chain.split_last()?;
        before.contains(&current).then(|| cyclic(&chain))
    }
}

fn misplaced(kind: Kind) -> BadReference {
    if kind == Kind::PathItem {
        return BadReference {
            rule: &PATH_ITEM_REF,
            message: "this path is a reference to another path item".to_owned(),
            help: "write the path item out; the generator does not follow it",
        };
    }
    BadReference {
        rule: &MISPLACED_REF,
        message: format!("a `$ref` is not allowed in place of this object ({kind:?})"),
        help: "write the object out",
    }
}

fn not_text(reference: &Value) -> BadReference {
    BadReference {
        rule: &MISPLACED_REF,
        message: format!("expected a string as `$ref`, found {}", describe(reference)),
        help: "name a component, as in `#/components/schemas/Name`",
    }
}

fn external(reference: &str) -> BadReference {
    BadReference {
        rule: &EXTERNAL_REF,
        message: format!("`{reference}` points outside this document"),
        help: "clone the repository that has the document, and name the file of its root",
    }
}

fn dangling(reference: &str) -> BadReference {
    BadReference {
        rule: &DANGLING_REF,
        message: format!("`{reference}` does not exist"),
        help: "add the component, add the source that has it, or correct the name",
    }
}

fn unsupported(reference: &str) -> BadReference {
    BadReference {
        rule: &UNSUPPORTED_REF,
        message: format!("`{reference}` does not point to a component"),
        help: "move the target under `components` and point there: the generator follows no other reference",
    }
}

fn wrong_kind(reference: &str, section: &str) -> BadReference {
    BadReference {
        rule: &WRONG_REF_KIND,
        message: format!("expected a reference to `#/components/{section}`, found `{reference}`"),
        help: "point to a component of that section",
    }
}

fn cyclic(chain: &[String]) -> BadReference {
    const SHOWN: usize = 8;
    let mut names: Vec<_> = chain
        .iter()
        .take(SHOWN)
        .map(|link| format!("`#{link}`"))
        .collect();
    if chain.len() > SHOWN {
        names.push("...".to_owned());
    }
    BadReference {
        rule: &CYCLIC_REF,
        message: format!("the references form a cycle: {}", names.join(" -> ")),
        help: "replace one of them with an object",
    }
}
