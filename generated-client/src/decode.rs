//! Decoding of an answer to a typed value.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use zeroize::Zeroizing;

use crate::answer::{Answer, DecodeFailure, Fault};
use crate::departure::{DriftObserver, Mismatch};
use crate::drift;
use crate::operation::{Operation, Shape};
use crate::shape_check;
use crate::unique::has_unique_names;

/// Decodes the body of a success.
pub(crate) fn value<T: DeserializeOwned>(
    answer: &Answer,
    operation: &'static Operation,
    observer: Option<&dyn DriftObserver>,
) -> Result<T, Fault> {
    success(answer, operation, observer)?;
    if answer.broken.is_some() {
        return Err(Fault::Broken);
    }
    let body = given(&answer.body, operation);
    if let (Some(observer), Some(shape)) = (observer, operation.answer) {
        drift::compare(body, shape, operation, observer);
    }
    decoded(body, operation).map_err(|error| Fault::Decode(error.explain(body, operation)))
}

/// The body, or null where there is none and the document does not say what it is.
fn given<'b>(body: &'b [u8], operation: &Operation) -> &'b [u8] {
    match operation.answer {
        Some(Shape::Any) if body.is_empty() => b"null",
        _ => body,
    }
}

/// Accepts a success whose body is not needed.
pub(crate) fn empty(
    answer: &Answer,
    operation: &'static Operation,
    observer: Option<&dyn DriftObserver>,
) -> Result<(), Fault> {
    success(answer, operation, observer)
}

/// Refuses a success whose status code has no type.
#[allow(
    dead_code,
    reason = "whether there is such an operation depends on the document"
)]
pub(crate) fn undocumented<T>(
    answer: &Answer,
    operation: &'static Operation,
    observer: Option<&dyn DriftObserver>,
) -> Result<T, Fault> {
    success(answer, operation, observer)?;
    Err(Fault::Status)
}

/// Checks the status code: any 2xx is a success, and the observer is told of the others.
fn success(
    answer: &Answer,
    operation: &'static Operation,
    observer: Option<&dyn DriftObserver>,
) -> Result<(), Fault> {
    if let Some(observer) = observer {
        drift::inspect(answer, operation, observer);
    }
    answer
        .status
        .is_success()
        .then_some(())
        .ok_or(Fault::Status)
}

enum DecodeError {
    Syntax(serde_json::Error),
    /// The JSON pointer of the value that does not fit.
    Misfit(String),
}

/// Decodes a body as it came, or else without what is dispensable in it.
///
/// No observer takes part: the value must not depend on whether anyone watches.
fn decoded<T: DeserializeOwned>(
    body: &[u8],
    operation: &'static Operation,
) -> Result<T, DecodeError> {
    match serde_json::from_slice(body) {
        Err(error) if error.is_data() => {}
        other => return other.map_err(DecodeError::Syntax),
    }
    match repaired(body, operation) {
        Some(body) => {
            serde_json::from_slice(&body).map_err(|_| DecodeError::Misfit(misfitting::<T>(&body)))
        }
        None => Err(DecodeError::Misfit(misfitting::<T>(body))),
    }
}

/// The body without dispensable values that do not fit, if there are any.
fn repaired(body: &[u8], operation: &'static Operation) -> Option<Zeroizing<Vec<u8>>> {
    let mut value = serde_json::from_slice(body).ok()?;
    let conformed = shape_check::conform(&mut value, operation.answer?, operation.steering);
    // A value keeps one of two members with the same name: it might be the wrong one.
    if !conformed.changed || !has_unique_names(body) {
        return None;
    }
    // Back to text, so that a program has one decoder of each type instead of two.
    let mut repaired = Zeroizing::new(Vec::with_capacity(body.len()));
    serde_json::to_writer(&mut *repaired, &value).ok()?;
    Some(repaired)
}

/// Finds the value that does not fit by decoding again: tracking the path is costly.
fn misfitting<T: DeserializeOwned>(body: &[u8]) -> String {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let decoded: Result<T, _> = serde_path_to_error::deserialize(&mut deserializer);
    decoded.map_or_else(|error| pointer(error.path()), |_| String::new())
}

impl DecodeError {
    fn explain(self, body: &[u8], operation: &'static Operation) -> DecodeFailure {
        DecodeFailure(match self {
            Self::Syntax(_) if body.is_empty() => "the body is empty; expected JSON".to_owned(),
            Self::Syntax(error) => {
                let what = if error.is_eof() {
                    "ends early"
                } else {
                    "is not JSON"
                };
                let (line, column) = (error.line(), error.column());
                format!("the body {what} at line {line} column {column}")
            }
            Self::Misfit(pointer) => misfit(&pointer, body, operation),
        })
    }
}

/// Describes what the document expects, which serde cannot do without quoting the value.
fn misfit(pointer: &str, body: &[u8], operation: &'static Operation) -> String {
    let mismatches = operation
        .answer
        .zip(serde_json::from_slice::<Value>(body).ok())
        .map(|(shape, mut value)| shape_check::conform(&mut value, shape, &[]).mismatches)
        .unwrap_or_default();
    match mismatches
        .into_iter()
        .find(|mismatch| mismatch.is_at_or_below(pointer))
    {
        Some(Mismatch {
            pointer,
            expected,
            found,
            ..
        }) => {
            let place = place(&pointer);
            format!(
                "the body does not match the document{place}: expected {expected}, found {found}"
            )
        }
        None => format!("the body does not match the document{}", place(pointer)),
    }
}

fn place(pointer: &str) -> String {
    if pointer.is_empty() {
        String::new()
    } else {
        format!(" at `{pointer}`")
    }
}

fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => shape_check::push_segment(&mut pointer, &index.to_string()),
            Segment::Map { key } => shape_check::push_segment(&mut pointer, key),
            // Variants are not part of the JSON; after an unknown segment nothing is known.
            Segment::Enum { .. } => {}
            Segment::Unknown => break,
        }
    }
    pointer
}
