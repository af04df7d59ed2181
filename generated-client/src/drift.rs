//! Telling an observer where a live answer departs from the API's document.

use std::borrow::Cow;
use std::fmt;

use reqwest::header::CONTENT_TYPE;
use serde_json::Value;

use crate::answer::Answer;
use crate::generated::shapes;
use crate::operation::Operation;
use crate::shape_check;

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
    finding: Finding,
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) pointer: String,
    pub(crate) kind: DepartureKind,
    pub(crate) expected: Cow<'static, str>,
    pub(crate) found: Cow<'static, str>,
}

impl Finding {
    /// Whether the finding explains why the value at `pointer` cannot be decoded.
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
    /// The name of the operation, such as `create_webhook`.
    pub fn operation(&self) -> &str {
        self.operation
    }

    /// Where in the body it is, as a JSON pointer (RFC 6901); empty for the whole answer.
    ///
    /// Of a name, 100 characters are kept, and control characters are replaced.
    pub fn pointer(&self) -> &str {
        &self.finding.pointer
    }

    /// In what way the answer departs.
    pub fn kind(&self) -> DepartureKind {
        self.finding.kind
    }

    /// What the document says, for people to read.
    pub fn expected(&self) -> &str {
        &self.finding.expected
    }

    /// The kind of value that came (`null`, `string`, ...), the status, or the media type.
    pub fn found(&self) -> &str {
        &self.finding.found
    }
}

impl fmt::Display for Departure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding {
            pointer,
            kind,
            expected,
            found,
        } = &self.finding;
        let operation = self.operation;
        write!(
            f,
            "{operation}: {kind:?} at `{pointer}`: expected {expected}, found {found}"
        )
    }
}

pub(crate) fn report(
    findings: Vec<Finding>,
    operation: &'static Operation,
    observer: &dyn DriftObserver,
) {
    for finding in findings {
        observer.observe(&Departure {
            operation: operation.id,
            finding,
        });
    }
}

/// Looks at everything but the body of a success.
pub(crate) fn inspect(
    answer: &Answer,
    operation: &'static Operation,
    observer: &dyn DriftObserver,
) {
    let success = answer.status.is_success();
    let mut findings = Vec::new();
    findings.extend(status(answer, operation));
    if !success || operation.answer.is_some() {
        findings.extend(content_type(answer));
    }
    if !success && let Ok(mut body) = serde_json::from_slice::<Value>(&answer.body) {
        findings.extend(shape_check::conform(&mut body, &shapes::ERROR));
    }
    report(findings, operation, observer);
}

fn status(answer: &Answer, operation: &'static Operation) -> Option<Finding> {
    let status = answer.status.as_u16();
    let mut documented = operation.success.iter().chain(operation.errors);
    if documented.any(|known| *known == status) {
        return None;
    }
    let known: Vec<String> = operation
        .success
        .iter()
        .chain(operation.errors)
        .map(u16::to_string)
        .collect();
    Some(Finding {
        pointer: String::new(),
        kind: DepartureKind::UndocumentedStatus,
        expected: known.join(", ").into(),
        found: status.to_string().into(),
    })
}

fn content_type(answer: &Answer) -> Option<Finding> {
    let found = match answer.headers.get(CONTENT_TYPE) {
        None => "none".to_owned(),
        Some(value) => media_type(value.to_str().unwrap_or_default()),
    };
    if found == "application/json"
        || (found.starts_with("application/") && found.ends_with("+json"))
    {
        return None;
    }
    Some(Finding {
        pointer: String::new(),
        kind: DepartureKind::UndocumentedContentType,
        expected: "application/json".into(),
        found: found.into(),
    })
}

/// Without its parameters; what is no media type is not repeated.
fn media_type(text: &str) -> String {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"/+-._".contains(&byte);
    if !essence.is_empty() && essence.len() <= 100 && essence.bytes().all(known) {
        essence.to_ascii_lowercase()
    } else {
        "unreadable".to_owned()
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
