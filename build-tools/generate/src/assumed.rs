//! What the rules assume of a schema whose form the document does not tell.
//!
//! A schema with `x-assumed: true` may be null, and where it is required in an
//! answer it may be missing, whatever the document says: it is not known to
//! be otherwise.

use api_document::member::Members;
use api_document::schema::{only_part, resolve};
use serde_json::{Map, Value};

/// The member that marks such a schema.
pub(crate) const ASSUMED: &str = "x-assumed";

pub(crate) fn mark(schema: &mut Map<String, Value>) {
    schema.insert(ASSUMED.to_owned(), Value::Bool(true));
}

/// Whether a schema is marked, or what it refers to, with a description beside
/// the reference or without: that is written as `allOf` of one.
pub(crate) fn is_assumed(document: &Value, schema: &Value) -> bool {
    let mut schema = schema;
    for _ in 0..8 {
        let target = resolve(document, schema);
        if [schema, target]
            .iter()
            .any(|schema| schema.member(ASSUMED) == Some(&Value::Bool(true)))
        {
            return true;
        }
        match only_part(target) {
            Some(only) => schema = only,
            None => return false,
        }
    }
    false
}
