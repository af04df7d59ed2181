//! The use of a schema, and so the direction in which its values are sent.

use crate::change::Direction;

/// The use of a schema; the first part of a rule's id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Scope {
    RequestBody,
    RequestProperty,
    Parameter,
    /// A parameter that is serialized in a media type.
    ParameterContent,
    ParameterProperty,
    /// A schema inside a parameter that is serialized in a media type.
    ParameterContentProperty,
    /// A parameter that is sent as a header.
    RequestHeader,
    RequestHeaderProperty,
    ResponseBody,
    ResponseProperty,
    ResponseHeader,
    /// A header that is serialized in a media type.
    HeaderContent,
}

impl Scope {
    pub(crate) const ALL: [Self; 8] = [
        Self::RequestBody,
        Self::RequestProperty,
        Self::Parameter,
        Self::ParameterProperty,
        Self::RequestHeaderProperty,
        Self::ResponseBody,
        Self::ResponseProperty,
        Self::ResponseHeader,
    ];

    pub(crate) fn direction(self) -> Direction {
        match self {
            Self::ResponseBody
            | Self::ResponseProperty
            | Self::ResponseHeader
            | Self::HeaderContent => Direction::Response,
            _ => Direction::Request,
        }
    }

    /// The scope of what is inside a schema of this scope.
    pub(crate) fn inner(self) -> Self {
        match self {
            Self::RequestBody | Self::RequestProperty => Self::RequestProperty,
            Self::Parameter | Self::ParameterProperty => Self::ParameterProperty,
            Self::ParameterContent | Self::ParameterContentProperty => {
                Self::ParameterContentProperty
            }
            Self::RequestHeader | Self::RequestHeaderProperty => Self::RequestHeaderProperty,
            Self::ResponseBody
            | Self::ResponseProperty
            | Self::ResponseHeader
            | Self::HeaderContent => Self::ResponseProperty,
        }
    }

    /// Whether a scalar is serialized as plain text, not as JSON.
    pub(crate) fn is_text(self) -> bool {
        matches!(
            self,
            Self::Parameter
                | Self::ParameterProperty
                | Self::RequestHeader
                | Self::RequestHeaderProperty
                | Self::ResponseHeader
        )
    }

    /// Whether it is a parameter that is sent as a header, or inside one.
    pub(crate) fn is_request_header(self) -> bool {
        matches!(self, Self::RequestHeader | Self::RequestHeaderProperty)
    }

    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Self::RequestBody => "request-body",
            Self::RequestProperty => "request-property",
            Self::Parameter | Self::ParameterContent | Self::RequestHeader => "request-parameter",
            Self::ParameterProperty
            | Self::ParameterContentProperty
            | Self::RequestHeaderProperty => "request-parameter-property",
            Self::ResponseBody => "response-body",
            Self::ResponseProperty => "response-property",
            Self::ResponseHeader | Self::HeaderContent => "response-header",
        }
    }

    /// The schemas of this scope, as the beginning of a sentence.
    pub(crate) fn schema(self) -> &'static str {
        match self {
            Self::RequestBody => "The schema of a request body",
            Self::RequestProperty => "A schema inside a request body",
            Self::Parameter | Self::ParameterContent | Self::RequestHeader => {
                "The schema of a parameter"
            }
            Self::ParameterProperty
            | Self::ParameterContentProperty
            | Self::RequestHeaderProperty => "A schema inside a parameter",
            Self::ResponseBody => "The schema of a response body",
            Self::ResponseProperty => "A schema inside a response body",
            Self::ResponseHeader | Self::HeaderContent => "The schema of a response header",
        }
    }
}
