//! Visits the objects of a document in document order, each with what it is.
//!
//! Only by position can an object be told apart from example data that looks
//! like one, so nothing is searched for by its look.

use super::kind::{Kind, Member, Shape};
use crate::diagnostic::escape_segment;
use crate::member::Members;
use serde_json::{Map, Value};

/// One object of the document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'d, 'p> {
    pub(crate) kind: Kind,
    /// Its JSON pointer.
    pub(crate) pointer: &'p str,
    /// The keys on the way to it, outermost first; list positions are empty.
    pub(crate) keys: &'p [&'d str],
    pub(crate) members: &'d Map<String, Value>,
}

/// Something to do at each object.
pub(crate) trait Visit<'d> {
    /// An object, before those inside it. What is inside a reference is not
    /// visited: it has no meaning.
    fn node(&mut self, node: Node<'d, '_>);

    /// A value that should be an object, or hold objects, and does not.
    fn misshapen(&mut self, pointer: &str, expected: &str, found: &Value);
}

/// Visits the whole document, of OpenAPI 3.0 or downgraded to it.
pub(crate) fn walk<'d>(document: &'d Value, visit: &mut dyn Visit<'d>) {
    walk_members(document, Kind::member, visit);
}

/// Visits the whole document, of a newer version, as it is written.
pub(crate) fn walk_newer<'d>(document: &'d Value, visit: &mut dyn Visit<'d>) {
    walk_members(document, Kind::written_member, visit);
}

/// Finds the entry for a member of an object.
type Find = fn(Kind, &str) -> Option<&'static Member>;

fn walk_members<'d>(document: &'d Value, find: Find, visit: &mut dyn Visit<'d>) {
    let mut walk = Walk {
        find,
        visit,
        pointer: String::new(),
        keys: Vec::new(),
    };
    walk.object(Kind::Document, document);
}

struct Walk<'d, 'v> {
    find: Find,
    visit: &'v mut dyn Visit<'d>,
    pointer: String,
    keys: Vec<&'d str>,
}

impl<'d> Walk<'d, '_> {
    fn object(&mut self, kind: Kind, value: &'d Value) {
        let Some(members) = self.map(value) else {
            return;
        };
        self.visit.node(Node {
            kind,
            pointer: &self.pointer,
            keys: &self.keys,
            members,
        });
        if members.has("$ref") {
            return;
        }
        for (name, value) in members {
            if let Some(&(_, shape, kind)) = (self.find)(kind, name) {
                self.at(name, name, |walk| walk.member(shape, kind, value));
            }
        }
    }

    fn member(&mut self, shape: Shape, kind: Kind, value: &'d Value) {
        match shape {
            Shape::OneOrBoolean if value.is_boolean() => {}
            Shape::One | Shape::OneOrBoolean => self.object(kind, value),
            Shape::List => self.list(kind, value),
            Shape::Named => self.each(value, |walk, _, value| walk.object(kind, value)),
            Shape::Patterned => self.each(value, |walk, name, value| {
                if !name.starts_with("x-") {
                    walk.object(kind, value);
                }
            }),
            Shape::NamedTwice => self.each(value, |walk, _, value| {
                walk.member(Shape::Patterned, kind, value);
            }),
        }
    }

    fn list(&mut self, kind: Kind, value: &'d Value) {
        let Value::Array(items) = value else {
            self.visit.misshapen(&self.pointer, "a list", value);
            return;
        };
        for (index, item) in items.iter().enumerate() {
            self.at(&index.to_string(), "", |walk| walk.object(kind, item));
        }
    }

    fn each(&mut self, value: &'d Value, mut take: impl FnMut(&mut Self, &'d str, &'d Value)) {
        for (name, value) in self.map(value).into_iter().flatten() {
            self.at(name, name, |walk| take(walk, name, value));
        }
    }

    fn map(&mut self, value: &'d Value) -> Option<&'d Map<String, Value>> {
        if !value.is_object() {
            self.visit.misshapen(&self.pointer, "an object", value);
        }
        value.as_object()
    }

    /// Does something one step further in.
    fn at(&mut self, segment: &str, key: &'d str, step: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push('/');
        // Few have anything to escape, and this is done often.
        if segment.contains(['~', '/']) {
            self.pointer.push_str(&escape_segment(segment));
        } else {
            self.pointer.push_str(segment);
        }
        self.keys.push(key);
        step(self);
        self.keys.pop();
        self.pointer.truncate(length);
    }
}
