//! The types of the generated tables of operations and response shapes.

use reqwest::Method;

/// An operation of the API document.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The name of the method on [`crate::Client`].
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    /// The path template, with parameters in braces.
    pub(crate) path: &'static str,
    /// The documented success status codes.
    pub(crate) success: &'static [u16],
    /// The documented error status codes.
    pub(crate) errors: &'static [u16],
    /// The shape of a success's JSON body, if one is documented.
    pub(crate) answer: Option<&'static Shape>,
    /// The JSON pointers of what steers a program that reads the answer, such as the cursor
    /// of the next page: what does not fit there is an error, never left out.
    pub(crate) steering: &'static [&'static str],
}

/// The documented shape of a JSON value.
#[derive(Debug)]
#[allow(dead_code, reason = "which shapes occur depends on the document")]
pub(crate) enum Shape {
    Any,
    Boolean,
    Integer,
    Number,
    String,
    /// A string with an RFC 3339 date and time.
    DateTime,
    /// A string from a list that may grow.
    Enum(&'static [&'static str]),
    Array {
        items: &'static Shape,
        /// Whether an item may be null.
        nullable: bool,
    },
    Map {
        values: &'static Shape,
        /// Whether a value may be null.
        nullable: bool,
    },
    Object {
        properties: &'static [Property],
        /// Whether undocumented properties are allowed.
        additional: bool,
    },
    OneOf(&'static [&'static Shape]),
}

/// A property of a [`Shape::Object`].
#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    pub(crate) shape: &'static Shape,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    /// Whether it holds credentials: nothing inside it is inspected or reported.
    pub(crate) sensitive: bool,
}

/// An object with these properties and no others.
#[allow(dead_code, reason = "which shapes occur depends on the document")]
pub(crate) const fn object(properties: &'static [Property]) -> Shape {
    Shape::Object {
        properties,
        additional: false,
    }
}

/// An array whose items are not null.
#[allow(dead_code, reason = "which shapes occur depends on the document")]
pub(crate) const fn array(items: &'static Shape) -> Shape {
    Shape::Array {
        items,
        nullable: false,
    }
}

/// A map whose values are not null.
#[allow(dead_code, reason = "which shapes occur depends on the document")]
pub(crate) const fn map(values: &'static Shape) -> Shape {
    Shape::Map {
        values,
        nullable: false,
    }
}

/// A property that is always there.
#[allow(dead_code, reason = "which shapes occur depends on the document")]
pub(crate) const fn required(name: &'static str, shape: &'static Shape) -> Property {
    Property {
        required: true,
        ..optional(name, shape)
    }
}

/// A property that may be absent.
#[allow(dead_code, reason = "which shapes occur depends on the document")]
pub(crate) const fn optional(name: &'static str, shape: &'static Shape) -> Property {
    Property {
        name,
        shape,
        required: false,
        nullable: false,
        sensitive: false,
    }
}

#[allow(dead_code, reason = "which shapes occur depends on the document")]
impl Shape {
    /// The array or map with items or values that may be null.
    pub(crate) const fn of_nullable(self) -> Self {
        match self {
            Self::Array { items, .. } => Self::Array {
                items,
                nullable: true,
            },
            Self::Map { values, .. } => Self::Map {
                values,
                nullable: true,
            },
            other => other,
        }
    }

    /// The object with undocumented properties allowed.
    pub(crate) const fn open(self) -> Self {
        match self {
            Self::Object { properties, .. } => Self::Object {
                properties,
                additional: true,
            },
            other => other,
        }
    }
}

#[allow(dead_code, reason = "which shapes occur depends on the document")]
impl Property {
    /// The property where it may be null.
    pub(crate) const fn nullable(self) -> Self {
        Self {
            nullable: true,
            ..self
        }
    }

    /// The property where it holds credentials.
    pub(crate) const fn sensitive(self) -> Self {
        Self {
            sensitive: true,
            ..self
        }
    }
}
