//! Which objects an `OpenAPI` 3.0 document is made of, and where in them other
//! objects may stand.
//!
//! Source: the `OpenAPI` Specification 3.0.3, the fixed fields of each object.
//! Left out are the objects without references or checks of their own, such as
//! Info, Server and Tag; `openapiv3` reads them as part of their parents.
//!
//! What newer versions add stands apart: it has a place in a document as
//! written, and none after it was downgraded.

use crate::diagnostic::unescape_segment;
use serde_json::{Value, json};

/// Why a rule holds that the specification gives.
pub(super) const SPECIFICATION: &str =
    "The OpenAPI Specification 3.0 requires it, and every tool relies on it.";

/// What an object of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Document,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Example,
    Link,
    SecurityScheme,
    /// The keywords of a schema that OpenAPI 3.0 does not have.
    Keywords,
}

/// The member of a schema that holds the keywords that OpenAPI 3.0 does not have.
pub const KEYWORDS: &str = "x-json-schema-2020-12";

/// The member that holds the calls that the service makes unasked.
pub const WEBHOOKS: &str = "x-webhooks";

/// How a member holds objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The member is the object.
    One,
    /// The member is the object, or `true` or `false`.
    OneOrBoolean,
    /// A list of objects.
    List,
    /// Objects by name; any name will do.
    Named,
    /// Objects by a name that has a form; names in `x-` are extensions.
    Patterned,
    /// Names to objects by expression: `callbacks`.
    NamedTwice,
}

/// A member that holds objects: its name, how, and which.
pub(crate) type Member = (&'static str, Shape, Kind);

use Kind as K;
use Shape::{List, Named, NamedTwice, One, OneOrBoolean, Patterned};

const DOCUMENT: &[Member] = &[
    ("paths", Patterned, K::PathItem),
    ("components", One, K::Components),
    (WEBHOOKS, Patterned, K::PathItem),
];
const COMPONENTS: &[Member] = &[
    ("schemas", Named, K::Schema),
    ("responses", Named, K::Response),
    ("parameters", Named, K::Parameter),
    ("examples", Named, K::Example),
    ("requestBodies", Named, K::RequestBody),
    ("headers", Named, K::Header),
    ("securitySchemes", Named, K::SecurityScheme),
    ("links", Named, K::Link),
    ("callbacks", NamedTwice, K::PathItem),
];
const PATH_ITEM: &[Member] = &[
    ("get", One, K::Operation),
    ("put", One, K::Operation),
    ("post", One, K::Operation),
    ("delete", One, K::Operation),
    ("options", One, K::Operation),
    ("head", One, K::Operation),
    ("patch", One, K::Operation),
    ("trace", One, K::Operation),
    ("parameters", List, K::Parameter),
];
const OPERATION: &[Member] = &[
    ("parameters", List, K::Parameter),
    ("requestBody", One, K::RequestBody),
    ("responses", Patterned, K::Response),
    ("callbacks", NamedTwice, K::PathItem),
];
const PARAMETER: &[Member] = &[
    ("schema", One, K::Schema),
    ("content", Named, K::MediaType),
    ("examples", Named, K::Example),
];
const REQUEST_BODY: &[Member] = &[("content", Named, K::MediaType)];
const RESPONSE: &[Member] = &[
    ("headers", Named, K::Header),
    ("content", Named, K::MediaType),
    ("links", Named, K::Link),
];
const MEDIA_TYPE: &[Member] = &[
    ("schema", One, K::Schema),
    ("examples", Named, K::Example),
    ("encoding", Named, K::Encoding),
];
const ENCODING: &[Member] = &[("headers", Named, K::Header)];
const SCHEMA: &[Member] = &[
    ("properties", Named, K::Schema),
    ("items", One, K::Schema),
    ("additionalProperties", OneOrBoolean, K::Schema),
    ("oneOf", List, K::Schema),
    ("allOf", List, K::Schema),
    ("anyOf", List, K::Schema),
    ("not", One, K::Schema),
    (KEYWORDS, One, K::Keywords),
];

const NEWER_DOCUMENT: &[Member] = &[("webhooks", Named, K::PathItem)];
const NEWER_COMPONENTS: &[Member] = &[
    ("pathItems", Named, K::PathItem),
    ("mediaTypes", Named, K::MediaType),
];
const NEWER_PATH_ITEM: &[Member] = &[
    ("query", One, K::Operation),
    ("additionalOperations", Named, K::Operation),
];
const NEWER_MEDIA_TYPE: &[Member] = &[("itemSchema", One, K::Schema)];
const NEWER_SCHEMA: &[Member] = &[
    ("$defs", Named, K::Schema),
    ("definitions", Named, K::Schema),
    ("prefixItems", List, K::Schema),
    ("additionalItems", OneOrBoolean, K::Schema),
    ("unevaluatedItems", OneOrBoolean, K::Schema),
    ("contains", OneOrBoolean, K::Schema),
    ("patternProperties", Named, K::Schema),
    ("propertyNames", OneOrBoolean, K::Schema),
    ("unevaluatedProperties", OneOrBoolean, K::Schema),
    ("dependentSchemas", Named, K::Schema),
    ("if", OneOrBoolean, K::Schema),
    ("then", OneOrBoolean, K::Schema),
    ("else", OneOrBoolean, K::Schema),
    ("contentSchema", OneOrBoolean, K::Schema),
];

impl Kind {
    /// The members of such an object that hold other objects.
    pub(crate) fn members(self) -> &'static [Member] {
        match self {
            Self::Document => DOCUMENT,
            Self::Components => COMPONENTS,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::Parameter | Self::Header => PARAMETER,
            Self::RequestBody => REQUEST_BODY,
            Self::Response => RESPONSE,
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Schema => SCHEMA,
            Self::Keywords => NEWER_SCHEMA,
            Self::Example | Self::Link | Self::SecurityScheme => &[],
        }
    }

    /// The members that only OpenAPI 3.1 and later have.
    pub(crate) fn newer_members(self) -> &'static [Member] {
        match self {
            Self::Document => NEWER_DOCUMENT,
            Self::Components => NEWER_COMPONENTS,
            Self::PathItem => NEWER_PATH_ITEM,
            Self::MediaType => NEWER_MEDIA_TYPE,
            Self::Schema => NEWER_SCHEMA,
            _ => &[],
        }
    }

    /// The entry for one member.
    pub(crate) fn member(self, name: &str) -> Option<&'static Member> {
        self.members().iter().find(|(member, ..)| *member == name)
    }

    /// The entry for one member, in a document of any version.
    pub(crate) fn written_member(self, name: &str) -> Option<&'static Member> {
        let newer = self.newer_members().iter();
        self.member(name)
            .or_else(|| newer.into_iter().find(|(member, ..)| *member == name))
    }

    /// The section of `components` that a reference in place of such an object
    /// must point into; `None` where a reference is not allowed.
    pub(crate) fn section(self) -> Option<&'static str> {
        match self {
            Self::Document
            | Self::Components
            | Self::PathItem
            | Self::Operation
            | Self::MediaType
            | Self::Keywords
            | Self::Encoding => None,
            Self::Parameter => Some("parameters"),
            Self::RequestBody => Some("requestBodies"),
            Self::Response => Some("responses"),
            Self::Header => Some("headers"),
            Self::Schema => Some("schemas"),
            Self::Example => Some("examples"),
            Self::Link => Some("links"),
            Self::SecurityScheme => Some("securitySchemes"),
        }
    }

    /// The smallest object that `openapiv3` takes for one of this kind where it
    /// stands inside another.
    pub(crate) fn placeholder(self) -> Value {
        match self {
            Self::Operation => json!({ "responses": {} }),
            _ if self.section().is_some() => json!({ "$ref": "#" }),
            _ => json!({}),
        }
    }
}

/// The kind of object at a place, by the place alone.
pub(crate) fn kind_at(pointer: &str) -> Option<Kind> {
    let mut shape = Shape::One;
    let mut kind = Kind::Document;
    for segment in pointer.split('/').skip(1) {
        match shape {
            Shape::One | Shape::OneOrBoolean => {
                let name = unescape_segment(segment);
                let &(_, inner_shape, inner) = kind.written_member(&name)?;
                (shape, kind) = (inner_shape, inner);
            }
            Shape::NamedTwice => shape = Shape::Patterned,
            Shape::List | Shape::Named | Shape::Patterned => shape = Shape::One,
        }
    }
    matches!(shape, Shape::One | Shape::OneOrBoolean).then_some(kind)
}
