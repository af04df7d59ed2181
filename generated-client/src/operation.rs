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
