//! Bases: schemas with a discriminator that others are an `allOf` of.
//!
//! Where a base is used, a value is one of those others, its kinds. So the base
//! becomes the union of them, and what they have of it is written out in each.

use super::work::Work;
use api_document::member::Members;
use api_document::names::{free_schema, type_name};
use api_document::schema::{
    components, components_mut, each_nested_mut, each_root_mut, ref_target, reference_to,
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Makes unions of the bases; gives the names of the components for what they say
/// themselves.
pub(super) fn unfold(work: &mut Work) -> Vec<String> {
    if Bases::of(&work.document).names.is_empty() {
        return Vec::new();
    }
    let shared = work.document.clone();
    let bases = Bases::of(&shared);
    let mut own = Own {
        taken: bases.parents.keys().map(|name| type_name(name)).collect(),
        names: BTreeMap::new(),
    };
    each_root_mut(&mut work.document, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            if adds_to_parts(schema) {
                bases.name_own(schema, &mut own);
            }
        });
    });
    let Some(schemas) = components_mut(&mut work.document) else {
        return Vec::new();
    };
    for schema in schemas.values_mut() {
        bases.name_own(schema, &mut own);
    }
    for name in &bases.names {
        let itself = schemas.get(name).map(itself);
        let union = bases.union(name, &mut own);
        schemas.extend(itself.map(|itself| (own.name(name), itself)));
        schemas.insert(name.clone(), union);
        let kinds = bases.kinds(name).len();
        let note = format!("the schema `{name}` is one of the {kinds} that are `allOf` of it");
        work.journal.note(note);
    }
    own.names.into_values().collect()
}

/// Takes out those of the components that nothing refers to.
pub(super) fn prune(work: &mut Work, own: &[String]) {
    if own.is_empty() {
        return;
    }
    let mut referred = BTreeSet::new();
    each_root_mut(&mut work.document, &mut |root| {
        each_nested_mut(root, &mut |schema| referred.extend(ref_target(schema)));
    });
    if let Some(schemas) = components_mut(&mut work.document) {
        schemas.retain(|name, _| referred.contains(name) || !own.contains(name));
    }
}

/// The components for what bases say themselves.
struct Own {
    taken: BTreeSet<String>,
    /// What they are called, by what the bases are called.
    names: BTreeMap<String, String>,
}

impl Own {
    fn name(&mut self, base: &str) -> String {
        if let Some(name) = self.names.get(base) {
            return name.clone();
        }
        let name = free_schema(&format!("{base}Base"), &mut self.taken);
        self.names.insert(base.to_owned(), name.clone());
        name
    }
}

struct Bases<'d> {
    document: &'d Value,
    /// What each component is an `allOf` of.
    parents: BTreeMap<&'d str, Vec<String>>,
    children: BTreeMap<String, BTreeSet<String>>,
    names: BTreeSet<String>,
}

impl<'d> Bases<'d> {
    fn of(document: &'d Value) -> Self {
        let mut bases = Self {
            document,
            parents: BTreeMap::new(),
            children: BTreeMap::new(),
            names: BTreeSet::new(),
        };
        for (name, schema) in components(document).into_iter().flatten() {
            let parents: Vec<String> = parts(schema).iter().filter_map(ref_target).collect();
            for parent in &parents {
                let children = bases.children.entry(parent.clone()).or_default();
                children.insert(name.clone());
            }
            bases.parents.insert(name, parents);
        }
        let names = bases.parents.keys().filter(|name| bases.is_base(name));
        bases.names = names.map(|name| (*name).to_owned()).collect();
        bases
    }

    fn schema(&self, name: &str) -> Option<&'d Value> {
        components(self.document)?.get(name)
    }

    /// Whether a component has a discriminator, or something it is an `allOf` of
    /// has, and others are an `allOf` of it.
    fn is_base(&self, name: &str) -> bool {
        let Some(schema) = self.schema(name) else {
            return false;
        };
        if self.discriminator(name).is_none() {
            return false;
        }
        let below = self.below(name);
        // A union of others is none, though they may be an `allOf` of what it is in.
        let lists = |key: &str| schema.member(key).and_then(Value::as_array);
        let listed = lists("oneOf").or_else(|| lists("anyOf"));
        let listed = listed.into_iter().flatten();
        !below.is_empty()
            && !below.contains(name)
            && listed
                .filter_map(ref_target)
                .all(|part| below.contains(&part))
    }

    /// All that are an `allOf` of a component, at any remove.
    fn below(&self, name: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![name.to_owned()];
        while let Some(next) = open.pop() {
            for child in self.children.get(&next).into_iter().flatten() {
                if found.insert(child.clone()) {
                    open.push(child.clone());
                }
            }
        }
        found
    }

    /// The discriminator of a component, or the nearest of what it is an `allOf` of.
    fn discriminator(&self, name: &str) -> Option<&'d Map<String, Value>> {
        let mut open = vec![name.to_owned()];
        let mut seen = BTreeSet::new();
        while !open.is_empty() {
            for name in std::mem::take(&mut open) {
                if !seen.insert(name.clone()) {
                    continue;
                }
                let schema = self.schema(&name);
                let own = schema.and_then(|schema| schema.member("discriminator")?.as_object());
                if own.is_some() {
                    return own;
                }
                open.extend(self.parents.get(&*name).into_iter().flatten().cloned());
            }
        }
        None
    }

    fn property(&self, name: &str) -> Option<&'d Value> {
        self.discriminator(name)?.member("propertyName")
    }

    /// What a discriminator's mapping says of components, by its keys.
    fn mapping(&self, name: &str) -> Vec<(&'d String, String)> {
        let mapping = self
            .discriminator(name)
            .and_then(|it| it.member("mapping")?.as_object());
        let targets = mapping.into_iter().flatten().filter_map(|(key, target)| {
            let name = ref_target(&json!({ "$ref": target }));
            let name = name.or_else(|| target.as_str().map(str::to_owned))?;
            self.parents.contains_key(&*name).then_some((key, name))
        });
        targets.collect()
    }

    /// What a value may be where a base is used. A base below it that goes by
    /// another property tells its own kinds apart.
    fn kinds(&self, base: &str) -> BTreeSet<String> {
        let mapped: BTreeSet<String> = self.mapping(base).into_iter().map(|(_, to)| to).collect();
        let own = self
            .schema(base)
            .and_then(|schema| schema.member("discriminator"));
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![base.to_owned()];
        while let Some(next) = open.pop() {
            for child in self.children.get(&next).into_iter().flatten() {
                if !seen.insert(child) {
                    continue;
                }
                let is_apart = self.is_apart(base, child);
                // Where there is a mapping, what is only there to be added to has no key.
                let is_kind = mapped.is_empty() || mapped.contains(child);
                if is_kind || is_apart || !self.names.contains(child) {
                    found.insert(child.clone());
                }
                if !is_apart {
                    open.push(child.clone());
                }
            }
        }
        let is_below = mapped.is_empty() && own.is_none();
        if mapped.contains(base) || is_below || found.len() < 2 {
            found.insert(base.to_owned());
        }
        // A mapping may have more than are an `allOf` of the base.
        let more = mapped
            .into_iter()
            .filter(|name| own.is_some() && !self.is_above(base, name));
        found.extend(more);
        found
    }

    /// Whether a base below another goes by a property of its own.
    fn is_apart(&self, base: &str, child: &str) -> bool {
        self.names.contains(child) && self.property(base) != self.property(child)
    }

    fn is_above(&self, base: &str, name: &str) -> bool {
        self.below(name).contains(base)
    }

    /// The union that a base becomes.
    fn union(&self, base: &str, own: &mut Own) -> Value {
        let mapping = self.mapping(base);
        let mut parts = Vec::new();
        let mut keys = Map::new();
        for kind in self.kinds(base) {
            let is_itself = self.names.contains(&kind) && !self.is_apart(base, &kind);
            let part = if is_itself {
                own.name(&kind)
            } else {
                kind.clone()
            };
            let reference = json!(reference_to(&part));
            parts.push(json!({ "$ref": reference }));
            let named = mapping.iter().filter(|(_, target)| *target == kind);
            let mut named: Vec<&str> = named.map(|(key, _)| key.as_str()).collect();
            if named.is_empty() {
                named.push(&kind);
            }
            for key in named {
                keys.insert(key.to_owned(), reference.clone());
            }
        }
        let mut union = json!({ "oneOf": parts });
        union["discriminator"] = json!({ "propertyName": self.property(base), "mapping": keys });
        for key in ["description", "nullable"] {
            if let Some(value) = self.schema(base).and_then(|schema| schema.member(key)) {
                union[key] = value.clone();
            }
        }
        union
    }

    /// Refers to what bases say themselves among the parts of an `allOf`.
    fn name_own(&self, schema: &mut Value, own: &mut Own) {
        let parts = schema.member_mut("allOf").and_then(Value::as_array_mut);
        for part in parts.into_iter().flatten() {
            if let Some(base) = ref_target(part).filter(|name| self.names.contains(name)) {
                *part = json!({ "$ref": reference_to(&own.name(&base)) });
            }
        }
    }
}

/// What a base says of a value of any kind.
fn itself(base: &Value) -> Value {
    let mut schema = base.clone();
    if let Value::Object(members) = &mut schema {
        for key in ["discriminator", "oneOf", "anyOf", "nullable"] {
            members.take_member(key);
        }
    }
    schema
}

fn parts(schema: &Value) -> &[Value] {
    let parts = schema.member("allOf").and_then(Value::as_array);
    parts.map_or(&[], Vec::as_slice)
}

/// Whether something is said of a value beside one part of an `allOf`.
fn adds_to_parts(schema: &Value) -> bool {
    const ADDS: [&str; 7] = [
        "$ref",
        "additionalProperties",
        "allOf",
        "anyOf",
        "oneOf",
        "properties",
        "required",
    ];
    let adds = |schema: &Value| {
        ADDS.iter()
            .any(|key| *key != "allOf" && schema.member(key).is_some())
    };
    let parts = parts(schema);
    let adding = parts
        .iter()
        .filter(|part| adds(part) || part.member("allOf").is_some());
    adding.count() + usize::from(adds(schema)) > 1 && !parts.is_empty()
}
