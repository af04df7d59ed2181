//! Unions whose parts say which they are: by a discriminator, or by a text that
//! can only be one.
//!
//! The generator decodes to the first part that fits, which may be the wrong
//! one without a word; so the rewriting stage decodes these by what they say.

use super::work::Work;
use crate::journal::Journal;
use crate::plan::Choice;
use api_document::member::Members;
use api_document::names::type_name;
use api_document::schema::{components, only_part, ref_target, reference_to, resolve};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Writes out what a discriminator leaves unsaid: a part without a value is
/// meant by its name.
pub(super) fn complete(schema: &mut Value, journal: &mut Journal) {
    let Value::Object(members) = schema else {
        return;
    };
    if members.has("discriminator") && !members.has("oneOf") {
        if let Some(parts) = members.take_member("anyOf") {
            members.insert("oneOf".to_owned(), parts);
        } else {
            // There are kinds with more members, and nothing says which.
            members.take_member("discriminator");
            if members.has("properties") {
                let others = members.member("additionalProperties");
                if !others.is_some_and(Value::is_object) {
                    members.insert("additionalProperties".to_owned(), json!({}));
                }
                journal.count("what a schema with a discriminator does not name is in `extra`");
            }
        }
    }
    let Some(parts) = schema.member("oneOf").and_then(Value::as_array) else {
        return;
    };
    let names: Vec<String> = parts.iter().filter_map(ref_target).collect();
    let Some(Value::Object(discriminator)) = schema.member_mut("discriminator") else {
        return;
    };
    let mapping = discriminator.entry("mapping").or_insert_with(|| json!({}));
    let Value::Object(mapping) = mapping else {
        return;
    };
    for target in mapping.values_mut() {
        if let Some(name) = target.as_str().filter(|target| !target.contains('#')) {
            *target = json!(reference_to(name));
        }
    }
    for name in names {
        let target = json!(reference_to(&name));
        if !mapping.values().any(|known| *known == target) {
            mapping.entry(name).or_insert(target);
        }
    }
}

/// Plans the unions among the components.
pub(super) fn plan(work: &mut Work) {
    let mut found = Vec::new();
    for (name, schema) in components(&work.document).into_iter().flatten() {
        let parts = schema.member("oneOf").and_then(Value::as_array);
        let Some(parts) = parts.filter(|parts| parts.len() > 1) else {
            continue;
        };
        let choice = by_discriminator(schema, parts)
            .or_else(|| by_constant(&work.document, parts))
            .filter(|choice| !choice.values.is_empty());
        if let Some(choice) = choice {
            found.push((type_name(name), choice));
        }
    }
    work.plan.choices.extend(found);
    for (_, schema) in api_document::schema::components_mut(&mut work.document)
        .into_iter()
        .flatten()
    {
        api_document::schema::each_nested_mut(schema, &mut |schema| {
            if let Value::Object(members) = schema {
                members.take_member("discriminator");
            }
        });
    }
}

fn by_discriminator(schema: &Value, parts: &[Value]) -> Option<Choice> {
    let discriminator = schema.member("discriminator")?;
    let property = discriminator.member("propertyName")?.as_str()?.to_owned();
    let mapping = discriminator.member("mapping")?.as_object()?;
    let mut values = Vec::new();
    for (value, target) in mapping {
        let part = parts
            .iter()
            .position(|part| part.member("$ref") == Some(target));
        values.extend(part.map(|part| (value.clone(), part)));
    }
    values.sort();
    Some(Choice {
        property,
        values,
        parts: parts.len(),
    })
}

/// A property that has one text in each part, and in each another.
pub(super) fn by_constant(document: &Value, parts: &[Value]) -> Option<Choice> {
    let first = resolve(document, parts.first()?);
    let mut names: Vec<&String> = first.member("properties")?.as_object()?.keys().collect();
    names.sort();
    names.into_iter().find_map(|name| {
        let texts: Vec<&str> = parts
            .iter()
            .map(|part| constant(document, resolve(document, part), name))
            .collect::<Option<_>>()?;
        let distinct: BTreeSet<&&str> = texts.iter().collect();
        let values = texts
            .iter()
            .enumerate()
            .map(|(part, text)| ((*text).to_owned(), part));
        (distinct.len() == texts.len()).then(|| Choice {
            property: name.clone(),
            values: values.collect(),
            parts: parts.len(),
        })
    })
}

fn constant<'a>(document: &'a Value, part: &'a Value, name: &str) -> Option<&'a str> {
    let mut property = resolve(document, part.member("properties")?.get(name)?);
    if let Some(only) = only_part(property) {
        property = resolve(document, only);
    }
    match property.member("enum")?.as_array()?.as_slice() {
        [only] => only.as_str(),
        _ => None,
    }
}
