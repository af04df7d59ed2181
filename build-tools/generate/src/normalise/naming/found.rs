//! The components that a schema uses, without another between.

use api_document::schema::ref_target;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A component that is used somewhere in a schema.
pub(super) struct Found {
    pub(super) component: String,
    pub(super) part: String,
    pub(super) many: bool,
    pub(super) variant: String,
}

/// What a schema uses without anything between.
pub(super) fn found_in(schema: &Value) -> Vec<Found> {
    let mut found = Vec::new();
    look(schema, &Path::default(), &mut found);
    found
}

/// The way from a holder to a schema in it.
#[derive(Debug, Clone, Default)]
struct Path {
    part: String,
    many: bool,
    variant: String,
}

fn look(schema: &Value, at: &Path, found: &mut Vec<Found>) {
    if let Some(component) = ref_target(schema) {
        let Path {
            part,
            many,
            variant,
        } = at.clone();
        found.push(Found {
            component,
            part,
            many,
            variant,
        });
        return;
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    let sorted: BTreeMap<&String, &Value> = properties.into_iter().flatten().collect();
    for (name, property) in sorted {
        let inside = Path {
            part: name.clone(),
            many: false,
            variant: at.variant.clone(),
        };
        look(property, &inside, found);
    }
    for (key, mark) in [("items", ""), ("additionalProperties", ""), ("not", "!")] {
        if let Some(child @ Value::Object(_)) = schema.get(key) {
            let mut inside = at.clone();
            inside.many = true;
            inside.variant.push_str(mark);
            look(child, &inside, found);
        }
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        let parts = schema.get(key).and_then(Value::as_array);
        let parts = parts.map(Vec::as_slice).unwrap_or_default();
        for (index, part) in parts.iter().enumerate() {
            let mut inside = at.clone();
            if parts.len() > 1 {
                let _ = write!(inside.variant, "|{key} {index}");
            }
            look(part, &inside, found);
        }
    }
}
