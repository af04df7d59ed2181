//! What the generated builders keep of a value that may turn out to be invalid, and
//! what they require.

use std::fmt;

use crate::request::RequestError;
use crate::{Error, IntoInteger, Nullable};

/// A value that was given to a builder, if any; the fault of an invalid one is told when
/// the request is made.
#[derive(Clone, Default)]
#[allow(dead_code, reason = "which values occur depends on the document")]
pub(crate) enum Given<T> {
    #[default]
    Absent,
    Value(T),
    /// Says why it is invalid.
    Invalid(String),
}

#[allow(dead_code, reason = "which values occur depends on the document")]
impl<T> Given<T> {
    /// Takes an integer, which may be too large for its type.
    pub(crate) fn integer(name: &str, value: impl IntoInteger<T>) -> Self {
        match value.into_integer() {
            Ok(value) => Self::Value(value),
            Err(why) => Self::Invalid(format!("invalid value for `{name}`: {why}")),
        }
    }

    /// Takes a value, or a builder of one.
    pub(crate) fn built(name: &str, value: impl TryInto<T, Error: Into<Error>>) -> Self {
        match Self::body(value) {
            Self::Invalid(why) => Self::Invalid(format!("invalid value for `{name}`: {why}")),
            other => other,
        }
    }

    /// Takes the body of a request, or a builder of it.
    pub(crate) fn body(value: impl TryInto<T, Error: Into<Error>>) -> Self {
        match value.try_into() {
            Ok(value) => Self::Value(value),
            Err(error) => Self::Invalid(error.into().fault()),
        }
    }

    /// Returns the value, if one was given.
    pub(crate) fn get(&self) -> Result<Option<&T>, RequestError> {
        match self {
            Self::Absent => Ok(None),
            Self::Value(value) => Ok(Some(value)),
            Self::Invalid(why) => Err(RequestError::InvalidRequest(why.clone())),
        }
    }

    /// Returns the value.
    pub(crate) fn required(&self, name: &str) -> Result<&T, RequestError> {
        self.get()?
            .ok_or_else(|| RequestError::InvalidRequest(missing(name)))
    }

    /// Takes the value out, if one was given.
    pub(crate) fn take(self) -> Result<Option<T>, Error> {
        match self {
            Self::Absent => Ok(None),
            Self::Value(value) => Ok(Some(value)),
            Self::Invalid(why) => Err(Error::of_builder(why)),
        }
    }
}

/// Returns the value of a property that cannot be omitted.
#[allow(dead_code, reason = "which values occur depends on the document")]
pub(crate) fn required<T>(value: Option<T>, name: &str) -> Result<T, Error> {
    value.ok_or_else(|| Error::of_builder(missing(name)))
}

/// Returns the value, or none for null, of a property that cannot be omitted.
#[allow(dead_code, reason = "which values occur depends on the document")]
pub(crate) fn required_or_null<T>(value: Nullable<T>, name: &str) -> Result<Option<T>, Error> {
    match value {
        Nullable::Absent => Err(Error::of_builder(missing(name))),
        Nullable::Null => Ok(None),
        Nullable::Value(value) => Ok(Some(value)),
    }
}

fn missing(name: &str) -> String {
    format!("missing required field `{name}`")
}

impl<T> From<Option<T>> for Given<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl<T: fmt::Debug> fmt::Debug for Given<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("Absent"),
            Self::Value(value) => value.fmt(f),
            Self::Invalid(why) => f.debug_tuple("Invalid").field(why).finish(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn text(error: &Error) -> String {
        assert!(error.is_builder());
        error.to_string()
    }

    #[test]
    fn an_integer_that_does_not_fit_is_told_at_the_end() {
        let fits: Given<i64> = Given::integer("limit", 10_usize);
        assert_eq!(fits.take().unwrap(), Some(10));
        let large: Given<i64> = Given::integer("limit", u64::MAX);
        let why = "invalid value for `limit`: expected an integer from -9223372036854775808 \
                   to 9223372036854775807, found 18446744073709551615";
        assert!(matches!(large.get(), Err(RequestError::InvalidRequest(told)) if told == why));
        assert_eq!(text(&large.take().unwrap_err()), why);
    }

    #[test]
    fn the_fault_of_a_builder_is_told_with_its_property() {
        struct Incomplete;
        impl TryFrom<Incomplete> for String {
            type Error = Error;
            fn try_from(_: Incomplete) -> Result<Self, Error> {
                required(None, "street")
            }
        }
        let built: Given<String> = Given::built("to", Incomplete);
        let why = "invalid value for `to`: missing required field `street`";
        assert_eq!(text(&built.take().unwrap_err()), why);
        let value: Given<String> = Given::built("to", "here");
        assert_eq!(value.take().unwrap().unwrap(), "here");
    }

    #[test]
    fn null_is_not_missing() {
        assert_eq!(required_or_null(Nullable::from(1), "a").unwrap(), Some(1));
        assert_eq!(required_or_null::<u8>(Nullable::Null, "a").unwrap(), None);
        let missing = required_or_null::<u8>(Nullable::Absent, "a").unwrap_err();
        assert_eq!(text(&missing), "missing required field `a`");
        assert!(Given::<u8>::Absent.required("a").is_err());
    }
}
