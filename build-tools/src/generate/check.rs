//! Finds what the generator is known to refuse, before it does.
//!
//! progenitor 0.15.1 asserts that an operation has one error type and one
//! success type, and stops with `todo!()` on two request media types.

use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
use crate::ingest::Document;
use crate::normalise::{is_error, json_schema};
use crate::schema::{Operation, operations, resolve_any};
use serde_json::Value;

/// Checks that every operation is of a kind the generator takes.
pub(super) fn supported(document: &Document) -> Outcome<()> {
    let mut found = Vec::new();
    for operation in operations(&document.value) {
        let fault = |code, below: &str, message: String, remedy: &str| Diagnostic {
            code,
            file: document.name.clone(),
            place: Place::Pointer(operation.pointer() + below),
            message: format!("{}: {message}", operation.location()),
            remedy: remedy.to_owned(),
        };
        if error_types(document, &operation) > 1 {
            found.push(fault(
                "several-error-types",
                "/responses",
                "the error responses have different bodies".to_owned(),
                "run the document through the overlay and the normalising stage first",
            ));
        }
        let body = operation.value.get("requestBody");
        let content = body
            .map(|body| resolve_any(&document.value, body))
            .and_then(|body| body.get("content"))
            .and_then(Value::as_object);
        if content.is_some_and(|content| content.len() > 1) {
            found.push(fault(
                "several-request-types",
                "/requestBody/content",
                "the request body has more than one media type".to_owned(),
                "remove all but one in the overlay",
            ));
        }
    }
    outcome((), found)
}

/// How many kinds of error body an operation has; the transport takes errors
/// with and without one.
fn error_types(document: &Document, operation: &Operation<'_>) -> usize {
    let responses = operation.value.get("responses").and_then(Value::as_object);
    let mut kinds: Vec<&Value> = Vec::new();
    for (status, response) in responses.into_iter().flatten() {
        if let Some(schema) = json_schema(resolve_any(&document.value, response))
            && is_error(status)
            && !kinds.contains(&schema)
        {
            kinds.push(schema);
        }
    }
    kinds.len()
}
