//! What several operations share: a response, a request body or a parameter among the
//! components. The type of a schema inside it is called after the component, so that it is
//! one type however many operations refer to it.

use crate::own_type::is_own_type;
use api_document::member::Members;
use api_document::names::type_name;
use serde_json::{Map, Value, json};

/// The kinds of component with schemas inside, what the name of a type ends with, and what
/// says the same.
const KINDS: [(&str, &str, &str); 3] = [
    ("responses", "Response", "Response"),
    ("requestBodies", "Body", "RequestBody"),
    ("parameters", "Parameter", "Param"),
];

/// Gives each schema in a shared component that becomes a type and has no title one: types
/// are called by their titles.
pub(super) fn entitle(document: &mut Value) {
    for (kind, end, same) in KINDS {
        let components = document.pointer_mut(&format!("/components/{kind}"));
        let components = components.and_then(Value::as_object_mut);
        for (name, component) in components.into_iter().flatten() {
            let name = type_name(name);
            let says_so = name.ends_with(end) || name.ends_with(same);
            let name = if says_so { name } else { name + end };
            if let Value::Object(members) = component {
                schemas(members).for_each(|schema| schema_entitled(schema, &name));
            }
        }
    }
}

/// The schema of a parameter, and those of each media type.
fn schemas(members: &mut Map<String, Value>) -> impl Iterator<Item = &mut Value> {
    let parts = members
        .iter_mut()
        .filter_map(|(key, part)| match key.as_str() {
            "schema" => Some(vec![part]),
            "content" => {
                let media_types = part.as_object_mut()?.values_mut();
                Some(
                    media_types
                        .filter_map(|one| one.member_mut("schema"))
                        .collect(),
                )
            }
            _ => None,
        });
    parts.flatten()
}

/// Gives a schema its title, or what is in the list or map that it is.
fn schema_entitled(schema: &mut Value, name: &str) {
    if is_own_type(schema) {
        if let Value::Object(members) = schema {
            members.entry("title").or_insert_with(|| json!(name));
        }
        return;
    }
    for (key, suffix) in [("items", "Item"), ("additionalProperties", "Value")] {
        if let Some(inside @ Value::Object(_)) = schema.get_mut(key) {
            schema_entitled(inside, &format!("{name}{suffix}"));
        }
    }
}
