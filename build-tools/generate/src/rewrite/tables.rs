//! Makes the static tables the client's transport works from: the service's
//! constants, one entry per operation, and the shape of every answer.
//!
//! The shapes let a drift observer compare live answers with the document;
//! nothing reads them otherwise. Everything is sorted by name, so that the
//! order of keys in the document does not show.

use super::published::by_id;
use crate::assumed::is_assumed;
use crate::normalise::ERROR_RESPONSE;
use crate::paging;
use crate::plan::Plan;
use api_document::diagnostic::join_pointer;
use api_document::ingest::Document;
use api_document::names::static_name;
use api_document::schema::{
    self, Operation, only_part, operations, reachable, ref_target, reference_to, resolve,
    resolve_any,
};
use api_document::schema::{is_error, json_schema};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use syn::{File, Item};

/// The constants, `operations` and `shapes` of the published client.
pub(super) fn tables(effective: &Document, plan: &Plan) -> syn::Result<Vec<Item>> {
    let document = &effective.value;
    let text = |pointer: &str| {
        document
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let version = text("/info/version");
    let base_url = text("/servers/0/url").trim_end_matches('/');
    let operations = operations_module(document, plan);
    let shapes = shapes_module(document);
    let tables: File = syn::parse2(quote! {
        /// The API version this client speaks, sent as `X-API-Version`: the
        /// document's `info.version`.
        pub const API_VERSION: &str = #version;
        /// The base URL of the service: the document's first server.
        pub const BASE_URL: &str = #base_url;
        pub(crate) const VERSION_HEADER: &str = "x-api-version";
        #operations
        #shapes
    })?;
    Ok(tables.items)
}

fn operations_module(document: &Value, plan: &Plan) -> TokenStream {
    let all = by_id(document, plan);
    let entries = all
        .iter()
        .map(|(id, operation)| entry(document, id, operation));
    quote! {
        /// What each operation is.
        #[allow(unused_imports)]
        pub(crate) mod operations {
            use super::shapes;
            use crate::operation::{Operation, Shape};
            use ::reqwest::Method;
            #(#entries)*
        }
    }
}

fn entry(document: &Value, id: &str, operation: &Operation<'_>) -> TokenStream {
    let name = format_ident!("{}", static_name(id));
    let path = operation.path;
    let method = format_ident!("{}", operation.method.to_uppercase());
    let responses: BTreeMap<&String, &Value> = operation
        .value
        .get("responses")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .collect();
    let codes = |wanted: fn(&str) -> bool| -> Vec<u16> {
        responses
            .iter()
            .filter(|(status, _)| wanted(status))
            .flat_map(|(status, _)| expand(status))
            .collect()
    };
    let success = codes(|status| status.starts_with('2'));
    let errors = codes(is_error);
    let mut answers: Vec<&Value> = Vec::new();
    for (status, response) in &responses {
        if status.starts_with('2')
            && let Some(schema) = json_schema(resolve_any(document, response))
            && !answers.contains(&schema)
        {
            answers.push(schema);
        }
    }
    let mut shapes = answers.iter().map(|schema| shape(document, schema, 0));
    let answer = match (shapes.next(), answers.len()) {
        (None, _) => quote! { None },
        (Some(shape), 1) => quote! { Some(#shape) },
        (Some(first), _) => quote! { Some(&Shape::OneOf(&[#first, #(#shapes),*])) },
    };
    let steering = steering(document, operation);
    quote! {
        pub(crate) static #name: Operation = Operation {
            id: #id,
            method: Method::#method,
            path: #path,
            success: &[#(#success),*],
            errors: &[#(#errors),*],
            answer: #answer,
            steering: &[#(#steering),*],
        };
    }
}

/// The pointers of what a list's course depends on.
fn steering(document: &Value, operation: &Operation<'_>) -> Vec<String> {
    let Some(Ok(paged)) = paging::of(document, operation) else {
        return Vec::new();
    };
    let pointer = |way: &[String]| {
        let start = String::new();
        way.iter()
            .fold(start, |base, name| join_pointer(&base, name))
    };
    vec![pointer(&[paged.items]), pointer(&paged.next)]
}

/// The statuses a response key stands for: one, a hundred of a range, or
/// every error for `default`.
fn expand(status: &str) -> Vec<u16> {
    match status.parse::<u16>() {
        Ok(code) => vec![code],
        Err(_) if status == "default" => (400..600).collect(),
        Err(_) => status
            .chars()
            .next()
            .and_then(|first| first.to_digit(10))
            .and_then(|first| u16::try_from(first).ok())
            .map(|first| (first * 100..first * 100 + 100).collect())
            .unwrap_or_default(),
    }
}

fn shapes_module(document: &Value) -> TokenStream {
    let error = json!({ "$ref": reference_to(ERROR_RESPONSE) });
    let mut answered = reachable(document, &error);
    for operation in operations(document) {
        if let Some(responses) = operation.value.get("responses") {
            answered.extend(reachable(document, responses));
        }
    }
    let components = schema::components(document);
    let statics = answered.iter().filter_map(|name| {
        let shape = bare_shape(document, components?.get(name)?, 0);
        let name = format_ident!("{}", static_name(name));
        Some(quote! { pub(crate) static #name: Shape = #shape; })
    });
    let error = format_ident!("{}", static_name(ERROR_RESPONSE));
    quote! {
        /// What the answers look like.
        #[allow(unused_imports)]
        pub(crate) mod shapes {
            use super::shapes;
            use crate::operation::{Shape, array, map, object, optional, required};
            pub(crate) use self::#error as ERROR;
            #(#statics)*
        }
    }
}

/// A `&'static Shape`.
fn shape(document: &Value, schema: &Value, depth: usize) -> TokenStream {
    if let Some(target) = ref_target(sole_part(schema)) {
        let name = format_ident!("{}", static_name(&target));
        return quote! { &shapes::#name };
    }
    let shape = bare_shape(document, schema, depth);
    quote! { &#shape }
}

/// The only part of an `allOf` that adds nothing to it, or the schema itself.
fn sole_part(schema: &Value) -> &Value {
    let only = only_part(schema).filter(|_| schema.get("properties").is_none());
    only.unwrap_or(schema)
}

/// Deeper than this the document is not looked into; an inline schema of that
/// depth is not something a person wrote.
const MAX_DEPTH: usize = 64;

fn bare_shape(document: &Value, schema: &Value, depth: usize) -> TokenStream {
    if depth > MAX_DEPTH {
        return quote! { Shape::Any };
    }
    if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
        return all_of(document, schema, parts, depth);
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(parts) = schema.get(key).and_then(Value::as_array) {
            let parts = parts.iter().map(|part| shape(document, part, depth + 1));
            return quote! { Shape::OneOf(&[#(#parts),*]) };
        }
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => quote! { Shape::Boolean },
        Some("integer") => quote! { Shape::Integer },
        Some("number") => quote! { Shape::Number },
        Some("string") => string(schema),
        Some("array") => {
            let any = json!({});
            let item = schema.get("items").unwrap_or(&any);
            let (items, nullable) = (
                shape(document, item, depth + 1),
                is_nullable(document, item),
            );
            let nullable = nullable.then(|| quote! { .of_nullable() });
            quote! { array(#items) #nullable }
        }
        Some("object") => object(document, schema, depth),
        _ if schema.get("properties").is_some() => object(document, schema, depth),
        _ => quote! { Shape::Any },
    }
}

fn string(schema: &Value) -> TokenStream {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let values = values.iter().filter_map(Value::as_str);
        return quote! { Shape::Enum(&[#(#values),*]) };
    }
    if let Some("date-time") = schema.get("format").and_then(Value::as_str) {
        quote! { Shape::DateTime }
    } else {
        quote! { Shape::String }
    }
}

fn object(document: &Value, schema: &Value, depth: usize) -> TokenStream {
    let additional = schema.get("additionalProperties");
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        let any = json!({});
        let values = additional
            .filter(|values| values.is_object())
            .unwrap_or(&any);
        let (shape, nullable) = (
            shape(document, values, depth + 1),
            is_nullable(document, values),
        );
        // Without a schema for its values a map says nothing about nulls.
        let nullable = nullable || values == &any;
        let nullable = nullable.then(|| quote! { .of_nullable() });
        return quote! { map(#shape) #nullable };
    };
    let required = schema.get("required").and_then(Value::as_array);
    let sorted: BTreeMap<&String, &Value> = properties.iter().collect();
    let entries = sorted.into_iter().map(|(name, property)| {
        let shape = shape(document, property, depth + 1);
        let required = required.is_some_and(|names| names.iter().any(|required| required == name));
        let nullable = is_nullable(document, property);
        let sensitive = property.get("x-sensitive") == Some(&Value::Bool(true));
        let kind = format_ident!("{}", if required { "required" } else { "optional" });
        let nullable = nullable.then(|| quote! { .nullable() });
        let sensitive = sensitive.then(|| quote! { .sensitive() });
        quote! { #kind(#name, #shape) #nullable #sensitive }
    });
    let open = matches!(additional, Some(Value::Bool(true) | Value::Object(_)));
    let open = open.then(|| quote! { .open() });
    quote! { object(&[#(#entries),*]) #open }
}

/// `allOf` as one object with the properties of all parts; anything else
/// under an `allOf` is not looked into.
fn all_of(document: &Value, schema: &Value, parts: &[Value], depth: usize) -> TokenStream {
    if let [only] = parts
        && schema.get("properties").is_none()
    {
        return bare_shape(document, resolve(document, only), depth + 1);
    }
    let mut merged =
        json!({ "type": "object", "properties": {}, "required": [], "additionalProperties": true });
    for part in parts.iter().chain([schema]) {
        let part = resolve(document, part);
        let properties = part.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            merged["properties"][name] = property.clone();
        }
        if let (Some(Value::Array(all)), Some(Value::Array(more))) =
            (merged.get_mut("required"), part.get("required"))
        {
            all.extend(more.iter().cloned());
        }
    }
    object(document, &merged, depth + 1)
}

fn is_nullable(document: &Value, schema: &Value) -> bool {
    [schema, resolve(document, schema)]
        .iter()
        .any(|schema| schema.get("nullable") == Some(&Value::Bool(true)))
        || is_assumed(document, schema)
}
