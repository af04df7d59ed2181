//! The names that a document's schemas and operations have in its code.

use api_document::ingest::Document;
use api_document::names::type_name;
use api_document::schema::{components, operations};
use serde_json::Value;
use std::collections::HashMap;

/// The names of one document, by the location of a change.
#[derive(Debug, Default)]
pub struct Named {
    types: HashMap<String, String>,
    by_location: HashMap<String, Vec<String>>,
}

impl Named {
    /// The types that `document` names, and the operations of `effective`:
    /// the same document, in which every operation has a name.
    pub fn new(document: &Document, effective: &Document) -> Self {
        let mut named = Self::default();
        for (name, schema) in components(&document.value).into_iter().flatten() {
            if let Some(ty) = schema.get("x-rust-name").and_then(Value::as_str) {
                named.types.insert(name.clone(), type_name(ty));
            }
        }
        for operation in operations(&effective.value) {
            let at_location = named.by_location.entry(operation.location());
            at_location.or_default().push(operation.id().to_owned());
        }
        named
    }

    /// The type name that the document gives a schema.
    pub(super) fn type_of(&self, schema: &str) -> Option<&String> {
        self.types.get(schema)
    }

    /// The operations at a location, such as `POST /webhooks`.
    pub(super) fn operation_ids(&self, location: &str) -> &[String] {
        let ids = self.by_location.get(location);
        ids.map(Vec::as_slice).unwrap_or_default()
    }
}
