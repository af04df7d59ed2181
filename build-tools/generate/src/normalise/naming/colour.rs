//! Which components say the same, whatever they are called and however they are
//! described.

use api_document::schema::{components, ref_target};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// A number for each component; equal components have the same.
pub(super) type Colours = BTreeMap<String, usize>;

const DOCUMENTATION: [&str; 6] = [
    "description",
    "title",
    "example",
    "examples",
    "externalDocs",
    "x-rust-name",
];

/// Compares all components. To begin with all are the same; in each round those
/// that differ get numbers of their own, until a round tells no more apart.
pub(super) fn colours(document: &Value) -> Colours {
    let Some(schemas) = components(document) else {
        return Colours::new();
    };
    let mut colours: Colours = schemas.keys().map(|name| (name.clone(), 0)).collect();
    let mut classes = 1;
    loop {
        let mut known: HashMap<(usize, String), usize> = HashMap::new();
        let mut next = Colours::new();
        for (name, schema) in schemas {
            let old = colours.get(name).copied().unwrap_or_default();
            let shape = shape(schema, &colours).to_string();
            let fresh = known.len();
            next.insert(name.clone(), *known.entry((old, shape)).or_insert(fresh));
        }
        let found = known.len();
        colours = next;
        if found <= classes {
            return colours;
        }
        classes = found;
    }
}

/// What a schema says, in one form.
fn shape(schema: &Value, colours: &Colours) -> Value {
    if let Some(target) = ref_target(schema) {
        return json!({ "$ref": colours.get(&target) });
    }
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    let said: BTreeMap<&str, &Value> = members
        .iter()
        .map(|(key, value)| (key.as_str(), value))
        .filter(|(key, _)| !DOCUMENTATION.contains(key))
        .collect();
    if let (1, Some([only])) = (
        said.len(),
        said.get("allOf")
            .and_then(|parts| parts.as_array())
            .map(Vec::as_slice),
    ) {
        return shape(only, colours);
    }
    let members = said.into_iter().map(|(key, value)| {
        let value = match (key, value) {
            ("properties", Value::Object(properties)) => {
                let sorted: BTreeMap<&String, &Value> = properties.iter().collect();
                let shapes = sorted.into_iter();
                shapes
                    .map(|(name, property)| (name.clone(), shape(property, colours)))
                    .collect::<Map<_, _>>()
                    .into()
            }
            ("allOf" | "oneOf" | "anyOf", Value::Array(parts)) => {
                parts.iter().map(|part| shape(part, colours)).collect()
            }
            ("items" | "additionalProperties" | "not", value) => shape(value, colours),
            ("required" | "enum", Value::Array(values)) => sorted(values),
            ("discriminator", Value::Object(members)) => discriminator(members, colours),
            (_, value) => value.clone(),
        };
        (key.to_owned(), value)
    });
    Value::Object(members.collect())
}

fn sorted(values: &[Value]) -> Value {
    let mut values = values.to_vec();
    values.sort_by_cached_key(Value::to_string);
    Value::Array(values)
}

fn discriminator(members: &Map<String, Value>, colours: &Colours) -> Value {
    let mut members = members.clone();
    let mapping = members.get_mut("mapping").and_then(Value::as_object_mut);
    for target in mapping.into_iter().flat_map(Map::values_mut) {
        if let Some(name) = ref_target(&json!({ "$ref": target })) {
            *target = json!(colours.get(&name));
        }
    }
    Value::Object(members)
}
