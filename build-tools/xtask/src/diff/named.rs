//! The names that a document's schemas and operations have in its code.

use api_document::names::type_name;
use api_document::schema::identity;
use api_generate::OnWire;
use api_generate::normalise::Types;

/// The names of one document, by the location of a change.
#[derive(Debug, Default)]
pub struct Named {
    types: Types,
    on_wire: OnWire,
}

impl Named {
    /// The types of the schemas, and what the operations are called in the end.
    pub fn new(types: &Types, on_wire: OnWire) -> Self {
        Self {
            types: types.clone(),
            on_wire,
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
