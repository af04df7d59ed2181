//! The target of an action for a place of a document.

use api_document::diagnostic::{join_pointer, unescape_segment};
use api_document::ingest::Document;
use api_document::schema::components;
use serde_json::{Map, Value};
use std::fmt::Write as _;

/// How many properties tell a schema from all others, at most.
const PROPERTIES: usize = 4;

/// Finds targets in a document.
pub(super) struct Targets<'d> {
    document: &'d Value,
    /// The pointers of components whose names do not last.
    opaque: Vec<String>,
}

impl<'d> Targets<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self {
            document: &document.value,
            opaque: api_lint::opaque_names(document),
        }
    }

    /// The `JSONPath` of a place that the document has, if it can be written so
    /// that it lasts.
    pub(super) fn path(&self, pointer: &str) -> Option<String> {
        let mut place = self.document;
        let mut at = String::new();
        let mut path = "$".to_owned();
        for segment in pointer.split('/').skip(1).map(unescape_segment) {
            at = join_pointer(&at, &segment);
            let step = match place {
                Value::Array(_) => format!("[{segment}]"),
                _ if self.opaque.contains(&at) => self.by_properties(&segment)?,
                _ => member(&segment),
            };
            path.push_str(&step);
            place = self.document.pointer(&at)?;
        }
        // Not every name can be written in one line of YAML.
        (!path.contains(char::is_control)).then_some(path)
    }

    /// A filter that only this component passes.
    fn by_properties(&self, name: &str) -> Option<String> {
        let all = components(self.document)?;
        let own = properties(all.get(name)?)?;
        let mut named: Vec<&String> = Vec::new();
        for property in own.keys().take(PROPERTIES) {
            named.push(property);
            let has = |schema: &Value| {
                let others = properties(schema);
                others.is_some_and(|others| named.iter().all(|name| others.contains_key(*name)))
            };
            if all.values().filter(|schema| has(schema)).count() == 1 {
                let tests = named
                    .iter()
                    .map(|name| format!("@.properties{}", member(name)));
                let tests: Vec<String> = tests.collect();
                return Some(format!("[?{}]", tests.join(" && ")));
            }
        }
        None
    }
}

fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties")?.as_object()
}

/// A step to a member.
fn member(name: &str) -> String {
    let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let mut step = String::new();
    let _ = if is_word {
        write!(step, ".{name}")
    } else {
        let escaped = name.replace('\\', "\\\\").replace('\'', "\\'");
        write!(step, "['{escaped}']")
    };
    step
}

#[cfg(test)]
mod tests {
    use super::Targets;
    use api_document::ingest::Document;
    use serde_json::{Value, json};

    fn path(value: Value, pointer: &str) -> Option<String> {
        let document = Document {
            name: "document".to_owned(),
            value,
        };
        Targets::of(&document).path(pointer)
    }

    #[test]
    fn a_pointer_becomes_a_path_that_overlays_take() {
        let document = json!({
            "paths": { "/a's/{id}": { "get": { "parameters": [{}, { "schema": {} }] } } },
        });
        let pointer = "/paths/~1a's~1{id}/get/parameters/1/schema";
        let expected = "$.paths['/a\\'s/{id}'].get.parameters[1].schema";
        assert_eq!(path(document.clone(), pointer).as_deref(), Some(expected));
        assert_eq!(path(document, "/paths/~1b"), None);
    }

    #[test]
    fn a_schema_with_a_name_that_does_not_last_is_found_by_its_properties() {
        let (one, other) = ("43bcdb2376818c770704c", "3bcdb2376818c770704cf");
        let document = json!({ "components": { "schemas": {
            one: { "properties": { "id": {}, "the key": {} } },
            other: { "properties": { "id": {} } },
        } } });
        let found = |name| {
            let pointer = format!("/components/schemas/{name}/properties/id");
            path(document.clone(), &pointer)
        };
        let expected =
            "$.components.schemas[?@.properties.id && @.properties['the key']].properties.id";
        assert_eq!(found(one).as_deref(), Some(expected));
        assert_eq!(found(other), None, "another schema has all it has");
    }
}
