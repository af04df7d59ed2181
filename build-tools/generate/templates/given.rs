//! What the builders keep of a value that was given to them.

use progenitor_client::Error;

/// What the builder of an operation has of a parameter or of the body.
pub(crate) type Argument<T> = Result<T, Invalid>;

/// Says why a value is invalid, or that it is missing.
#[derive(Clone, Debug)]
pub(crate) struct Invalid(String);

impl From<&str> for Invalid {
    fn from(why: &str) -> Self {
        Self(why.to_owned())
    }
}

impl<E> From<Invalid> for Error<E> {
    fn from(Invalid(why): Invalid) -> Self {
        Self::InvalidRequest(why)
    }
}

/// Takes the value of an operation's parameter.
pub(crate) fn argument<T>(name: &str, value: impl TryInto<T>) -> Argument<T> {
    let taken = value.try_into();
    taken.map_err(|_| Invalid(format!("invalid value for `{name}`")))
}

/// Takes the body of a request, or its builder.
pub(crate) fn body<T>(name: &str, value: impl TryInto<T, Error: ToString>) -> Argument<T> {
    let taken = value.try_into();
    taken.map_err(|why| Invalid(format!("invalid value for `{name}`: {}", why.to_string())))
}

/// Builds the body of a request.
pub(crate) fn built<T: TryFrom<B, Error: ToString>, B>(builder: B) -> Argument<T> {
    T::try_from(builder).map_err(|why| Invalid(why.to_string()))
}

/// A value that was given to a builder, if any; the fault of an invalid one is told when
/// it is built.
#[derive(Clone, Debug)]
pub(crate) enum Given<T> {
    Absent,
    Value(T),
    /// Says why it is invalid.
    Invalid(String),
}

impl<T> Given<T> {
    /// Takes the value of the property `name`.
    pub(crate) fn of(name: &str, value: impl TryInto<T, Error: ToString>) -> Self {
        match body(name, value) {
            Ok(value) => Self::Value(value),
            Err(Invalid(why)) => Self::Invalid(why),
        }
    }

    /// Returns the value, if one was given.
    pub(crate) fn optional(self) -> Result<Option<T>, String> {
        match self {
            Self::Absent => Ok(None),
            Self::Value(value) => Ok(Some(value)),
            Self::Invalid(why) => Err(why),
        }
    }

    /// Returns the value of a property that cannot be omitted.
    pub(crate) fn required(self, name: &str) -> Result<T, String> {
        self.optional()?
            .ok_or_else(|| format!("missing required field `{name}`"))
    }

    /// Returns the value, or the empty one where none was given.
    pub(crate) fn or_default(self) -> Result<T, String>
    where
        T: Default,
    {
        self.optional().map(Option::unwrap_or_default)
    }
}

impl<T> Default for Given<T> {
    fn default() -> Self {
        Self::Absent
    }
}

impl<T> From<Option<T>> for Given<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}
