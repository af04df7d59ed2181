//! Which objects an `OpenAPI` 3.0 document is made of, and where in them other
//! objects may stand.
//!
//! Source: the `OpenAPI` Specification 3.0.3, the fixed fields of each object.
//! Left out are the objects without references or checks of their own, such as
//! Info, Server and Tag; `openapiv3` reads them as part of their parents.

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
}

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
            Self::Example | Self::Link | Self::SecurityScheme => &[],
        }
    }

    /// The entry for one member.
    pub(crate) fn member(self, name: &str) -> Option<&'static Member> {
        self.members().iter().find(|(member, ..)| *member == name)
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
                let &(_, inner_shape, inner) = kind.member(&name)?;
                (shape, kind) = (inner_shape, inner);
            }
            Shape::NamedTwice => shape = Shape::Patterned,
            Shape::List | Shape::Named | Shape::Patterned => shape = Shape::One,
        }
    }
    matches!(shape, Shape::One | Shape::OneOrBoolean).then_some(kind)
}
