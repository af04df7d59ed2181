//! The names that a document's schemas and operations have in its code.

use api_document::ingest::Document;
use api_document::names::type_name;
use api_document::schema::operations;
use api_generate::normalise::Types;
use std::collections::HashMap;

/// The names of one document, by the location of a change.
#[derive(Debug, Default)]
pub struct Named {
    types: Types,
    by_location: HashMap<String, Vec<String>>,
}

impl Named {
    /// The types of the schemas, and the operations of the effective document, in
    /// which every operation has a name.
    pub fn new(types: &Types, effective: &Document) -> Self {
        let mut named = Self {
            types: types.clone(),
            by_location: HashMap::new(),
        };
        for operation in operations(&effective.value) {
            let at_location = named.by_location.entry(operation.location());
            at_location.or_default().push(operation.id().to_owned());
        }
        named
    }

    /// The type of the schema at a pointer, where it has a name of its own.
    pub(super) fn type_at(&self, pointer: &str) -> Option<String> {
        self.types.at(pointer).map(type_name)
    }

    /// The operations at a location, such as `POST /webhooks`.
    pub(super) fn operation_ids(&self, location: &str) -> &[String] {
        let ids = self.by_location.get(location);
        ids.map(Vec::as_slice).unwrap_or_default()
    }
}
