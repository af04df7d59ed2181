//! Unites every `allOf` of objects, outermost first.
//!
//! What a part refers to is written out with the rest, so its own properties
//! are met there again. Written out once more they would not come to an end
//! where a schema adds to itself, and come to one too late where many add to
//! many. So what is met inside of what was written out is made one component
//! for all the places that ask for the same parts.

use super::all_of::{self, DEEPEST, FOR_PEOPLE, bare};
use api_document::member::Members;
use api_document::names::{free_schema, type_name};
use api_document::schema::{each_child_mut, ref_target, reference_to};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The uniting of one document.
pub(super) struct Unite<'d> {
    document: &'d Value,
    /// The names of the components that were made, by their parts.
    names: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    /// Those components.
    pub(super) made: Map<String, Value>,
}

/// Where a schema stands.
#[derive(Clone, Copy)]
struct Depth {
    depth: usize,
    /// Whether it is there because something was written out.
    copied: bool,
}

impl<'d> Unite<'d> {
    pub(super) fn new(document: &'d Value) -> Self {
        let names = api_document::schema::components(document)
            .into_iter()
            .flatten();
        Self {
            document,
            names: BTreeMap::new(),
            taken: names.map(|(name, _)| type_name(name)).collect(),
            made: Map::new(),
        }
    }

    /// Unites in a schema and all below it.
    pub(super) fn root(&mut self, schema: &mut Value) {
        let place = Depth {
            depth: 0,
            copied: false,
        };
        self.schema(schema, place);
    }

    fn schema(&mut self, schema: &mut Value, mut place: Depth) {
        if place.depth > DEEPEST {
            return;
        }
        only_describe(schema);
        let parts = parts_of(schema);
        if parts.len() > 1
            && let Some(object) = all_of::united(self.document, schema, place.depth)
        {
            let refers = parts.iter().any(|part| ref_target(part).is_some());
            let written = object.written(schema);
            if refers && place.copied {
                self.share(schema, &parts, written, place);
                return;
            }
            place.copied |= refers;
            *schema = written;
        }
        self.below(schema, place);
    }

    fn below(&mut self, schema: &mut Value, place: Depth) {
        let place = Depth {
            depth: place.depth + 1,
            ..place
        };
        each_child_mut(schema, &mut |child| self.schema(child, place));
    }

    /// Makes a schema a reference to the component of its parts.
    fn share(&mut self, schema: &mut Value, parts: &[Value], mut written: Value, place: Depth) {
        let mut texts: Vec<String> = parts.iter().map(|part| bare(part).to_string()).collect();
        texts.sort();
        texts.dedup();
        let key = texts.join("\n");
        let known = self.names.get(&key).cloned();
        let name = known.clone().unwrap_or_else(|| self.name(parts));
        if known.is_none() {
            self.names.insert(key, name.clone());
            self.below(&mut written, place);
            self.made.insert(name.clone(), written);
        }
        let mut reference = json!({ "allOf": [{ "$ref": reference_to(&name) }] });
        for key in FOR_PEOPLE.iter().chain(&["nullable"]) {
            if let Some(value) = schema.member(key) {
                reference[*key] = value.clone();
            }
        }
        *schema = reference;
    }

    /// What its parts are called, and the first property that is added.
    fn name(&mut self, parts: &[Value]) -> String {
        let names: BTreeSet<String> = parts.iter().filter_map(ref_target).collect();
        let mut name = names.into_iter().collect::<Vec<_>>().join("And");
        let added = parts.iter().find_map(|part| {
            let properties = part.member("properties")?.as_object()?;
            properties.keys().next()
        });
        if let Some(added) = added {
            name = format!("{name}With{}", type_name(added));
        }
        free_schema(&name, &mut self.taken)
    }
}

/// The parts of an `allOf`, with the parts of those that are nothing else.
fn parts_of(schema: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    add_parts(schema, &mut found, 0);
    found
}

fn add_parts(schema: &Value, found: &mut Vec<Value>, depth: usize) {
    let parts = schema.member("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        let only = part.as_object().is_some_and(|members| {
            let other = |key: &String| key != "allOf" && !FOR_PEOPLE.contains(&key.as_str());
            members.has("allOf") && !members.keys().any(other)
        });
        if only && depth < DEEPEST {
            add_parts(part, found, depth + 1);
        } else if !found.contains(part) {
            found.push(part.clone());
        }
    }
}

/// Takes the parts out of an `allOf` that only describe it, and keeps what
/// they say where it says nothing itself.
fn only_describe(schema: &mut Value) {
    let parts = schema.member("allOf").and_then(Value::as_array);
    let silent = |part: &Value| part.is_object() && bare(part) == json!({});
    if !parts.is_some_and(|parts| parts.iter().any(silent)) {
        return;
    }
    let Value::Object(members) = schema else {
        return;
    };
    let Some(Value::Array(parts)) = members.member_mut("allOf") else {
        return;
    };
    let (silent, mut kept): (Vec<Value>, Vec<Value>) =
        std::mem::take(parts).into_iter().partition(silent);
    match kept.as_mut_slice() {
        [] => drop(members.take_member("allOf")),
        // What is left is what it refers to, under that one's name,
        [only] if ref_target(only).is_some() => {
            *parts = kept;
            members.take_member("title");
        }
        // or what stands there.
        [Value::Object(only)] => {
            let only = std::mem::take(only);
            members.take_member("allOf");
            for (key, value) in only {
                members.entry(key).or_insert(value);
            }
        }
        _ => *parts = kept,
    }
    for (key, value) in silent.iter().filter_map(Value::as_object).flatten() {
        if key != "title" && FOR_PEOPLE.contains(&key.as_str()) {
            members.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
}
