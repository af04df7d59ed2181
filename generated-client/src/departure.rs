//! Where a live answer departs from the API's document, and who is told of it.

use std::borrow::Cow;
use std::fmt;

use crate::operation::Operation;

/// Is told where an answer departs from the API's document.
///
/// Live answers drift from the document without notice. With an observer set, a departure
/// that can be survived does not fail the call: an optional property of the wrong type is
/// left out, a nullable one becomes null, a missing nullable one is taken for null, and any
/// 2xx status counts as success. A list never loses an item: a shorter list would be a
/// wrong answer. Without an observer answers are not compared, and cost nothing more.
///
/// Called once for each departure of the answer that ends a call, at most 100 times,
/// from within the call: be quick. Any `Fn(&Departure)` will do.
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
    /// Takes note of one departure.
    fn observe(&self, departure: &Departure);
}

impl<F: Fn(&Departure) + Send + Sync> DriftObserver for F {
    fn observe(&self, departure: &Departure) {
        self(departure);
    }
}

/// One place where an answer is not as documented.
///
/// Names the place and the kinds of value, never a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    operation: &'static str,
    mismatch: Mismatch,
}

/// In what way an answer departs from the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DepartureKind {
    /// A property that is not documented.
    UnknownField,
    /// A required property is not there.
    MissingField,
    /// A value of another type, or a string of another format, than documented.
    WrongType,
    /// A string that is not in the documented list.
    UnknownEnumValue,
    /// A status that is not documented for the operation.
    UndocumentedStatus,
    /// A body that is not sent as JSON.
    UndocumentedContentType,
}

/// What is not as documented, whatever the operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    pub(crate) pointer: String,
    pub(crate) kind: DepartureKind,
    pub(crate) expected: Cow<'static, str>,
    pub(crate) found: Cow<'static, str>,
}

impl Mismatch {
    /// Whether the mismatch explains why the value at `pointer` cannot be decoded.
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

    /// The name of the operation, such as `create_webhook`.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// Where in the body it is, as a JSON pointer (RFC 6901); empty for the whole answer.
    ///
    /// Of a name, 100 characters are kept, and control characters are replaced.
    pub fn pointer(&self) -> &str {
        &self.mismatch.pointer
    }

    /// In what way the answer departs.
    pub fn kind(&self) -> DepartureKind {
        self.mismatch.kind
    }

    /// What the document says, for people to read.
    pub fn expected(&self) -> &str {
        &self.mismatch.expected
    }

    /// The kind of value that came (`null`, `string`, ...), the status, or the media type.
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

/// Reports each departure as a `tracing` event at level `WARN`.
///
/// The target is `fingerprint_management::drift`; the fields are `operation`, `pointer`,
/// `kind`, `expected` and `found`.
#[cfg(feature = "tracing")]
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct TracingDriftObserver;

#[cfg(feature = "tracing")]
impl TracingDriftObserver {
    /// Ready to be given to [`crate::ClientBuilder::on_drift`].
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
            "an answer departs from the API's document"
        );
    }
}
