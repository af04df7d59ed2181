//! Gives each change of the document the surface changes that come from it.
//!
//! The generator names types and builders after schemas and operations, so a
//! change at a pointer is tied to the items that bear those names.

use super::{Bump, SurfaceChange};
use crate::compare::{Change, Level};
use crate::ingest::Document;
use crate::schema::operations;
use crate::text::pascal;
use serde_json::Value;
use std::collections::BTreeSet;

/// Sets the bump of every change; `code_differs` says whether the generated
/// code is another one at all.
pub fn attribute(
    changes: &mut [Change],
    surface: &[SurfaceChange],
    documents: [&Document; 2],
    code_differs: bool,
) {
    for change in changes {
        let owners = owners(change, documents);
        let bump = surface
            .iter()
            .filter(|item| owners.iter().any(|owner| owner.has(&item.path)))
            .map(|item| item.bump)
            .max();
        let quiet = if code_differs && change.level > Level::None {
            Bump::Patch
        } else {
            Bump::None
        };
        change.bump = Some(bump.unwrap_or_default().max(quiet));
    }
}

/// What a change may have touched: a type, one of its properties, or an
/// operation.
enum Owner {
    Type(String),
    Property { ty: String, property: String },
    Operation { id: String },
}

impl Owner {
    fn has(&self, path: &str) -> bool {
        let inner = path.strip_prefix("types::").unwrap_or(path);
        let inner = inner.strip_prefix("builder::").unwrap_or(inner);
        // An impl stands under its type: `Webhook impl Clone for Webhook`.
        let (name, rest) = split_name(inner);
        match self {
            Self::Type(ty) => path.starts_with("types::") && name == ty,
            Self::Property { ty, property } => {
                let own_type = format!("{ty}{}", pascal(property));
                let own_item = name == ty && names(rest) == crate::text::snake(property);
                path.starts_with("types::") && (own_item || name.starts_with(&own_type))
            }
            Self::Operation { id } => {
                let builder = path.starts_with("builder::") && name == pascal(id);
                let method = path == format!("Client::{}()", crate::text::snake(id));
                let inline = path.starts_with("types::") && name.starts_with(&pascal(id));
                builder || method || inline
            }
        }
    }
}

/// The first name of a path, and what stands behind it.
fn split_name(path: &str) -> (&str, &str) {
    let end = path
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(path.len());
    path.split_at(end)
}

/// The name in `.name`, `::name()` and the like.
fn names(rest: &str) -> &str {
    let (name, _) = split_name(rest.trim_start_matches(['.', ':']));
    name
}

fn owners(change: &Change, documents: [&Document; 2]) -> Vec<Owner> {
    let segments: Vec<String> = change
        .pointer
        .split('/')
        .skip(1)
        .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
        .collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["components", "schemas", schema, rest @ ..] => vec![in_schema(schema, rest, documents)],
        ["paths", path, ..] => operation_ids(path, &change.location, documents)
            .into_iter()
            .map(|id| Owner::Operation { id })
            .collect(),
        _ => Vec::new(),
    }
}

/// The property a pointer inside a schema leads to, or the whole schema.
///
/// `required` names no property in its pointer; the schema as a whole is
/// taken then.
fn in_schema(schema: &str, rest: &[&str], documents: [&Document; 2]) -> Owner {
    let ty = documents
        .iter()
        .find_map(|document| rust_name(document, schema))
        .unwrap_or_else(|| pascal(schema));
    let mut names: Vec<&str> = Vec::new();
    let mut rest = rest.iter().copied();
    while let Some(segment) = rest.next() {
        if segment == "properties" {
            names.extend(rest.next());
        }
    }
    match names.split_last() {
        Some((property, path)) => Owner::Property {
            ty: path.iter().fold(ty, |ty, name| ty + &pascal(name)),
            property: (*property).to_owned(),
        },
        None => Owner::Type(ty),
    }
}

fn rust_name(document: &Document, schema: &str) -> Option<String> {
    crate::schema::components(&document.value)?
        .get(schema)?
        .get("x-rust-name")
        .and_then(Value::as_str)
        .map(str::to_owned)
}

fn operation_ids(path: &str, location: &str, documents: [&Document; 2]) -> BTreeSet<String> {
    documents
        .iter()
        .flat_map(|document| operations(&document.value))
        .filter(|operation| operation.path == path || operation.location() == location)
        .filter(|operation| operation.location() == location || !location.contains(' '))
        .map(|operation| operation.id().to_owned())
        .collect()
}
