//! The document that a simulator serves: read once, before the first request.
//!
//! Everything here works on what is seen on the wire: methods, paths, property
//! names and shapes. Names of components and operations play no part.

mod kind;
mod operation;
mod promised;
mod resource;
mod schema;
mod spelling;
mod unspoken;

use serde_json::Value;

pub(crate) use operation::{Kind, Operation, Parameter, Segment};
pub(crate) use resource::{Member, Resource};
pub(crate) use schema::Schema;
pub(crate) use spelling::{is_credential, is_time, plain, words};

/// A document, ready to be served.
#[derive(Debug)]
pub(crate) struct Api {
    /// The version that every request names, such as `2024-05-20`.
    pub(crate) version: String,
    /// The document with what the service promises of every operation.
    pub(crate) document: Value,
    /// The operations, in the document's order.
    pub(crate) operations: Vec<Operation>,
    /// What the collections hold.
    pub(crate) resources: Vec<Resource>,
}

impl Api {
    /// Reads a document, or says what it lacks.
    pub(crate) fn of(document: &Value) -> Result<Self, String> {
        let version = document.pointer("/info/version").and_then(Value::as_str);
        let version = version.ok_or("/info/version: expected a string, found none")?;
        if !document.get("paths").is_some_and(Value::is_object) {
            return Err("/paths: expected an object, found none".to_owned());
        }
        let mut document = promised::promised(document);
        let (operations, resources) = read(&document);
        unspoken::fill_in(&mut document, &operations, &resources);
        let (operations, resources) = read(&document);
        Ok(Self {
            version: version.to_owned(),
            resources,
            operations,
            document,
        })
    }

    /// A schema of the document.
    pub(crate) fn schema<'a>(&'a self, node: &'a Value) -> Schema<'a> {
        Schema::new(&self.document, node)
    }

    /// What a collection holds, by the template of its path.
    pub(crate) fn resource(&self, collection: &str) -> Option<&Resource> {
        self.resources
            .iter()
            .find(|resource| resource.collection == collection)
    }
}

fn read(document: &Value) -> (Vec<Operation>, Vec<Resource>) {
    let mut operations = operation::all(document);
    kind::decide(&mut operations, document);
    let resources = resource::all(&operations, document);
    (operations, resources)
}
