//! What the derived JSON Schemas of structs have to be told.
//!
//! Self-contained (schemars, `serde_json`): the generator copies this file into stand-alone
//! crates.
#![cfg(feature = "schemars")]

use schemars::Schema;
use serde_json::{Map, Value};

/// Describes the fields of a struct: those that are required, of which the derive takes no
/// `Option` for one; behind a semicolon those that may be absent or null; and all others,
/// which may be absent and are never null.
macro_rules! fields {
    ($($required:literal),* $(; $($nullable:literal),*)?) => {
        |schema: &mut ::schemars::Schema| {
            $crate::schema::describe(schema, &[$($required),*], &[$($($nullable),*)?])
        }
    };
}

pub(crate) use fields;

pub(crate) fn describe(schema: &mut Schema, required: &[&str], nullable: &[&str]) {
    schema.insert("required".to_owned(), required.into());
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (name, property) in properties.into_iter().flatten() {
        let is_in = |names: &[&str]| names.contains(&name.as_str());
        if let Some(property) = property.as_object_mut()
            && !is_in(required)
            && !is_in(nullable)
        {
            refuse_null(property);
        }
    }
}

/// Takes away what the schema of an `Option` has more than that of its value.
fn refuse_null(property: &mut Map<String, Value>) {
    if let Some(types) = property.get_mut("type")
        && let Some(several) = types.as_array_mut()
    {
        several.retain(|one| one != "null");
        if let [one] = &several[..] {
            *types = one.clone();
        }
    }
    if let Some(values) = property.get_mut("enum").and_then(Value::as_array_mut) {
        values.retain(|one| !one.is_null());
    }
    let either = property.get_mut("anyOf").and_then(Value::as_array_mut);
    if let Some(either) = either
        && either
            .pop_if(|last| last.get("type").is_some_and(|of| of == "null"))
            .is_some()
        && let [Value::Object(only)] = &mut either[..]
    {
        let only = std::mem::take(only);
        property.remove("anyOf");
        for (name, value) in only {
            property.entry(name).or_insert(value);
        }
    }
}

/// Adds the schemas of types to a generator.
macro_rules! add_all {
    ($generator:ident, $($name:ident),* $(,)?) => {
        $($generator.subschema_for::<types::$name>();)*
    };
}

pub(crate) use add_all;
