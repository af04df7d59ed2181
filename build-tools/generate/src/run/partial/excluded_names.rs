//! Names reserved by what is left out of a part of a document.

use api_document::member::Members;
use api_document::names::type_name;
use serde_json::Value;
use std::collections::HashSet;

/// The types that are left out. The generator calls a type without a name of its own
/// after the type it stands in, or by its title.
#[derive(Debug, Default)]
pub(super) struct ExcludedNames {
    names: HashSet<String>,
    /// What the names of inner types begin with.
    beginnings: HashSet<String>,
}

impl ExcludedNames {
    pub(super) fn add_schema(&mut self, name: String, schema: &Value) {
        let nullable = schema.member("nullable") == Some(&Value::Bool(true));
        if self.inside(schema) || nullable {
            self.beginnings.insert(name.clone());
        }
        self.names.insert(name);
    }

    /// Notes the types inside of one that is there.
    pub(super) fn add_inner(&mut self, name: &str, schema: &Value) {
        if self.inside(schema) {
            self.beginnings.insert(name.to_owned());
        }
    }

    pub(super) fn add_operation(&mut self, builder: String, operation: &Value) {
        if self.inside(operation) {
            self.beginnings.insert(builder);
        }
    }

    /// Whether a type that is left out may be called `name`.
    pub(super) fn may_have(&self, name: &str) -> bool {
        let ends = name.char_indices().map(|(at, c)| at + c.len_utf8());
        self.names.contains(name)
            || ends
                .filter_map(|end| name.get(..end))
                .any(|start| self.beginnings.contains(start))
    }

    /// Whether there may be types in a schema; their titles are noted.
    fn inside(&mut self, node: &Value) -> bool {
        let mut found = false;
        match node {
            Value::Object(members) => {
                for inner in members.values() {
                    found |= self.at(inner);
                }
            }
            Value::Array(items) => {
                for inner in items {
                    found |= self.at(inner);
                }
            }
            _ => {}
        }
        found
    }

    fn at(&mut self, node: &Value) -> bool {
        let typed = may_be_type(node);
        if typed && let Some(title) = node.member("title").and_then(Value::as_str) {
            self.beginnings.insert(type_name(title));
        }
        self.inside(node) || typed
    }
}

/// Whether a schema may become a type. A list of references alone does not.
fn may_be_type(node: &Value) -> bool {
    const FORMS: [&str; 4] = ["enum", "properties", "oneOf", "anyOf"];
    let parts = node.member("allOf").and_then(Value::as_array);
    FORMS.iter().any(|key| node.member(key).is_some()) || parts.is_some_and(|parts| parts.len() > 1)
}
