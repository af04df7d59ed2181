//! Operations without a name of their own.

use super::violation::Violation;
use api_document::ingest::MISSING_OPERATION_ID;
use api_document::schema::operations;
use serde_json::Value;

pub(super) fn missing(document: &Value) -> Vec<Violation> {
    operations(document)
        .iter()
        .filter(|operation| operation.id().is_empty())
        .map(|operation| Violation {
            rule: &MISSING_OPERATION_ID,
            pointer: operation.pointer(),
            message: format!(
                "{} has no `operationId`; its method is named after its path",
                operation.location()
            ),
            help: "give it an `operationId` in an overlay: the method keeps its name then, \
                   whatever becomes of the path",
        })
        .collect()
}
