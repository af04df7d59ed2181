//! Says of each operation where it comes from: the supplement says so of its own,
//! and all others come from the vendor's document.

use api_document::ingest::Document;
use api_document::member::Members;
use api_document::schema::METHODS;
use serde_json::Value;

/// The member of an operation that says where it comes from.
pub(crate) const SOURCE: &str = "x-source";

pub(super) fn complete(document: &mut Document) {
    let paths = document
        .value
        .member_mut("paths")
        .and_then(Value::as_object_mut);
    for item in paths.into_iter().flat_map(serde_json::Map::values_mut) {
        for method in METHODS {
            if let Some(Value::Object(operation)) = item.get_mut(method) {
                let said = operation.entry(SOURCE);
                said.or_insert_with(|| Value::from("the vendor's document"));
            }
        }
    }
}
