//! Names that would be one name in Rust, told apart.
//!
//! Names of operations and schemas are not on the wire, so they are changed.
//! Names of properties (in `fields`) and enum values are: what is added to those
//! stands in brackets, which the finished code is rid of again where it is a
//! literal.

use super::numbers;
use super::operations::{Kept, each};
use super::work::Work;
use crate::normalise::NUMBERS;
use crate::prelude::TAKEN;
use api_document::member::Members;
use api_document::names::{
    builder_name, claimants_first, free_schema, is_free, method_name, numbers, precedence,
    type_name, variant_name,
};
use api_document::schema::{components_mut, each_nested_mut, each_root_mut, reference_to};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashSet};

pub(super) fn operations(work: &mut Work) {
    let taken = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut methods: BTreeSet<String> = taken(work.settings.client_methods);
    let mut builders: BTreeSet<String> = taken(work.settings.names_in_use);
    let mut sites = Vec::new();
    each(&mut work.document, |site, _| {
        sites.push((site.pointer.clone(), site.location.clone(), site.id.clone()));
        Kept::Yes
    });
    if are_apart(&sites, &methods, &builders) {
        return;
    }
    // Which keeps its name must hang on neither the order of keys nor that of paths.
    sites.sort_by_cached_key(|(pointer, location, id)| {
        let method = method_name(id);
        let (change, _) = precedence(id, &method);
        (method, change, pointer.clone(), location.clone())
    });
    let mut claimed = methods.clone();
    let sites = claimants_first(sites, |(_, _, id)| {
        !builders.contains(&builder_name(id)) && claimed.insert(method_name(id))
    });
    for (pointer, location, id) in sites {
        let free = |id: &String| {
            !methods.contains(&method_name(id)) && !builders.contains(&builder_name(id))
        };
        let name = std::iter::once(id.clone())
            .chain(std::iter::once(format!("{id}_operation")))
            .chain(numbers(methods.len()).map(|number| format!("{id}_{number}")))
            .find(free)
            .unwrap_or_else(|| id.clone());
        methods.insert(method_name(&name));
        builders.insert(builder_name(&name));
        if name != id
            && let Some(operation) = work.document.pointer_mut(&pointer)
        {
            work.journal
                .note(format!("{location} is the method {}", method_name(&name)));
            operation["operationId"] = json!(name);
            work.plan.renamed.insert(pointer, name);
        }
    }
}

/// Whether each operation can have the name that it wants.
fn are_apart(
    sites: &[(String, String, String)],
    methods: &BTreeSet<String>,
    builders: &BTreeSet<String>,
) -> bool {
    let mut own: [HashSet<String>; 2] = [HashSet::new(), HashSet::new()];
    sites.iter().all(|(_, _, id)| {
        let (method, builder) = (method_name(id), builder_name(id));
        !methods.contains(&method)
            && !builders.contains(&builder)
            && own[0].insert(method)
            && own[1].insert(builder)
    })
}

pub(super) fn schemas(work: &mut Work) {
    let mut taken: BTreeSet<String> = TAKEN.map(str::to_owned).into();
    let mut renames = BTreeMap::new();
    let mut names: Vec<String> = api_document::schema::components(&work.document)
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    let mut claimed = taken.clone();
    if names.iter().all(|name| is_free(name, &mut claimed)) {
        return;
    }
    names.sort_by_cached_key(|name| precedence(name, &type_name(name)));
    let mut claimed = taken.clone();
    for name in claimants_first(names, |name| claimed.insert(type_name(name))) {
        let free = free_schema(&name, &mut taken);
        if free != name {
            work.journal
                .note(format!("the schema `{name}` is the type {free}"));
            renames.insert(name, free);
        }
    }
    if renames.is_empty() {
        return;
    }
    if let Some(schemas) = components_mut(&mut work.document) {
        *schemas = std::mem::take(schemas)
            .into_iter()
            .map(|(name, schema)| (renames.get(&name).cloned().unwrap_or(name), schema))
            .collect();
    }
    let turned: BTreeMap<String, String> = renames
        .iter()
        .map(|(from, to)| (reference_to(from), reference_to(to)))
        .collect();
    each_root_mut(&mut work.document, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            if let Some(Value::String(reference)) = schema.member_mut("$ref")
                && let Some(to) = turned.get(reference)
            {
                reference.clone_from(to);
            }
            let mapping = schema.pointer_mut("/discriminator/mapping");
            for target in mapping
                .and_then(Value::as_object_mut)
                .into_iter()
                .flat_map(Map::values_mut)
            {
                if let Some(to) = target.as_str().and_then(|target| turned.get(target)) {
                    *target = json!(to);
                }
            }
        });
    });
}

/// Values of one enum that would be one variant.
pub(super) fn values(work: &mut Work) {
    let brackets = work.brackets;
    each_root_mut(&mut work.document, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            let numbers = schema
                .as_object_mut()
                .and_then(|it| it.take_member(NUMBERS));
            let Some(Value::Array(values)) = schema.member_mut("enum") else {
                return;
            };
            numbers::mark(values, numbers.as_ref(), brackets);
            // The open variant, and what a value of its name is moved to.
            let mut taken: BTreeSet<String> = BTreeSet::from(["UnknownValue".to_owned()]);
            let mut claimed = taken.clone();
            let mut texts = values.iter().filter_map(Value::as_str);
            if texts.all(|text| claimed.insert(variant_name(text))) {
                return;
            }
            let mut order: Vec<&mut Value> = values.iter_mut().collect();
            order.sort_by_cached_key(|value| {
                let text = value.as_str().unwrap_or_default();
                precedence(text, &variant_name(text))
            });
            let mut claimed = taken.clone();
            let order = claimants_first(order, |value| {
                value
                    .as_str()
                    .is_some_and(|text| claimed.insert(variant_name(text)))
            });
            for value in order {
                let Some(text) = value.as_str() else { continue };
                let name = std::iter::once(text.to_owned())
                    .chain((2..u32::MAX).map(|number| brackets.marked(text, &number.to_string())))
                    .find(|name| taken.insert(variant_name(name)));
                if let Some(name) = name {
                    *value = json!(name);
                }
            }
        });
    });
}
