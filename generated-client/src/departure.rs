//! Departures of live responses from the API document, and their observers.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, Utc};

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
/// An observer is also told what the service says of an operation in the headers of its
/// responses: that it is deprecated, when it ends, and warnings. So a program notices that its
/// version of the API is being retired, before it is. A client tells this once for each
/// operation, and anew if it changes, at most four times.
///
/// Only the response that ends a call is compared. The observer is called once for each
/// departure, at most 100 times, from within the call, so it should return quickly. Any
/// `Fn(&Departure)` is an observer.
///
/// ```
/// use fingerprint_management::{Client, Departure, DepartureKind};
///
/// let client = Client::builder("key")
///     .on_drift(|departure: &Departure| match (departure.kind(), departure.date()) {
///         (DepartureKind::Sunset, Some(date)) => eprintln!("move on until {date}!"),
///         _ => eprintln!("{departure}"),
///     })
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
    notice: Notice,
}

/// What a notice says of an operation's end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) date: Option<DateTime<Utc>>,
    pub(crate) link: Option<String>,
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
    /// The service says that the operation is deprecated (`Deprecation`, RFC 9745).
    Deprecated,
    /// The service says when the operation ends (`Sunset`, RFC 8594).
    Sunset,
    /// The service warns of something else (`Warning`, RFC 7234).
    Warned,
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
        Self::noticed(operation, mismatch, Notice::default())
    }

    pub(crate) fn noticed(
        operation: &'static Operation,
        mismatch: Mismatch,
        notice: Notice,
    ) -> Self {
        Self {
            operation: operation.id,
            mismatch,
            notice,
        }
    }

    /// Returns whether the service says something of the operation, in a header.
    pub(crate) fn is_notice(&self) -> bool {
        use DepartureKind::{Deprecated, Sunset, Warned};
        matches!(self.kind(), Deprecated | Sunset | Warned)
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

    /// Returns the type found (`null`, `string`, ...), the status code, the media type, that a
    /// name is in the other casing, or what the service gives notice of.
    pub fn found(&self) -> &str {
        &self.mismatch.found
    }

    /// Returns since when the operation is deprecated, or when it ends, if the service says so
    /// in a form that can be read.
    pub fn date(&self) -> Option<DateTime<Utc>> {
        self.notice.date
    }

    /// Returns the address at which the service says more of the deprecation or the end, from
    /// the `Link` of that relation.
    pub fn link(&self) -> Option<&str> {
        self.notice.link.as_deref()
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
        )?;
        match &self.notice.link {
            Some(link) => write!(f, ", see {link}"),
            None => Ok(()),
        }
    }
}

/// A drift observer that emits a `tracing` event at level `WARN` for each departure.
///
/// The target is `fingerprint_management::drift`; the fields are `operation`, `pointer`,
/// `kind`, `expected` and `found`, or, of what the service gives notice of, `operation`, `kind`,
/// `found`, `date` and `link`.
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
        if departure.is_notice() {
            tracing::warn!(
                target: "fingerprint_management::drift",
                operation = departure.operation(),
                kind = ?departure.kind(),
                found = departure.found(),
                date = departure.date().map(tracing::field::display),
                link = departure.link(),
                "the service gives notice of an operation"
            );
            return;
        }
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
