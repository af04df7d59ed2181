//! Properties of one schema that would be one field, told apart.
//!
//! `allOf` unites a property with itself, so that it is told apart in all schemas
//! that are parts of each other, and in no others: a field does not get another
//! name for what is added elsewhere.

use super::hoist;
use super::numbers;
use super::work::Work;
use crate::plan::Brackets;
use api_document::member::Members;
use api_document::names::{claimants_first, field_name, precedence};
use api_document::schema::{
    components, each_nested, each_nested_mut, each_root, each_root_mut, ref_target, resolve,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// The keywords whose parts may come to be one type.
const PARTS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Tells them apart by numbers.
pub(super) fn tell_apart(work: &mut Work) {
    numbers::properties(work);
    let shared = &work.document;
    let mut fields = Fields::default();
    let mut clashing: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    look(shared, |number, schema| {
        let found = fields.clashes(schema, shared);
        if !found.is_empty() {
            clashing.entry(number).or_default().extend(found);
        }
    });
    if clashing.is_empty() {
        return;
    }
    let mut families = Families::of(shared);
    look(shared, |number, schema| {
        families.unite(number, schema);
    });
    let clashing = families.together(clashing);
    let mut names: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    look(shared, |number, schema| {
        let family = families.head(number);
        if clashing.contains_key(&family) {
            let of_schema = properties(schema).cloned();
            names.entry(family).or_default().extend(of_schema);
        }
    });
    let renamed: BTreeMap<usize, BTreeMap<String, String>> = names
        .iter()
        .filter_map(|(family, names)| {
            let clashing = clashing.get(family)?;
            Some((*family, fields.renamed(names, clashing, work.brackets)))
        })
        .collect();
    visit(&mut work.document, |number, schema| {
        if let Some(renamed) = renamed.get(&families.head(number)) {
            numbers::rename(schema, renamed);
        }
    });
}

/// Calls with every schema and the number of the outermost one it is in.
fn look<'d>(document: &'d Value, mut look: impl FnMut(usize, &'d Value)) {
    let mut number = 0;
    each_root(document, &mut |root| {
        each_nested(root, &mut |schema| look(number, schema));
        number += 1;
    });
}

/// The same, to change them.
fn visit(document: &mut Value, mut visit: impl FnMut(usize, &mut Value)) {
    let mut number = 0;
    each_root_mut(document, &mut |root| {
        each_nested_mut(root, &mut |schema| visit(number, schema));
        number += 1;
    });
}

/// What has a field, described or only required.
fn properties(schema: &Value) -> impl Iterator<Item = &String> {
    let described = schema.member("properties").and_then(Value::as_object);
    let required = schema.member("required").and_then(Value::as_array);
    let required = required.into_iter().flatten().filter_map(as_name);
    let described = described.into_iter().flatten().map(|(name, _)| name);
    described.chain(required)
}

fn as_name(value: &Value) -> Option<&String> {
    match value {
        Value::String(name) => Some(name),
        _ => None,
    }
}

/// The fields of names: the same names come again and again.
#[derive(Default)]
struct Fields(HashMap<String, Rc<str>>);

impl Fields {
    fn of(&mut self, name: &str) -> Rc<str> {
        if let Some(field) = self.0.get(name) {
            return Rc::clone(field);
        }
        let field: Rc<str> = field_name(name).into();
        self.0.insert(name.to_owned(), Rc::clone(&field));
        field
    }

    /// The fields that several properties of a schema would be.
    fn clashes(&mut self, schema: &Value, shared: &Value) -> BTreeSet<String> {
        let names: Vec<&String> = properties(schema).collect();
        let is_map = || {
            schema
                .member("additionalProperties")
                .is_some_and(Value::is_object)
        };
        let has_extra = !names.is_empty()
            && is_map()
            && names.iter().any(|name| &*self.of(name) == hoist::EXTRA);
        let mut found = self.of_several(names);
        if has_extra {
            found.insert(hoist::EXTRA.to_owned());
        }
        if schema.has("allOf") {
            let mut names = Vec::new();
            united(shared, schema, &mut names, 0);
            found.extend(self.of_several(names));
        }
        found
    }

    /// The fields that more than one of these names would be.
    fn of_several(&mut self, mut names: Vec<&String>) -> BTreeSet<String> {
        names.sort_unstable();
        names.dedup();
        let mut fields: Vec<Rc<str>> = names.into_iter().map(|name| self.of(name)).collect();
        fields.sort_unstable();
        let pairs = fields.windows(2);
        let same = pairs.filter(|pair| pair[0] == pair[1]);
        same.map(|pair| pair[0].to_string()).collect()
    }

    /// What the properties of a family are called that cannot have their own names.
    fn renamed(
        &mut self,
        names: &BTreeSet<String>,
        clashing: &BTreeSet<String>,
        brackets: Brackets,
    ) -> BTreeMap<String, String> {
        let mut order: Vec<&String> = names.iter().collect();
        order.sort_by_cached_key(|name| precedence(name, &self.of(name)));
        let mut claimed: BTreeSet<String> = BTreeSet::new();
        if clashing.contains(hoist::EXTRA) {
            claimed.insert(hoist::EXTRA.to_owned());
        }
        let mut taken = claimed.clone();
        let order = claimants_first(order, |name| claimed.insert(self.of(name).to_string()));
        let mut renamed = BTreeMap::new();
        for name in order {
            let field = self.of(name).to_string();
            if taken.insert(field.clone()) || !clashing.contains(&field) {
                continue;
            }
            let mut marked = (2..u32::MAX).map(|number| brackets.marked(name, &number.to_string()));
            if let Some(marked) = marked.find(|marked| taken.insert(field_name(marked))) {
                renamed.insert(name.clone(), marked);
            }
        }
        renamed
    }
}

/// The properties of all parts of an `allOf`, which are fields of one type.
fn united<'a>(document: &'a Value, schema: &'a Value, names: &mut Vec<&'a String>, depth: usize) {
    const DEEPEST: usize = 32;
    let schema = resolve(document, schema);
    let properties = schema.member("properties").and_then(Value::as_object);
    names.extend(properties.into_iter().flatten().map(|(name, _)| name));
    for part in PARTS
        .iter()
        .filter_map(|key| schema.member(key)?.as_array())
        .flatten()
    {
        if depth < DEEPEST {
            united(document, part, names, depth + 1);
        }
    }
}

/// Which outermost schemas are parts of each other, by their numbers: those of the
/// components first.
#[derive(Default)]
struct Families {
    numbers: HashMap<String, usize>,
    /// By number, one that it belongs to; itself where it is the head.
    belongs: HashMap<usize, usize>,
    /// Those that are another component under a second name.
    aliases: BTreeSet<usize>,
}

impl Families {
    fn of(document: &Value) -> Self {
        let schemas = components(document).into_iter().flatten().enumerate();
        let mut families = Self::default();
        for (number, (name, schema)) in schemas {
            families.numbers.insert(name.clone(), number);
            if schema.member("$ref").is_some() {
                families.aliases.insert(number);
            }
        }
        families
    }

    /// Makes the parts of a schema in the outermost one of a number its family, and
    /// what it only refers to.
    fn unite(&mut self, number: usize, schema: &Value) {
        let parts = PARTS
            .iter()
            .filter_map(|key| schema.member(key)?.as_array());
        let mut targets: Vec<String> = parts.flatten().filter_map(ref_target).collect();
        if self.aliases.contains(&number) {
            targets.extend(ref_target(schema));
        }
        for target in targets {
            if let Some(part) = self.numbers.get(&target).copied() {
                let (part, own) = (self.head(part), self.head(number));
                self.belongs.insert(part, own);
            }
        }
    }

    fn head(&mut self, mut number: usize) -> usize {
        while let Some(next) = self
            .belongs
            .get(&number)
            .copied()
            .filter(|next| *next != number)
        {
            // Each step is one less for the next who asks.
            if let Some(after) = self.belongs.get(&next).copied() {
                self.belongs.insert(number, after);
            }
            number = next;
        }
        number
    }

    /// What is known of outermost schemas, for each family.
    fn together(
        &mut self,
        known: BTreeMap<usize, BTreeSet<String>>,
    ) -> BTreeMap<usize, BTreeSet<String>> {
        let mut together: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for (number, names) in known {
            together.entry(self.head(number)).or_default().extend(names);
        }
        together
    }
}
