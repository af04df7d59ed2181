//! What of the generated code a change of the document may have touched.

use api_document::text::{pascal, snake};

/// A type, one of its properties, an operation, or a part of one.
#[derive(Debug)]
pub(super) enum Owner {
    Type(String),
    Property { ty: String, property: String },
    Operation { id: String },
    Parameter { id: String, name: String },
    Body { id: String },
    Answer { id: String },
}

impl Owner {
    pub(super) fn parameter(id: &str, name: &str) -> Self {
        let (id, name) = (id.to_owned(), name.to_owned());
        Self::Parameter { id, name }
    }

    /// The name that the owner's items have, and the start of longer names that
    /// they may have.
    pub(super) fn names(&self) -> [Option<String>; 2] {
        match self {
            Self::Type(ty) => [Some(ty.clone()), None],
            Self::Property { ty, property } => {
                [Some(ty.clone()), Some(format!("{ty}{}", pascal(property)))]
            }
            Self::Operation { id }
            | Self::Parameter { id, .. }
            | Self::Body { id }
            | Self::Answer { id } => [None, Some(pascal(id))],
        }
    }

    /// Where the method of an operation is.
    pub(super) fn method(&self) -> Option<String> {
        match self {
            Self::Operation { id } => Some(format!("Client::{}()", snake(id))),
            _ => None,
        }
    }

    /// Whether an item of the surface is the owner's, by its path.
    pub(super) fn has(&self, path: &str) -> bool {
        let (name, rest) = item_name(path);
        let is_type = path.starts_with("types::");
        let named = |start: String| is_type && name.starts_with(&start);
        let method = |id: &str| {
            let builder = path.starts_with("builder::") && name == pascal(id);
            builder.then(|| names(rest))
        };
        match self {
            Self::Type(ty) => is_type && name == ty,
            Self::Property { ty, property } => {
                let own_item = name == ty && names(rest) == snake(property);
                is_type && own_item || named(format!("{ty}{}", pascal(property)))
            }
            Self::Operation { id } => {
                let client = self.method().is_some_and(|method| method == path);
                client || method(id).is_some() || named(pascal(id))
            }
            Self::Parameter { id, name } => {
                method(id).is_some_and(|method| method == snake(name))
                    || named(pascal(id) + &pascal(name))
            }
            Self::Body { id } => {
                method(id).is_some_and(|method| method == "body" || method == "body_map")
                    || named(pascal(id) + "Body")
            }
            Self::Answer { id } => {
                method(id) == Some("send")
                    || ["Response", "Error"]
                        .iter()
                        .any(|part| named(pascal(id) + part))
            }
        }
    }
}

/// The name of the item at a path, and what stands behind it.
pub(super) fn item_name(path: &str) -> (&str, &str) {
    let inner = path.strip_prefix("types::").unwrap_or(path);
    let inner = inner.strip_prefix("builder::").unwrap_or(inner);
    // An impl stands under its type: `Webhook impl Clone for Webhook`.
    split_name(inner)
}

/// The first name of a path, and what stands behind it.
fn split_name(path: &str) -> (&str, &str) {
    let end = path
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(path.len());
    path.split_at(end)
}

/// The name in `.name`, `::name()` and the like; a keyword has a line behind it.
fn names(rest: &str) -> &str {
    let (name, _) = split_name(rest.trim_start_matches(['.', ':']));
    name.trim_end_matches('_')
}
