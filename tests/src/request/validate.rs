//! Checks a value against a schema.
//!
//! All violations are reported at once, in the order of the properties' names.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::formats;
use crate::document::Schema;
use crate::violation::Violation;

/// Adds what is wrong with a value at a place.
pub(crate) fn violations(
    schema: Schema<'_>,
    value: &Value,
    place: &str,
    found: &mut Vec<Violation>,
) {
    if schema.says_nothing() && !place.is_empty() || value.is_null() && schema.nullable() {
        return;
    }
    let mut wrong = |what: &str| found.push(Violation::new(place, what));
    if let Some(kind) = schema.kind()
        && !is_of(kind, value)
    {
        let or_null = if schema.nullable() { " or null" } else { "" };
        return wrong(&format!("must be {}{or_null}", named(kind)));
    }
    if let Some(what) = not_listed(schema, value) {
        return wrong(&what);
    }
    match value {
        Value::String(text) => {
            if let Some(what) = formats::check(schema, text) {
                wrong(&what);
            }
        }
        Value::Number(number) => {
            if let Some(what) = outside(schema, number.as_f64().unwrap_or_default()) {
                wrong(&what);
            }
        }
        Value::Array(elements) => array(schema, elements, place, found),
        Value::Object(members) => object(schema, members, place, found),
        Value::Null | Value::Bool(_) => {}
    }
    alternatives(schema, value, place, found);
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => {
            value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|it| it.fract() == 0.0)
        }
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

fn named(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'i', 'o']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}

fn not_listed(schema: Schema<'_>, value: &Value) -> Option<String> {
    let listed = schema.keyword("enum")?.as_array()?;
    if listed.contains(value) {
        return None;
    }
    let shown = listed.iter().map(|one| match one {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    Some(format!(
        "must be one of: {}",
        shown.collect::<Vec<_>>().join(", ")
    ))
}

fn outside(schema: Schema<'_>, number: f64) -> Option<String> {
    let limit = |keyword| schema.keyword(keyword).and_then(Value::as_f64);
    let strict = |keyword| schema.keyword(keyword) == Some(&Value::Bool(true));
    let least = limit("minimum").map(|least| (least, strict("exclusiveMinimum")));
    let most = limit("maximum").map(|most| (most, strict("exclusiveMaximum")));
    let least = limit("exclusiveMinimum")
        .map(|least| (least, true))
        .or(least);
    let most = limit("exclusiveMaximum").map(|most| (most, true)).or(most);
    match (least, most) {
        (Some((least, false)), _) if number < least => Some(format!("must be at least {least}")),
        (Some((least, true)), _) if number <= least => Some(format!("must be more than {least}")),
        (_, Some((most, false))) if number > most => Some(format!("must be at most {most}")),
        (_, Some((most, true))) if number >= most => Some(format!("must be less than {most}")),
        _ => {
            let step = limit("multipleOf").filter(|step| *step > 0.0)?;
            let steps = number / step;
            let off = (steps - steps.round()).abs() > 1e-9;
            off.then(|| format!("must be a multiple of {step}"))
        }
    }
}

fn array(schema: Schema<'_>, elements: &[Value], place: &str, found: &mut Vec<Violation>) {
    let mut wrong = |what: &str| found.push(Violation::new(place, what));
    if let Some(least) = schema
        .count("minItems")
        .filter(|least| elements.len() < *least)
    {
        wrong(&format!("must have at least {least} elements"));
    }
    if let Some(most) = schema
        .count("maxItems")
        .filter(|most| elements.len() > *most)
    {
        wrong(&format!("must have at most {most} elements"));
    }
    if schema.keyword("uniqueItems") == Some(&Value::Bool(true)) {
        let different: BTreeSet<String> = elements.iter().map(Value::to_string).collect();
        if different.len() < elements.len() {
            wrong("must not have an element twice");
        }
    }
    if let Some(items) = schema.items() {
        for (index, element) in elements.iter().enumerate() {
            violations(items, element, &joined(place, &index.to_string()), found);
        }
    }
}

fn object(
    schema: Schema<'_>,
    members: &Map<String, Value>,
    place: &str,
    found: &mut Vec<Violation>,
) {
    let properties = schema.properties();
    for (name, property) in &properties {
        match members.get(*name) {
            Some(value) => violations(property.schema, value, &joined(place, name), found),
            None if property.required => {
                found.push(Violation::new(&joined(place, name), "is required"));
            }
            None => {}
        }
    }
    let others = members
        .iter()
        .filter(|(name, _)| !properties.contains_key(name.as_str()));
    for (name, value) in others {
        match schema.additional() {
            Ok(None) => {}
            Ok(Some(schema)) => violations(schema, value, &joined(place, name), found),
            Err(()) => found.push(Violation::new(&joined(place, name), "is not known")),
        }
    }
    if schema
        .count("minProperties")
        .is_some_and(|least| members.len() < least)
        || schema
            .count("maxProperties")
            .is_some_and(|most| members.len() > most)
    {
        found.push(Violation::new(place, "has too few or too many properties"));
    }
}

/// A value fits where one of the alternatives takes it.
fn alternatives(schema: Schema<'_>, value: &Value, place: &str, found: &mut Vec<Violation>) {
    let alternatives = schema.alternatives();
    let fits = alternatives.iter().any(|alternative| {
        let mut violated = Vec::new();
        violations(*alternative, value, place, &mut violated);
        violated.is_empty()
    });
    if !alternatives.is_empty() && !fits {
        found.push(Violation::new(place, "has none of the forms it may have"));
    }
}

fn joined(place: &str, name: &str) -> String {
    if place.is_empty() {
        name.to_owned()
    } else {
        format!("{place}.{name}")
    }
}
