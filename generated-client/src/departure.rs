//! Departures of live responses from the API document, and their observers.

use std::borrow::Cow;
use std::fmt;

use crate::operation::Operation;

/// Observes where responses depart from the API document.
///
/// Live responses drift from the document without notice. An observer is told of it and
/// changes nothing: a call has the same result with and without one. Without an observer,
/// responses are not compared and calls cost nothing extra.
///
/// A tolerable departure never fails a call: any 2xx status code is a success, and where a
/// body does not decode as it came, an optional property of the wrong type is omitted, and a
/// nullable one of the wrong type or a missing nullable one becomes null. Arrays never lose
/// items, and what steers paging (a page's items and its cursors' place) is never repaired,
/// since a shorter list would be wrong data: there, a departure is an error.
///
/// Only the response that ends a call is compared. The observer is called once for each
/// departure, at most 100 times, from within the call, so it should return quickly. Any
/// `Fn(&Departure)` is an observer.
///
/// ```
/// use fingerprint_management::Client;
///
/// let client = Client::builder("key")
///     .on_drift(|departure: &fingerprint_management::Departure| eprintln!("{departure}"))
///     .build()?;
/// # Ok::<(), fingerprint_management::Error>(())
/// ```
pub trait DriftObserver: Send + Sync {
    /// Handles one departure.
    fn observe(&self, departure: &Departure);
}

impl<F: Fn(&Departure) + Send + Sync> DriftObserver for F {
    fn observe(&self, departure: &Departure) {
        self(departure);
    }
}

/// A place where a response departs from the API document.
///
/// It has the place and the types of the values, never a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    operation: &'static str,
    mismatch: Mismatch,
}

/// The kind of a departure from the API document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DepartureKind {
    /// A property is not documented, or not in this casing.
    UnknownField,
    /// A required property is missing.
    MissingField,
    /// A value has an undocumented type, or a string an undocumented format.
    WrongType,
    /// A string is not one of the documented enum values.
    UnknownEnumValue,
    /// The status code is not documented for the operation.
    UndocumentedStatus,
    /// The body is not sent as JSON.
    UndocumentedContentType,
}

/// A place where a value does not match its documented shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    pub(crate) pointer: String,
    pub(crate) kind: DepartureKind,
    pub(crate) expected: Cow<'static, str>,
    pub(crate) found: Cow<'static, str>,
}

impl Mismatch {
    /// Returns whether this explains why the value at `pointer` cannot be decoded.
    pub(crate) fn is_at_or_below(&self, pointer: &str) -> bool {
        let explains = matches!(
            self.kind,
            DepartureKind::MissingField | DepartureKind::WrongType
        );
        let rest = self.pointer.strip_prefix(pointer);
        explains && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl Departure {
    pub(crate) fn new(operation: &'static Operation, mismatch: Mismatch) -> Self {
        Self {
            operation: operation.id,
            mismatch,
        }
    }

    /// Returns the name of the operation, such as `create_webhook`.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// Returns the place in the body as a JSON pointer (RFC 6901).
    ///
    /// It is empty for the whole response. Property names are cut after 100 characters, and
    /// control characters are replaced.
    pub fn pointer(&self) -> &str {
        &self.mismatch.pointer
    }

    /// Returns the kind of the departure.
    pub fn kind(&self) -> DepartureKind {
        self.mismatch.kind
    }

    /// Describes what the document says, for people to read.
    pub fn expected(&self) -> &str {
        &self.mismatch.expected
    }

    /// Returns the type found (`null`, `string`, ...), the status code, the media type, or that a
    /// name is in the other casing.
    pub fn found(&self) -> &str {
        &self.mismatch.found
    }
}

impl fmt::Display for Departure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mismatch {
            pointer,
            kind,
            expected,
            found,
        } = &self.mismatch;
        let operation = self.operation;
        write!(
            f,
            "{operation}: {kind:?} at `{pointer}`: expected {expected}, found {found}"
        )
    }
}

/// A drift observer that emits a `tracing` event at level `WARN` for each departure.
///
/// The target is `fingerprint_management::drift`; the fields are `operation`, `pointer`,
/// `kind`, `expected` and `found`.
#[cfg(feature = "tracing")]
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct TracingDriftObserver;

#[cfg(feature = "tracing")]
impl TracingDriftObserver {
    /// Creates an observer for [`crate::ClientBuilder::on_drift`].
    pub fn new() -> Self {
        Self
    }
}

#[cfg(feature = "tracing")]
impl DriftObserver for TracingDriftObserver {
    fn observe(&self, departure: &Departure) {
        tracing::warn!(
            target: "fingerprint_management::drift",
            operation = departure.operation(),
            pointer = departure.pointer(),
            kind = ?departure.kind(),
            expected = departure.expected(),
            found = departure.found(),
            "a response departs from the API document"
        );
    }
}
