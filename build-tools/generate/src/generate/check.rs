//! Finds what the generator is known to refuse, and what the published client
//! would write otherwise, before it is generated.
//!
//! progenitor 0.15.1 asserts that an operation has one error type and one
//! success type, and stops with `todo!()` on two request media types.

use api_document::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use api_document::ingest::Document;
use api_document::schema::{Operation, operations, resolve, resolve_any};
use api_document::schema::{is_error, json_schema};
use serde_json::Value;

rules! {
    pub(crate) RULES:

    SEVERAL_ERROR_TYPES: Error {
        code: "several-error-types",
        meaning: "The error responses of an operation have different bodies.",
        why: "The generator takes one error type for an operation.",
        help: "Run the document through the overlay and the rules first, as `cargo xtask \
               generate` does.",
    }

    SEVERAL_REQUEST_TYPES: Error {
        code: "several-request-types",
        meaning: "A request body of our own document has more than one media type.",
        why: "The published client sends one.",
        help: "Remove all but one in the overlay.",
    }

    PARAMETER_STYLE: Error {
        code: "parameter-style",
        meaning: "The published client would write a parameter in another way than our document \
                  says.",
        why: "It writes queries as exploded forms, paths and headers as plain values, and no \
              cookies; a parameter that is written otherwise is not understood.",
        help: "Describe it in the overlay as the client writes it, if the service takes that too; \
               else the client has to learn the style.",
    }
}

/// Checks that every operation is of a kind the generator takes.
pub(super) fn supported(document: &Document) -> Outcome<()> {
    let mut found = Vec::new();
    for operation in operations(&document.value) {
        let fault = |rule, below: &str, message: String, help: &str| Diagnostic {
            rule,
            file: document.name.clone(),
            place: Place::Pointer(operation.pointer() + below),
            message: format!("{}: {message}", operation.location()),
            help: help.to_owned(),
        };
        if error_types(document, &operation) > 1 {
            found.push(fault(
                &SEVERAL_ERROR_TYPES,
                "/responses",
                "the error responses have different bodies".to_owned(),
                "run the document through the overlay and the normalising stage first",
            ));
        }
        for (place, why) in misread_parameters(&document.value, &operation) {
            let mut fault = fault(
                &PARAMETER_STYLE,
                "",
                format!("the client would write the parameter {why}"),
                "describe it as the client writes it, in the overlay, if the service takes that too",
            );
            fault.place = Place::Pointer(place);
            found.push(fault);
        }
        let body = operation.value.get("requestBody");
        let content = body
            .map(|body| resolve_any(&document.value, body))
            .and_then(|body| body.get("content"))
            .and_then(Value::as_object);
        if content.is_some_and(|content| content.len() > 1) {
            found.push(fault(
                &SEVERAL_REQUEST_TYPES,
                "/requestBody/content",
                "the request body has more than one media type".to_owned(),
                "remove all but one in the overlay",
            ));
        }
    }
    outcome((), found)
}

/// The parameters that the published client would write in another way than the
/// document says, each with how it is said.
///
/// The client has one way for each place: in the query as a form, exploded, in
/// path and headers plain values, and no cookies.
fn misread_parameters(document: &Value, operation: &Operation<'_>) -> Vec<(String, String)> {
    let item = join_pointer("/paths", operation.path);
    let holders = [
        (item, operation.item),
        (operation.pointer(), operation.value),
    ];
    let mut found = Vec::new();
    for (holder, value) in holders {
        let parameters = value.get("parameters").and_then(Value::as_array);
        for (index, parameter) in parameters.into_iter().flatten().enumerate() {
            let parameter = resolve_any(document, parameter);
            if let Some(why) = misread(document, parameter) {
                let name = parameter.get("name").and_then(Value::as_str);
                let why = format!("`{}` otherwise: {why}", name.unwrap_or_default());
                found.push((format!("{holder}/parameters/{index}"), why));
            }
        }
    }
    found
}

fn misread(document: &Value, parameter: &Value) -> Option<String> {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str);
    let place = text("in").unwrap_or_default();
    if place == "cookie" {
        return Some("it is a cookie".to_owned());
    }
    if parameter.get("content").is_some() {
        return Some("it is written as a media type".to_owned());
    }
    let usual = if place == "query" { "form" } else { "simple" };
    if let Some(style) = text("style").filter(|style| *style != usual) {
        return Some(format!("its style is `{style}`"));
    }
    let schema = resolve(document, parameter.get("schema")?);
    let kind = schema.get("type").and_then(Value::as_str);
    if !matches!(kind, Some("array" | "object")) {
        return None;
    }
    if place != "query" {
        return Some(format!("it has several values, in {place}"));
    }
    (parameter.get("explode") == Some(&Value::Bool(false)))
        .then(|| "its values are joined in one".to_owned())
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
