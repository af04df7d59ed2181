//! The operations, as what they carry is named after them.

use super::answers::answers_list;
use super::sense::{Facts, Sense};
use api_document::names::{builder_name, type_name};
use api_document::schema::{Operation, operations, rank};
use serde_json::Value;

/// An operation, as the types that it uses are named after it.
pub(super) struct Call<'d> {
    pub(super) operation: Operation<'d>,
    /// Where it is on the wire.
    pub(super) identity: String,
    /// Its name as a type has it, such as `CreateWebhook`.
    pub(super) name: String,
    pub(super) sense: Sense,
    /// What it is about, such as `Webhook`.
    pub(super) resource: String,
}

/// The operations, in an order that does not hang on that of the keys.
pub(super) fn calls(document: &Value) -> Vec<Call<'_>> {
    let mut calls: Vec<Call<'_>> = operations(document)
        .into_iter()
        .map(|operation| {
            let sense = Sense::of(Facts {
                method: operation.method,
                path: operation.path,
                id: Some(operation.id()).filter(|id| !id.is_empty()),
                answers_list: answers_list(document, operation.value),
            });
            let name = builder_name(operation.id());
            let resource = match sense.resource.as_slice() {
                [] => name.clone(),
                words => type_name(&words.join("_")),
            };
            Call {
                identity: operation.identity(),
                name,
                resource,
                sense,
                operation,
            }
        })
        .collect();
    calls.sort_by_key(|call| {
        let path = call.operation.path;
        (path.split('/').count(), path, rank(call.operation.method))
    });
    calls
}
