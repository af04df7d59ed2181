//! What is wrong with one property of a request.

/// A property, and why it is not valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    /// Where it is, such as `rules.0.name`; `body` for the whole body.
    pub(crate) property: String,
    pub(crate) message: String,
}

impl Violation {
    /// `wrong` follows the property's name: `is required`.
    pub(crate) fn new(property: &str, wrong: &str) -> Self {
        let property = if property.is_empty() {
            "body"
        } else {
            property
        };
        Self {
            property: property.to_owned(),
            message: format!("{property} {wrong}"),
        }
    }
}
