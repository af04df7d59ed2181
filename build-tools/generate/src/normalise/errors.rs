//! Gives every operation one error type.
//!
//! Upstream answers 400 and 422 with violations and the other statuses
//! without, from two schemas; the generator takes only one per operation. The
//! schemas are merged into one that describes every documented error: all
//! properties, required only where all of them require it. Never `anyOf`,
//! which decodes to nothing without a word.

mod form;
mod merge;

pub(crate) use form::ERROR_RESPONSE;
pub(super) use form::NAMES;

use api_document::diagnostic::{Diagnostic, Outcome, Place, join_pointer};
use api_document::ingest::Document;
use api_document::member::Members;
use api_document::names::{builder_name, nested_type_name};
use api_document::rule::Rule;
use api_document::schema::{
    beside_components, components_mut, is_error, json_schema, operations, reachable, reference_to,
    resolve_any,
};
use merge::{Merged, merge};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const ONE_ERROR: &str = "Every operation of the published client fails with one error type, which reads \
     `error.message`, `error.code` and `error.violations`.";

rules! {
    pub(crate) RULES:

    NAME_COLLISION: Error {
        code: "name-collision",
        meaning: "A rule needs a schema name that the document uses for something else.",
        why: "Two schemas cannot have one name.",
        help: "Give the document's schema another name with `x-rust-name` in the overlay.",
    }

    NO_ERROR_SCHEMA: Error {
        code: "no-error-schema",
        meaning: "No operation describes what its errors look like.",
        why: ONE_ERROR,
        help: "Describe an error response of one operation, in the overlay.",
    }

    ERROR_TYPES_CONFLICT: Error {
        code: "error-types-conflict",
        meaning: "Two error schemas contradict each other.",
        why: ONE_ERROR,
        help: "Correct one of them in the overlay.",
    }

    ERROR_FORM: Error {
        code: "error-form",
        meaning: "The error schemas lack what the client reads.",
        why: ONE_ERROR,
        help: "Correct them in the overlay; if upstream changed the form of its errors, the \
               client has to follow.",
    }
}

const SHARED_RESPONSES: &str = "#/components/responses";

/// An error response of one operation, where it stands and what it carries.
struct ErrorResponse {
    /// Pointer to the response object, after following `$ref`s in the path
    /// from the operation, so that it is the node to change.
    pointer: String,
    status: String,
    /// The JSON schema, when the response has one.
    schema: Option<Value>,
}

/// One error type for the whole document.
pub(super) fn unify_everywhere(document: &mut Document) -> Outcome<Vec<String>> {
    inline_shared_responses(&mut document.value);
    let responses: Vec<ErrorResponse> = operations(&document.value)
        .iter()
        .flat_map(|operation| error_responses(&operation.pointer(), operation.value))
        .collect();
    let schemas = distinct(&responses);
    if schemas.is_empty() {
        return Err(no_error_schema(document).into());
    }
    let before = reachable(&document.value, &document.value["paths"]);
    let merged = merge(&document.value, &schemas, ERROR_RESPONSE).map_err(|conflict| {
        let why = format!("the error schemas cannot be one type: they differ at `{conflict}`");
        error_diagnostic(&ERROR_TYPES_CONFLICT, document, &responses, why)
    })?;
    let merged = form::name_parts(&document.value, merged).map_err(|lack| {
        let why = format!("the client reads error.message, .code and .violations, but {lack}");
        error_diagnostic(&ERROR_FORM, document, &responses, why)
    })?;
    release_names(document, &responses, &merged);
    let note = format!(
        "{} error schema(s) in {} response(s) are one: {ERROR_RESPONSE}",
        schemas.len(),
        responses.len()
    );
    install(document, merged)?;
    for response in responses
        .iter()
        .filter(|response| response.schema.is_some())
    {
        set_schema(
            &mut document.value,
            &response.pointer,
            &json!({ "$ref": reference_to(ERROR_RESPONSE) }),
        );
    }
    drop_orphans(document, &before);
    Ok(vec![note])
}

/// One error type for each operation, for documents that are not ours.
///
/// Where the schemas contradict each other the type is any JSON value, and
/// where some responses have a body and some do not, those without arrive as
/// an unexpected response, which keeps the status.
pub(super) fn unify_per_operation(document: &mut Document) -> Vec<String> {
    inline_shared_responses(&mut document.value);
    let found: Vec<(String, String, Vec<ErrorResponse>)> = operations(&document.value)
        .iter()
        .map(|operation| {
            let responses = error_responses(&operation.pointer(), operation.value);
            (operation.location(), operation.id().to_owned(), responses)
        })
        .collect();
    let mut before = None;
    let mut notes = Vec::new();
    for (location, id, responses) in found {
        let schemas = distinct(&responses);
        if is_one_already(&responses, &schemas) {
            continue;
        }
        before.get_or_insert_with(|| reachable(&document.value, &document.value["paths"]));
        if let [only] = schemas.as_slice() {
            // Others may be the same under another title.
            let with_schema = responses.iter().filter(|response| {
                response
                    .schema
                    .as_ref()
                    .is_some_and(|schema| schema != only)
            });
            for response in with_schema {
                set_schema(&mut document.value, &response.pointer, only);
            }
        }
        if schemas.len() > 1 {
            let name = nested_type_name(&builder_name(&id), "Error");
            let merged = merge(&document.value, &schemas, &name).ok();
            let schema = match merged.map(|merged| install(document, merged)) {
                Some(Ok(())) => json!({ "$ref": reference_to(&name) }),
                _ => json!({}),
            };
            notes.push(format!(
                "{location}: {} error schemas are one",
                schemas.len()
            ));
            for response in responses
                .iter()
                .filter(|response| response.schema.is_some())
            {
                set_schema(&mut document.value, &response.pointer, &schema);
            }
        }
        if !schemas.is_empty() {
            for response in responses
                .iter()
                .filter(|response| response.schema.is_none())
            {
                remove_response(&mut document.value, &response.pointer);
                notes.push(format!(
                    "{location}: status {} has no JSON body and arrives as an unexpected response",
                    response.status
                ));
            }
        }
    }
    if let Some(before) = before {
        drop_orphans(document, &before);
    }
    notes
}

/// Whether all of these have one and the same schema, or none.
fn is_one_already(responses: &[ErrorResponse], schemas: &[Value]) -> bool {
    match schemas {
        [] => true,
        [only] => responses
            .iter()
            .all(|response| response.schema.as_ref() == Some(only)),
        _ => false,
    }
}

/// Copies shared response components into the operations that use them, so
/// that each can be changed on its own, and drops those that nothing else
/// uses: what they refer to may go.
fn inline_shared_responses(document: &mut Value) {
    beside_components(document, |document, shared| {
        let paths = document.member_mut("paths").and_then(Value::as_object_mut);
        let items = paths.into_iter().flat_map(Map::values_mut);
        for operation in items
            .filter_map(Value::as_object_mut)
            .flat_map(Map::values_mut)
        {
            let responses = operation
                .member_mut("responses")
                .and_then(Value::as_object_mut);
            for response in responses.into_iter().flat_map(Map::values_mut) {
                if response.member("$ref").is_some() {
                    *response = resolve_any(shared, response).clone();
                }
            }
        }
    });
    drop_unused_responses(document);
}

fn drop_unused_responses(document: &mut Value) {
    let shared = document.member("components");
    if !shared.is_some_and(|shared| shared.has("responses")) {
        return;
    }
    let mut used = BTreeSet::new();
    references(&document["paths"], &mut used);
    let Some(components) = document
        .member_mut("components")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    if let Some(Value::Object(responses)) = components.member_mut("responses") {
        responses.retain(|name, _| used.contains(&join_pointer(SHARED_RESPONSES, name)));
        if responses.is_empty() {
            components.take_member("responses");
        }
    }
}

/// Every `$ref` to a shared response in a value.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.member("$ref")
                && reference.starts_with(SHARED_RESPONSES)
            {
                found.insert(reference.clone());
            }
            members.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

fn error_responses(operation: &str, value: &Value) -> Vec<ErrorResponse> {
    let responses = value.member("responses").and_then(Value::as_object);
    responses
        .into_iter()
        .flatten()
        .filter(|(status, _)| is_error(status))
        .map(|(status, response)| ErrorResponse {
            pointer: join_pointer(&format!("{operation}/responses"), status),
            status: status.clone(),
            schema: json_schema(response).cloned(),
        })
        .collect()
}

fn distinct(responses: &[ErrorResponse]) -> Vec<Value> {
    // Of two descriptions the first is kept; which is first must not hang on
    // the order of keys.
    let mut sorted: Vec<&ErrorResponse> = responses.iter().collect();
    sorted.sort_by_key(|response| &response.pointer);
    let mut schemas: Vec<Value> = Vec::new();
    for schema in sorted
        .iter()
        .filter_map(|response| response.schema.as_ref())
    {
        if !schemas.iter().any(|known| is_same(known, schema)) {
            schemas.push(schema.clone());
        }
    }
    schemas
}

/// Whether two schemas are the same but for their titles.
fn is_same(one: &Value, other: &Value) -> bool {
    let untitled = |schema: &Value| {
        let mut schema = schema.clone();
        if let Value::Object(members) = &mut schema {
            members.take_member("title");
        }
        schema
    };
    one == other || untitled(one) == untitled(other)
}

fn set_schema(document: &mut Value, pointer: &str, schema: &Value) {
    if let Some(Value::Object(response)) = document.pointer_mut(pointer) {
        response.insert(
            "content".to_owned(),
            json!({ "application/json": { "schema": schema } }),
        );
    }
}

fn remove_response(document: &mut Value, pointer: &str) {
    if let Some((parent, status)) = pointer.rsplit_once('/')
        && let Some(Value::Object(responses)) = document.pointer_mut(parent)
    {
        responses.shift_remove(status);
    }
}

/// Drops a component that has a name of the merged error when nothing but
/// the error responses uses it: it is one of those that were merged.
fn release_names(document: &mut Document, responses: &[ErrorResponse], merged: &Merged) {
    let mut without = document.value.clone();
    for response in responses {
        remove_response(&mut without, &response.pointer);
    }
    let still_used = reachable(&without, &without["paths"]);
    if let Some(schemas) = components_mut(&mut document.value) {
        schemas.retain(|name, _| {
            let taken = merged
                .components
                .iter()
                .any(|(component, _)| component == name);
            !taken || still_used.contains(name)
        });
    }
}

/// Adds the merged components; one that is already there must be the same.
fn install(document: &mut Document, merged: Merged) -> Outcome<()> {
    let name = document.name.clone();
    // A document may be without any component.
    for around in ["", "/components"] {
        let section = if around.is_empty() {
            "components"
        } else {
            "schemas"
        };
        if let Some(Value::Object(members)) = document.value.pointer_mut(around) {
            members.entry(section).or_insert_with(|| json!({}));
        }
    }
    let Some(schemas) = components_mut(&mut document.value) else {
        return Ok(());
    };
    for (component, _) in &merged.components {
        if schemas.contains_key(component) {
            return Err(Diagnostic {
                rule: &NAME_COLLISION,
                file: name,
                place: Place::Pointer(join_pointer("/components/schemas", component)),
                message: format!(
                    "`{component}` is the name of the merged error type, and of this schema too"
                ),
                help: "give this schema another name in the overlay, with `x-rust-name`".to_owned(),
            }
            .into());
        }
    }
    schemas.extend(merged.components);
    Ok(())
}

/// Removes the components that only the merged error schemas still used: no
/// operation needs them, and none of what no operation ever needed.
fn drop_orphans(document: &mut Document, before: &BTreeSet<String>) {
    let mut used = reachable(&document.value, &document.value["paths"]);
    let mut others = Vec::new();
    let sections = document
        .value
        .member("components")
        .and_then(Value::as_object);
    for (section, parts) in sections.into_iter().flatten() {
        let place = join_pointer("#/components", section);
        let parts = parts.as_object().into_iter().flatten();
        let parts = parts.filter(|(name, _)| section != "schemas" || !before.contains(*name));
        others.extend(parts.map(|(name, _)| json!({ "$ref": join_pointer(&place, name) })));
    }
    used.extend(reachable(&document.value, &Value::Array(others)));
    if let Some(schemas) = components_mut(&mut document.value) {
        schemas.retain(|name, _| used.contains(name) || !before.contains(name));
    }
}

fn no_error_schema(document: &Document) -> Diagnostic {
    Diagnostic {
        rule: &NO_ERROR_SCHEMA,
        file: document.name.clone(),
        place: Place::Pointer("/paths".to_owned()),
        message: "no operation documents an error with a JSON body".to_owned(),
        help: "add one error response to an operation in the overlay; the client decodes errors with it"
            .to_owned(),
    }
}

fn error_diagnostic(
    rule: &'static Rule,
    document: &Document,
    responses: &[ErrorResponse],
    message: String,
) -> Diagnostic {
    let pointer = responses
        .iter()
        .find(|response| response.schema.is_some())
        .map_or_else(|| "/paths".to_owned(), |response| response.pointer.clone());
    Diagnostic {
        rule,
        file: document.name.clone(),
        place: Place::Pointer(pointer),
        message,
        help: "correct the odd one out in the overlay".to_owned(),
    }
}
