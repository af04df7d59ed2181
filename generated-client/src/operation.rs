//! What the generated tables say about an operation and the form of its answer.

/// One operation of the document.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The name of the method on [`crate::Client`].
    pub(crate) id: &'static str,
    pub(crate) method: &'static str,
    /// The path template, parameters in braces.
    pub(crate) path: &'static str,
    /// Documented statuses of success.
    pub(crate) success: &'static [u16],
    /// Documented statuses of failure.
    pub(crate) errors: &'static [u16],
    /// The JSON body of a success; `None` where none is documented.
    pub(crate) answer: Option<&'static Shape>,
}

/// The documented form of a JSON value.
#[derive(Debug)]
#[allow(
    dead_code,
    reason = "which forms occur depends on the document the tables were generated from"
)]
pub(crate) enum Shape {
    Any,
    Boolean,
    Integer,
    Number,
    String,
    /// A string with an RFC 3339 date and time.
    DateTime,
    /// A string out of a list that may grow.
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
        /// Whether undocumented properties are allowed for.
        additional: bool,
    },
    OneOf(&'static [&'static Shape]),
}

/// One property of a [`Shape::Object`].
#[derive(Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    pub(crate) shape: &'static Shape,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    /// Holds credentials: nothing below it is looked at or reported.
    pub(crate) sensitive: bool,
}
