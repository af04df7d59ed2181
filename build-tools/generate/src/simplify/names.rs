//! Names that would be one name in Rust, told apart.
//!
//! Names of operations and schemas are not on the wire, so they are changed.
//! Names of properties and enum values are: what is added to those stands in
//! brackets, which the finished code is rid of again where it is a literal.

use super::hoist;
use super::numbers;
use super::operations::{Kept, each};
use super::work::Work;
use crate::normalise::NUMBERS;
use api_document::names::{
    builder_name, field_name, free_schema, method_name, numbers, precedence, type_name,
    variant_name,
};
use api_document::schema::{components_mut, each_nested_mut, each_root_mut, reference_to, resolve};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names that the code of the types uses as values.
const TAKEN_TYPES: [&str; 4] = ["Ok", "Err", "Some", "None"];

pub(super) fn operations(work: &mut Work) {
    let taken = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut methods: BTreeSet<String> = taken(work.settings.client_methods);
    let mut builders: BTreeSet<String> = taken(work.settings.names_in_use);
    let mut sites = Vec::new();
    each(&mut work.document, |site, _| {
        sites.push((site.pointer.clone(), site.location.clone(), site.id.clone()));
        Kept::Yes
    });
    // Which keeps its name must hang on neither the order of keys nor that of paths.
    sites.sort_by_cached_key(|(pointer, location, id)| {
        let method = method_name(id);
        let (change, _) = precedence(id, &method);
        (method, change, pointer.clone(), location.clone())
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

pub(super) fn schemas(work: &mut Work) {
    let mut taken: BTreeSet<String> = TAKEN_TYPES.map(str::to_owned).into();
    let mut renames = BTreeMap::new();
    let mut names: Vec<String> = api_document::schema::components(&work.document)
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    names.sort_by_cached_key(|name| precedence(name, &type_name(name)));
    for name in names {
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
            if let Some(Value::String(reference)) = schema.get_mut("$ref")
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

/// Properties of one schema that would be one field. A property that is told
/// apart somewhere is so everywhere, because `allOf` unites it with itself.
pub(super) fn properties(work: &mut Work) {
    numbers::properties(work);
    let shared = work.document.clone();
    let clashes = clashes(&mut work.document, &shared);
    if clashes.is_empty() {
        return;
    }
    let brackets = work.brackets;
    let mut renamed: BTreeMap<String, String> = BTreeMap::new();
    for (ident, names) in clashes {
        let reserved = usize::from(ident == hoist::EXTRA);
        let mut names: Vec<&String> = names.iter().collect();
        names.sort_by_cached_key(|name| precedence(name, &ident));
        for (index, name) in names.into_iter().enumerate() {
            let number = index + 1 + reserved;
            if number > 1 {
                renamed.insert(name.clone(), brackets.marked(name, &number.to_string()));
            }
        }
    }
    each_root_mut(&mut work.document, &mut |root| {
        each_nested_mut(root, &mut |schema| numbers::rename(schema, &renamed));
    });
}

/// The names that are one field somewhere, by field.
fn clashes(document: &mut Value, shared: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut clashing = BTreeSet::new();
    // The same names come again and again.
    let mut known: HashMap<String, String> = HashMap::new();
    each_root_mut(document, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            let mut own: BTreeMap<String, &String> = BTreeMap::new();
            let open = schema
                .get("additionalProperties")
                .is_some_and(Value::is_object);
            let properties = schema.get("properties").and_then(Value::as_object);
            let required = schema.get("required").and_then(Value::as_array);
            let required = required.into_iter().flatten().filter_map(as_name);
            let properties = properties.into_iter().flatten().map(|(name, _)| name);
            // What is required has a field, described or not.
            for name in properties.chain(required).collect::<BTreeSet<_>>() {
                let field = if let Some(field) = known.get(name) {
                    field.clone()
                } else {
                    let field = field_name(name);
                    known.insert(name.clone(), field.clone());
                    let names = fields.entry(field.clone()).or_default();
                    names.insert(name.clone());
                    field
                };
                if own.insert(field.clone(), name).is_some() || (open && field == hoist::EXTRA) {
                    clashing.insert(field);
                }
            }
            if schema.get("allOf").is_some() {
                let mut names = BTreeSet::new();
                united(shared, schema, &mut names, 0);
                let mut own = BTreeSet::new();
                for name in names {
                    if !own.insert(field_name(name)) {
                        clashing.insert(field_name(name));
                    }
                }
            }
        });
    });
    fields.retain(|field, _| clashing.contains(field));
    fields
}

fn as_name(value: &Value) -> Option<&String> {
    match value {
        Value::String(name) => Some(name),
        _ => None,
    }
}

/// The properties of all parts of an `allOf`, which are fields of one type.
fn united<'a>(
    document: &'a Value,
    schema: &'a Value,
    names: &mut BTreeSet<&'a String>,
    depth: usize,
) {
    const DEEPEST: usize = 32;
    let schema = resolve(document, schema);
    let properties = schema.get("properties").and_then(Value::as_object);
    names.extend(properties.into_iter().flatten().map(|(name, _)| name));
    for part in ["allOf", "oneOf", "anyOf"]
        .iter()
        .filter_map(|key| schema.get(*key)?.as_array())
        .flatten()
    {
        if depth < DEEPEST {
            united(document, part, names, depth + 1);
        }
    }
}

/// Values of one enum that would be one variant.
pub(super) fn values(work: &mut Work) {
    let brackets = work.brackets;
    each_root_mut(&mut work.document, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            let numbers = schema
                .as_object_mut()
                .and_then(|it| it.shift_remove(NUMBERS));
            let Some(Value::Array(values)) = schema.get_mut("enum") else {
                return;
            };
            numbers::mark(values, numbers.as_ref(), brackets);
            // The open variant, and what a value of its name is moved to.
            let mut taken: BTreeSet<String> = BTreeSet::from(["UnknownValue".to_owned()]);
            let mut order: Vec<&mut Value> = values.iter_mut().collect();
            order.sort_by_cached_key(|value| {
                let text = value.as_str().unwrap_or_default();
                precedence(text, &variant_name(text))
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
