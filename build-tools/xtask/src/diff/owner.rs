//! What of the generated code a change of the document may have touched.

use api_document::names::{builder_name, field_name, method_name, nested_type_name};

/// A type, one of its properties or variants, an operation, a part of one, or the credentials
/// of a security scheme, by the names that they have in Rust.
#[derive(Debug)]
pub(super) enum Owner {
    Type(String),
    Property {
        ty: String,
        field: String,
        /// The type for what the property holds.
        nested: String,
    },
    Operation {
        method: String,
        builder: String,
    },
    Parameter {
        builder: String,
        setter: String,
        nested: String,
    },
    Body {
        builder: String,
        nested: String,
    },
    Answer {
        builder: String,
        nested: [String; 2],
    },
    Credentials {
        method: String,
    },
    Variant {
        path: String,
    },
    /// A type, and those that are called after it.
    Family(String),
}

impl Owner {
    /// A property of a type that has its name in Rust already.
    pub(super) fn property(ty: String, property: &str) -> Self {
        Self::Property {
            field: field_name(property),
            nested: nested_type_name(&ty, property),
            ty,
        }
    }

    pub(super) fn operation(id: &str) -> Self {
        Self::Operation {
            method: format!("Client::{}()", method_name(id)),
            builder: builder_name(id),
        }
    }

    pub(super) fn parameter(id: &str, name: &str) -> Self {
        let builder = builder_name(id);
        Self::Parameter {
            setter: method_name(name),
            nested: nested_type_name(&builder, name),
            builder,
        }
    }

    pub(super) fn body(id: &str) -> Self {
        let builder = builder_name(id);
        Self::Body {
            nested: nested_type_name(&builder, "Body"),
            builder,
        }
    }

    pub(super) fn answer(id: &str) -> Self {
        let builder = builder_name(id);
        Self::Answer {
            nested: ["Response", "Error"].map(|part| nested_type_name(&builder, part)),
            builder,
        }
    }

    pub(super) fn credentials(method: &str) -> Self {
        Self::Credentials {
            method: format!("Client::{method}()"),
        }
    }

    pub(super) fn variant(path: &str) -> Self {
        Self::Variant {
            path: path.to_owned(),
        }
    }

    /// The name that the owner's items have, and the start of longer names that
    /// they may have.
    pub(super) fn names(&self) -> [Option<&str>; 2] {
        match self {
            Self::Type(ty) => [Some(ty), None],
            Self::Property { ty, nested, .. } => [Some(ty), Some(nested)],
            Self::Operation { builder, .. }
            | Self::Parameter { builder, .. }
            | Self::Body { builder, .. }
            | Self::Answer { builder, .. } => [None, Some(builder)],
            Self::Credentials { .. } | Self::Variant { .. } => [None, None],
            Self::Family(ty) => [None, Some(ty)],
        }
    }

    /// Where the method of an operation or of credentials is, or a variant.
    pub(super) fn path(&self) -> Option<&str> {
        match self {
            Self::Operation { method: path, .. }
            | Self::Credentials { method: path }
            | Self::Variant { path } => Some(path),
            _ => None,
        }
    }

    /// Whether an item of the surface is the owner's, by its path.
    pub(super) fn has(&self, path: &str) -> bool {
        let (name, rest) = item_name(path);
        let is_type = path.starts_with("types::");
        let named = |start: &String| is_type && name.starts_with(start);
        let member = |of: &String| {
            let builder = path.starts_with("builder::") && name == of;
            builder.then(|| member_name(rest))
        };
        match self {
            Self::Type(ty) => is_type && name == ty,
            Self::Property { ty, field, nested } => {
                let own_item = name == ty && member_name(rest) == field;
                is_type && own_item || named(nested)
            }
            Self::Operation { method, builder } => {
                path == method || member(builder).is_some() || named(builder)
            }
            Self::Parameter {
                builder,
                setter,
                nested,
            } => member(builder).is_some_and(|member| member == setter) || named(nested),
            Self::Body { builder, nested } => {
                member(builder).is_some_and(|member| member == "body" || member == "body_map")
                    || named(nested)
            }
            Self::Answer { builder, nested } => {
                member(builder) == Some("send") || nested.iter().any(named)
            }
            Self::Credentials { method: own } | Self::Variant { path: own } => path == own,
            Self::Family(ty) => named(ty),
        }
    }
}

/// The name of the item at a path, and what follows it.
pub(super) fn item_name(path: &str) -> (&str, &str) {
    let inner = path.strip_prefix("types::").unwrap_or(path);
    let inner = inner.strip_prefix("builder::").unwrap_or(inner);
    // An impl is listed under its type: `Webhook impl Clone for Webhook`.
    split_name(inner)
}

/// The first name of a path, and what follows it.
fn split_name(path: &str) -> (&str, &str) {
    let end = path
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(path.len());
    path.split_at(end)
}

/// The name in `.name`, `::name()` and the like.
fn member_name(rest: &str) -> &str {
    let (name, _) = split_name(rest.trim_start_matches(['.', ':']));
    name
}
