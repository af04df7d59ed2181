//! One schema as the sum of its parts: references followed, `allOf` merged.

use crate::part::{Part, Root};
use crate::value::canonical;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::rc::Rc;

/// The alternatives of one `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(crate) struct Union<'d> {
    /// The list of alternatives.
    pub(crate) list: Part<'d>,
    /// One list of parts for each alternative.
    pub(crate) branches: Vec<Vec<Part<'d>>>,
}

/// All keywords of a schema, those of its `allOf` included.
#[derive(Debug, Default)]
pub(crate) struct Flat<'d> {
    /// The schemas that hold at once; the outermost first.
    pub(crate) parts: Vec<Part<'d>>,
    pub(crate) properties: BTreeMap<&'d str, Vec<Part<'d>>>,
    /// The required properties, each with its entry in `required`.
    pub(crate) required: BTreeMap<&'d str, Part<'d>>,
    pub(crate) one_of: Vec<Union<'d>>,
    pub(crate) any_of: Vec<Union<'d>>,
}

impl<'d> Flat<'d> {
    pub(crate) fn of(root: Root<'d>, parts: &[Part<'d>]) -> Self {
        let mut flat = Self::default();
        let mut seen = HashSet::new();
        for part in parts {
            flat.add(root, part.clone(), &mut seen);
        }
        flat
    }

    fn add(&mut self, root: Root<'d>, part: Part<'d>, seen: &mut HashSet<usize>) {
        let part = root.resolve(part);
        if !seen.insert(part.address()) {
            return;
        }
        self.parts.push(part.clone());
        for (name, property) in part.get("properties").iter().flat_map(Part::members) {
            self.properties.entry(name).or_default().push(property);
        }
        for name in part.get("required").iter().flat_map(Part::items) {
            if let Some(text) = name.value.as_str() {
                self.required.entry(text).or_insert(name);
            }
        }
        for branch in part.get("allOf").iter().flat_map(Part::items) {
            self.add(root, branch, seen);
        }
        self.add_union(root, part.get("oneOf"), true, seen);
        self.add_union(root, part.get("anyOf"), false, seen);
    }

    /// Adds a union; a single alternative holds like a part of `allOf`.
    fn add_union(
        &mut self,
        root: Root<'d>,
        list: Option<Part<'d>>,
        one: bool,
        seen: &mut HashSet<usize>,
    ) {
        let Some(list) = list else { return };
        let mut items: Vec<Part<'d>> = list.items().collect();
        if items.len() == 1 {
            items.drain(..).for_each(|only| self.add(root, only, seen));
            return;
        }
        if items.is_empty() {
            return;
        }
        let branches = items.into_iter().map(|item| vec![item]).collect();
        let unions = if one {
            &mut self.one_of
        } else {
            &mut self.any_of
        };
        unions.push(Union { list, branches });
    }

    /// A keyword, from the outermost part that has it.
    pub(crate) fn get(&self, keyword: &str) -> Option<Part<'d>> {
        self.parts.iter().find_map(|part| part.get(keyword))
    }

    /// A keyword of every part that has it.
    pub(crate) fn every(&self, keyword: &str) -> impl Iterator<Item = Part<'d>> {
        self.parts.iter().filter_map(move |part| part.get(keyword))
    }

    /// Whether any part says `true`.
    pub(crate) fn flag(&self, keyword: &str) -> bool {
        self.parts.iter().any(|part| part.flag(keyword))
    }

    /// The pointer of the schema itself.
    pub(crate) fn pointer(&self) -> Rc<str> {
        self.parts
            .first()
            .map_or_else(|| "".into(), |part| Rc::clone(&part.pointer))
    }

    /// The type; inferred from other keywords where it is not given.
    pub(crate) fn kind(&self) -> Option<&'d str> {
        let said = self.get("type").and_then(|part| part.value.as_str());
        let object = || !self.properties.is_empty() || self.get("additionalProperties").is_some();
        said.or_else(|| object().then_some("object"))
            .or_else(|| self.get("items").map(|_| "array"))
            .or_else(|| self.listed_kind())
    }

    /// The type of the values the schema lists, if it is one.
    fn listed_kind(&self) -> Option<&'static str> {
        let list = self.get("enum")?;
        let values = list.value.as_array()?.iter();
        let mut kinds = values.filter(|value| !value.is_null()).map(kind_of);
        let first = kinds.next()??;
        kinds.all(|kind| kind == Some(first)).then_some(first)
    }

    /// The values the schema lists, without null, by their meaning.
    pub(crate) fn values(&self) -> Option<BTreeMap<String, Part<'d>>> {
        let mut lists = self.every("enum").map(|list| {
            list.items()
                .filter(|item| !item.value.is_null())
                .map(|item| (canonical::text(item.value), item))
                .collect::<BTreeMap<_, _>>()
        });
        let mut values = lists.next()?;
        for list in lists {
            values.retain(|text, _| list.contains_key(text));
        }
        Some(values)
    }

    /// Whether it only consists of its alternatives, documentation aside.
    pub(crate) fn is_bare_union(&self) -> bool {
        const PASSED_OVER: [&str; 9] = [
            "oneOf",
            "anyOf",
            "allOf",
            "discriminator",
            "nullable",
            "type",
            "title",
            "description",
            "example",
        ];
        self.one_of.len() + self.any_of.len() == 1
            && self.parts.iter().all(|part| {
                part.members()
                    .all(|(name, _)| PASSED_OVER.contains(&name) || name.starts_with("x-"))
            })
    }
}

/// The type of a scalar; numbers are left open, as `1` may mean either.
fn kind_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::String(_) => Some("string"),
        Value::Bool(_) => Some("boolean"),
        _ => None,
    }
}
