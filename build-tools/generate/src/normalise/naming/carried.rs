//! The schemas that an operation carries.

use super::call::Call;
use api_document::schema::{Operation, is_error, resolve_any};
use serde_json::Value;
use std::collections::BTreeMap;

/// What uses a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holder {
    Request(usize),
    /// The first success, or one with a status of its own.
    Answer(usize, String),
    Error(usize, String),
    /// A parameter or header, in its place.
    Parameter(usize, String),
    Component(String),
}

/// The schemas that an operation carries, each with what carries it, and which of
/// several of one carrier it is.
pub(super) fn carried<'d>(
    document: &'d Value,
    index: usize,
    call: &Call<'d>,
) -> Vec<(Holder, String, &'d Value)> {
    let mut found = Vec::new();
    let Operation { item, value, .. } = call.operation;
    if let Some(body) = value.get("requestBody") {
        let schemas = content(resolve_any(document, body));
        found.extend(schemas.map(|(variant, schema)| (Holder::Request(index), variant, schema)));
    }
    let responses = value.get("responses").and_then(Value::as_object);
    let responses: BTreeMap<&String, &Value> = responses.into_iter().flatten().collect();
    let first = responses.keys().find(|status| status.starts_with('2'));
    let first = first.map(|status| (*status).clone());
    for (status, response) in responses {
        let response = resolve_any(document, response);
        let holder = if is_error(status) || status.starts_with(['1', '3']) {
            Holder::Error(index, status.clone())
        } else {
            let own = first.as_ref() != Some(status);
            Holder::Answer(index, if own { status.clone() } else { String::new() })
        };
        let schemas = content(response);
        found.extend(schemas.map(|(variant, schema)| (holder.clone(), variant, schema)));
        let headers = response.get("headers").and_then(Value::as_object);
        for (name, header) in headers.into_iter().flatten() {
            let schema = resolve_any(document, header).get("schema");
            let holder = Holder::Parameter(index, format!("answer {name}"));
            found.extend(schema.map(|schema| (holder, String::new(), schema)));
        }
    }
    let parameters = [item, value].map(|node| node.get("parameters").and_then(Value::as_array));
    for parameter in parameters.into_iter().flatten().flatten() {
        let parameter = resolve_any(document, parameter);
        let text = |key: &str| parameter.get(key).and_then(Value::as_str);
        let name = format!(
            "{} {}",
            text("in").unwrap_or_default(),
            text("name").unwrap_or_default()
        );
        let schema = parameter
            .get("schema")
            .map(|schema| (String::new(), schema));
        let schemas = schema.into_iter().chain(content(parameter));
        let holder = || Holder::Parameter(index, name.clone());
        found.extend(schemas.map(|(variant, schema)| (holder(), variant, schema)));
    }
    found
}

/// The schemas of all media types, that of JSON first; of the others with their
/// media types.
fn content(carrier: &Value) -> impl Iterator<Item = (String, &Value)> {
    let content = carrier.get("content").and_then(Value::as_object);
    let mut content: Vec<(&String, &Value)> = content.into_iter().flatten().collect();
    content.sort_by_key(|(name, _)| (!api_document::schema::is_json(name), *name));
    let schemas = content.into_iter().enumerate();
    schemas.filter_map(|(index, (name, media_type))| {
        let variant = if index == 0 { "" } else { name };
        Some((variant.to_owned(), media_type.get("schema")?))
    })
}
