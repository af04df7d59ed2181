//! A schema of the document, with references followed and `allOf` put together.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// References or `allOf` deeper than this are a circle.
const DEEPEST: usize = 32;

/// A schema and the document it is in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Schema<'a> {
    document: &'a Value,
    node: &'a Value,
}

/// A property of an object's schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Property<'a> {
    pub(crate) schema: Schema<'a>,
    pub(crate) required: bool,
}

/// What a reference leads to, or the node itself.
pub(crate) fn resolved<'a>(document: &'a Value, node: &'a Value) -> &'a Value {
    let mut current = node;
    for _ in 0..DEEPEST {
        let pointer = current
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| reference.strip_prefix('#'));
        match pointer.and_then(|pointer| document.pointer(pointer)) {
            Some(target) => current = target,
            None => break,
        }
    }
    current
}

impl<'a> Schema<'a> {
    pub(crate) fn new(document: &'a Value, node: &'a Value) -> Self {
        Self {
            document,
            node: resolved(document, node),
        }
    }

    pub(crate) fn node(self) -> &'a Value {
        self.node
    }

    fn inner(self, node: &'a Value) -> Self {
        Self::new(self.document, node)
    }

    /// The schema and what `allOf` adds to it.
    pub(crate) fn parts(self) -> Vec<&'a Value> {
        let mut parts = Vec::new();
        self.collect(&mut parts, 0);
        parts
    }

    fn collect(self, parts: &mut Vec<&'a Value>, depth: usize) {
        parts.push(self.node);
        if depth < DEEPEST {
            for part in self.listed("allOf") {
                self.inner(part).collect(parts, depth + 1);
            }
        }
    }

    fn listed(self, keyword: &str) -> &'a [Value] {
        let listed = self.node.get(keyword).and_then(Value::as_array);
        listed.map_or(&[], Vec::as_slice)
    }

    /// The value of a keyword, of this schema or of a part of it.
    pub(crate) fn keyword(self, keyword: &str) -> Option<&'a Value> {
        self.parts().into_iter().find_map(|part| part.get(keyword))
    }

    /// A limit of a length or a count, such as `minItems`.
    pub(crate) fn count(self, keyword: &str) -> Option<usize> {
        let limit = self.keyword(keyword)?.as_u64()?;
        usize::try_from(limit).ok()
    }

    /// The type, if there is one beside null.
    pub(crate) fn kind(self) -> Option<&'a str> {
        match self.keyword("type")? {
            Value::String(kind) => Some(kind),
            Value::Array(kinds) => kinds
                .iter()
                .filter_map(Value::as_str)
                .find(|kind| *kind != "null"),
            _ => None,
        }
    }

    pub(crate) fn nullable(self) -> bool {
        let listed = self.keyword("type").and_then(Value::as_array);
        self.keyword("nullable") == Some(&Value::Bool(true))
            || listed.is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"))
    }

    /// Whether nothing is said of the value. A bare `type: object` says no
    /// more: the service's framework writes it for what it cannot express.
    pub(crate) fn says_nothing(self) -> bool {
        const SPOKEN: [&str; 6] = [
            "properties",
            "additionalProperties",
            "enum",
            "anyOf",
            "oneOf",
            "items",
        ];
        matches!(self.kind(), None | Some("object"))
            && !SPOKEN.iter().any(|keyword| self.keyword(keyword).is_some())
    }

    /// The properties of an object, by name.
    pub(crate) fn properties(self) -> BTreeMap<&'a str, Property<'a>> {
        let parts = self.parts();
        let mut properties = BTreeMap::new();
        for part in &parts {
            let of_part = part.get("properties").and_then(Value::as_object);
            for (name, node) in of_part.into_iter().flatten() {
                let required = parts.iter().any(|part| requires(part, name));
                properties.entry(name.as_str()).or_insert(Property {
                    schema: self.inner(node),
                    required,
                });
            }
        }
        properties
    }

    pub(crate) fn property(self, name: &str) -> Option<Property<'a>> {
        self.properties().remove(name)
    }

    /// The schema of the elements of an array.
    pub(crate) fn items(self) -> Option<Self> {
        self.keyword("items").map(|node| self.inner(node))
    }

    /// The schema of the properties that have no schema of their own. `Err` if
    /// there may be none.
    pub(crate) fn additional(self) -> Result<Option<Self>, ()> {
        match self.keyword("additionalProperties") {
            Some(Value::Bool(false)) => Err(()),
            Some(node @ Value::Object(_)) => Ok(Some(self.inner(node))),
            _ => Ok(None),
        }
    }

    /// The alternatives of `anyOf` and of `oneOf`; empty where there are none.
    pub(crate) fn alternatives(self) -> Vec<Self> {
        let lists = ["anyOf", "oneOf"].map(|keyword| self.keyword(keyword));
        let all = lists.into_iter().flatten().filter_map(Value::as_array);
        all.flatten().map(|node| self.inner(node)).collect()
    }
}

fn requires(part: &Value, name: &str) -> bool {
    let required = part.get("required").and_then(Value::as_array);
    required.is_some_and(|required| required.iter().any(|one| one == name))
}

/// The members of a map, to loop over; nothing where there is none.
pub(super) fn members(map: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    map.and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::iter)
}
