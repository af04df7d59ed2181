//! Properties and values that a rule for names has told apart already.

use super::work::Work;
use crate::normalise::NUMBERS;
use crate::plan::Brackets;
use api_document::member::Members;
use api_document::schema::{components, components_mut, each_nested, each_root, reachable_from};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Marks the properties. What is part of an `allOf` is left: its properties are
/// those of others too.
pub(super) fn properties(work: &mut Work) {
    let brackets = work.brackets;
    let components = components(&work.document).into_iter().flatten();
    if components
        .clone()
        .all(|(_, schema)| schema.get(NUMBERS).is_none())
    {
        return;
    }
    let mut united = BTreeSet::new();
    let document = &work.document;
    each_root(document, &mut |root| {
        each_nested(root, &mut |schema| {
            let parts_of = schema.member("allOf").and_then(Value::as_array);
            if let Some(parts_of) = parts_of.filter(|all| all.len() > 1) {
                united.extend(reachable_from(document, parts_of.iter().collect()));
            }
        });
    });
    for (name, schema) in components_mut(&mut work.document).into_iter().flatten() {
        if schema.member("enum").is_some() {
            continue;
        }
        let Some(Value::Object(numbers)) = schema
            .as_object_mut()
            .and_then(|it| it.take_member(NUMBERS))
        else {
            continue;
        };
        if united.contains(name) || schema.member("allOf").is_some() {
            continue;
        }
        let renamed = numbers.into_iter().filter_map(|(property, number)| {
            let number = number.as_u64().filter(|number| *number > 1)?;
            let marked = brackets.marked(&property, &number.to_string());
            Some((property, marked))
        });
        rename(schema, &renamed.collect());
    }
}

/// Marks the values that a rule has told apart already.
pub(super) fn mark(values: &mut [Value], numbers: Option<&Value>, brackets: Brackets) {
    for value in values {
        let Some(text) = value.as_str() else { continue };
        let number = numbers.and_then(|numbers| numbers.get(text)?.as_u64());
        if let Some(number) = number.filter(|number| *number > 1) {
            *value = json!(brackets.marked(text, &number.to_string()));
        }
    }
}

/// Gives properties other names.
pub(super) fn rename(schema: &mut Value, renamed: &BTreeMap<String, String>) {
    if let Some(Value::Object(properties)) = schema.member_mut("properties")
        && properties.keys().any(|name| renamed.contains_key(name))
    {
        *properties = std::mem::take(properties)
            .into_iter()
            .map(|(name, value)| (renamed.get(&name).cloned().unwrap_or(name), value))
            .collect::<Map<_, _>>();
    }
    if let Some(Value::Array(required)) = schema.member_mut("required") {
        for name in required {
            if let Some(to) = name.as_str().and_then(|name| renamed.get(name)) {
                *name = json!(to);
            }
        }
    }
}
