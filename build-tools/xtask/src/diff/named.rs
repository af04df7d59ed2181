//! The names that a document's schemas and operations have in its code.

use api_document::names::type_name;
use api_document::schema::identity;
use api_generate::normalise::Types;
use api_generate::{OnWire, of_value};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The names of one document, by the location of a change.
#[derive(Debug, Default)]
pub struct Named {
    types: Types,
    on_wire: OnWire,
    /// Where the variants are, by what they stand for in which type.
    variants: OnceLock<HashMap<(String, String), String>>,
}

impl Named {
    /// The types of the schemas, and what the operations are called in the end.
    pub fn new(types: &Types, on_wire: OnWire) -> Self {
        Self {
            types: types.clone(),
            on_wire,
            variants: OnceLock::new(),
        }
    }

    /// The type of the schema at a pointer, where it has a name of its own.
    pub(super) fn type_at(&self, pointer: &str) -> Option<String> {
        self.types.at(pointer).map(type_name)
    }

    /// The name of the operation at a location such as `POST /webhooks`.
    pub(super) fn operation_id(&self, location: &str) -> Option<&str> {
        let id = self.on_wire.operations.get(&identity(location))?;
        Some(id)
    }

    /// Where the variant for a value of an enum is.
    pub(super) fn variant(&self, ty: &str, value: &str) -> Option<&str> {
        let variants = self.variants.get_or_init(|| {
            let names = self.on_wire.names.iter();
            let variants = names.filter_map(|(path, meaning)| {
                let (ty, _) = path.strip_prefix("types::")?.split_once("::")?;
                Some(((ty.to_owned(), meaning.clone()), path.clone()))
            });
            variants.collect()
        });
        let path = variants.get(&(ty.to_owned(), of_value(value)))?;
        Some(path)
    }

    /// The method that sets the credentials of a security scheme.
    pub(super) fn credential_setter(&self, scheme: &str) -> Option<&str> {
        let method = self.on_wire.credentials.get(scheme)?;
        Some(method)
    }

    /// What the names of the code stand for.
    pub(super) fn on_wire(&self) -> &OnWire {
        &self.on_wire
    }
}
