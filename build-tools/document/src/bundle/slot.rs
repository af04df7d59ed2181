//! What may stand at a place of a document, in `OpenAPI` 3.0 and 3.1 alike.
//!
//! Only the place tells a reference from data that looks like one. Where the
//! specification allows no reference, many files have one all the same, in the
//! sense of "what is there": so it is taken.

use crate::validate::kind::{Kind, Shape};

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Objects that the specification has a name for.
    Of(Shape, Kind),
    /// The discriminator of a schema.
    Discriminator,
    /// Its mapping: the values are names or references.
    Mapping,
    /// The operation that a link leads to, by reference.
    Operation,
    /// The address of a file that is no part of the document.
    Address,
    /// Anything else that is part of the document's structure.
    Other,
    /// Data, in which nothing is a reference: examples, defaults, extensions.
    Data,
}

use Shape::{List, Named, One, OneOrBoolean, Patterned};

/// The members of 3.1, 3.2 and JSON Schema beyond those of 3.0.
const SINCE: &[(Kind, &str, Shape, Kind)] = &[
    (Kind::Document, "webhooks", Named, Kind::PathItem),
    (Kind::Components, "pathItems", Named, Kind::PathItem),
    (Kind::Components, "mediaTypes", Named, Kind::MediaType),
    (Kind::PathItem, "query", One, Kind::Operation),
    (
        Kind::PathItem,
        "additionalOperations",
        Named,
        Kind::Operation,
    ),
    (Kind::MediaType, "itemSchema", OneOrBoolean, Kind::Schema),
    (Kind::Schema, "$defs", Named, Kind::Schema),
    (Kind::Schema, "definitions", Named, Kind::Schema),
    (Kind::Schema, "patternProperties", Named, Kind::Schema),
    (Kind::Schema, "dependentSchemas", Named, Kind::Schema),
    (Kind::Schema, "prefixItems", List, Kind::Schema),
    (Kind::Schema, "contains", OneOrBoolean, Kind::Schema),
    (Kind::Schema, "propertyNames", OneOrBoolean, Kind::Schema),
    (Kind::Schema, "if", OneOrBoolean, Kind::Schema),
    (Kind::Schema, "then", OneOrBoolean, Kind::Schema),
    (Kind::Schema, "else", OneOrBoolean, Kind::Schema),
    (Kind::Schema, "unevaluatedItems", OneOrBoolean, Kind::Schema),
    (
        Kind::Schema,
        "unevaluatedProperties",
        OneOrBoolean,
        Kind::Schema,
    ),
    (Kind::Schema, "contentSchema", OneOrBoolean, Kind::Schema),
];

/// The members that hold data, of whatever object.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "value"];

impl Slot {
    /// What a whole document is.
    pub(super) const DOCUMENT: Self = Self::Of(One, Kind::Document);

    /// What may stand at a member.
    pub(super) fn member(self, name: &str) -> Self {
        match self {
            Self::Of(One | OneOrBoolean, kind) => Self::member_of(kind, name),
            Self::Of(Patterned, _) | Self::Other if name.starts_with("x-") => Self::Data,
            Self::Of(Named | Patterned, kind) => Self::Of(One, kind),
            Self::Of(Shape::NamedTwice, kind) => Self::Of(Patterned, kind),
            Self::Discriminator if name == "mapping" => Self::Mapping,
            Self::Mapping => Self::Mapping,
            Self::Of(List, _) | Self::Other => Self::Other,
            Self::Discriminator | Self::Data | Self::Operation | Self::Address => Self::Data,
        }
    }

    fn member_of(kind: Kind, name: &str) -> Self {
        if let Some(&(_, shape, inner)) = kind.member(name) {
            return Self::Of(shape, inner);
        }
        let since = SINCE
            .iter()
            .find(|(of, member, ..)| *of == kind && *member == name);
        match since {
            Some(&(_, _, shape, inner)) => Self::Of(shape, inner),
            None if kind == Kind::Schema && name == "discriminator" => Self::Discriminator,
            None if kind == Kind::Link && name == "operationRef" => Self::Operation,
            None if kind == Kind::Example && name == "externalValue" => Self::Address,
            None if name.starts_with("x-") || DATA.contains(&name) => Self::Data,
            None => Self::Other,
        }
    }

    /// What may stand in a list.
    pub(super) fn item(self) -> Self {
        match self {
            Self::Of(List, kind) => Self::Of(One, kind),
            Self::Data | Self::Mapping | Self::Discriminator | Self::Operation | Self::Address => {
                Self::Data
            }
            _ => Self::Other,
        }
    }

    /// The kind of component that a reference here leads to, with its section;
    /// nothing where the target is written in place of the reference.
    pub(super) fn component(self) -> Option<(Kind, &'static str)> {
        match self {
            Self::Of(One | OneOrBoolean, kind) => Some((kind, kind.section()?)),
            _ => None,
        }
    }

    pub(super) fn is_schema(self) -> bool {
        matches!(self, Self::Of(One | OneOrBoolean, Kind::Schema))
    }
}
