//! Marks every property that holds a credential with `x-sensitive: true`.
//!
//! The generator gives a marked property a type that never shows its value.
//! A property is sensitive when its format is `password`, or when its name
//! says so; upstream marks none of its own.

use api_document::ingest::Document;
use api_document::member::Members;
use api_document::names::field_name;
use api_document::schema::{components, each_nested_mut, each_root_mut, ref_target, resolve};
use serde_json::Value;
use std::collections::BTreeMap;

/// The member that marks a sensitive property.
const MEMBER: &str = "x-sensitive";

/// Names that are credentials by themselves.
const NAMES: [&str; 9] = [
    "signing_key",
    "basic_auth",
    "api_key",
    "private_key",
    "secret_key",
    "access_key",
    "encryption_key",
    "decryption_key",
    "authorization",
];

/// Words that make any name a credential.
const WORDS: [&str; 5] = ["password", "secret", "token", "credential", "credentials"];

pub(super) fn mark(document: &mut Document) -> Vec<String> {
    let shared = opaque_components(&document.value);
    let mut marked = Vec::new();
    each_root_mut(&mut document.value, &mut |root| {
        each_nested_mut(root, &mut |schema| {
            let Some(Value::Object(properties)) = schema.member_mut("properties") else {
                return;
            };
            for (name, property) in properties {
                let target = match ref_target(property) {
                    Some(component) => shared.get(&component),
                    None => Some(&*property).filter(|schema| is_opaque(schema)),
                };
                let Some(target) = target else { continue };
                let password = target.member("format").and_then(Value::as_str) == Some("password");
                if password || is_credential(name) {
                    let target = target.clone();
                    mark_property(property, target);
                    marked.push(name.clone());
                }
            }
        });
    });
    marked.sort();
    marked.dedup();
    if marked.is_empty() {
        return Vec::new();
    }
    vec![format!("sensitive: {}", marked.join(", "))]
}

/// A string, or a value whose inside the document does not describe. What is
/// described has properties of its own, which are judged by their own names.
fn is_opaque(schema: &Value) -> bool {
    match schema.member("type").and_then(Value::as_str) {
        Some("string") => true,
        Some("object") | None => ![
            "properties",
            "additionalProperties",
            "allOf",
            "anyOf",
            "oneOf",
            "$ref",
        ]
        .iter()
        .any(|key| schema.member(key).is_some()),
        _ => false,
    }
}

/// The components that a credential can be, with references followed.
fn opaque_components(document: &Value) -> BTreeMap<String, Value> {
    let all = components(document).into_iter().flatten();
    all.map(|(name, schema)| (name, resolve(document, schema)))
        .filter(|(_, schema)| is_opaque(schema))
        .map(|(name, schema)| (name.clone(), schema.clone()))
        .collect()
}

fn is_credential(property: &str) -> bool {
    let field = field_name(property);
    let mut words = field.split(|c: char| !c.is_ascii_lowercase());
    NAMES.contains(&field.as_str()) || words.any(|word| WORDS.contains(&word))
}

fn mark_property(property: &mut Value, target: Value) {
    // Members beside a `$ref` are ignored in OpenAPI 3.0, so a shared schema
    // is copied in.
    if property.member("$ref").is_some() {
        *property = target;
    }
    if let Value::Object(members) = property {
        members.insert(MEMBER.to_owned(), Value::Bool(true));
    }
}
