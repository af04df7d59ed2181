//! Names that are one name in Rust, and names that say nothing.

use super::uses::Use;
use super::violation::Violation;
use api_document::diagnostic::join_pointer;
use api_document::names::{field_name, method_name, type_name, variant_name};
use api_document::schema::{components, operations};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

rules! {
    pub(crate) RULES:

    RUST_NAME_COLLISION: Warning {
        code: "rust-name-collision",
        meaning: "Two names of the document are one name in Rust.",
        why: "A number distinguishes them, which says nothing to a reader, and which can move to \
              the other when the document changes.",
        help: "Rename one of them in an overlay where that changes nothing on the wire: \
               operations and schemas, not properties and values.",
    }

    OPAQUE_SCHEMA_NAME: Warning {
        code: "opaque-schema-name",
        meaning: "The name of a schema looks like a digest of its content.",
        why: "The name of the type says nothing, and changes whenever the schema does: a major \
              change.",
        help: "Give it a name with `x-rust-name` in an overlay.",
    }
}

const HELP: &str = "rename one of them in an overlay, or live with the number that tells them \
                    apart";

/// Components named by a digest of their content, as some servers do: the name
/// changes whenever the schema does.
pub(super) fn opaque(document: &Value) -> Vec<Violation> {
    components(document)
        .into_iter()
        .flatten()
        .filter(|(name, _)| is_digest(name))
        .map(|(name, _)| Violation {
            rule: &OPAQUE_SCHEMA_NAME,
            pointer: join_pointer("/components/schemas", name),
            message: format!("`{name}` looks like a digest; the type in Rust has no better name"),
            help: "give the schema a name of its own, with `x-rust-name` in an overlay",
        })
        .collect()
}

fn is_digest(name: &str) -> bool {
    const SHORTEST: usize = 12;
    name.len() >= SHORTEST
        && name.chars().all(|c| c.is_ascii_hexdigit())
        && name.contains(|c: char| c.is_ascii_digit())
}

/// What the crate has to tell apart by numbers.
pub(super) fn collisions(document: &Value, uses: &[Use<'_>]) -> Vec<Violation> {
    let mut found = Vec::new();
    let schemas = components(document).into_iter().flatten();
    let schemas =
        schemas.map(|(name, _)| (join_pointer("/components/schemas", name), name.as_str()));
    clashing(schemas, type_name, "the schemas", "type", &mut found);
    let all = operations(document);
    let named = all.iter().filter(|operation| !operation.id().is_empty());
    let named = named.map(|operation| (operation.pointer(), operation.id()));
    clashing(named, method_name, "the operations", "method", &mut found);
    let mut seen = BTreeSet::new();
    for used in uses.iter().filter(|used| seen.insert(&used.pointer)) {
        let properties = used.schema.get("properties").and_then(Value::as_object);
        let below = format!("{}/properties", used.pointer);
        let properties = properties.into_iter().flatten();
        let properties = properties.map(|(name, _)| (join_pointer(&below, name), name.as_str()));
        clashing(
            properties,
            field_name,
            "the properties",
            "field",
            &mut found,
        );
        let values = used.schema.get("enum").and_then(Value::as_array);
        let values = values.into_iter().flatten().enumerate();
        let values = values.filter_map(|(index, value)| {
            Some((format!("{}/enum/{index}", used.pointer), value.as_str()?))
        });
        clashing(values, variant_name, "the values", "variant", &mut found);
    }
    found
}

fn clashing<'n>(
    names: impl Iterator<Item = (String, &'n str)>,
    in_rust: fn(&str) -> String,
    what: &str,
    kind: &str,
    found: &mut Vec<Violation>,
) {
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    for (pointer, name) in names {
        let ident = in_rust(name);
        let first = *taken.entry(ident.clone()).or_insert(name);
        // Once more the same name is another fault, which has its own report.
        if first != name {
            found.push(Violation {
                rule: &RUST_NAME_COLLISION,
                pointer,
                message: format!("{what} `{first}` and `{name}` are both the {kind} `{ident}`"),
                help: HELP,
            });
        }
    }
}
