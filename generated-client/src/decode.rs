//! From an answer to a typed value, or to an error that keeps the answer.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use zeroize::Zeroizing;

use crate::answer::{Answer, DecodeFailure, Fault};
use crate::departure::{DriftObserver, Mismatch};
use crate::drift;
use crate::operation::{Operation, Shape};
use crate::shape_check;

/// The typed body of a success.
pub(crate) fn value<T: DeserializeOwned>(
    answer: &Answer,
    operation: &'static Operation,
    observer: Option<&dyn DriftObserver>,
) -> Result<T, Fault> {
    success(answer, operation, observer)?;
    if answer.broken.is_some() {
        return Err(Fault::Broken);
    }
    let decoded = match observer {
        None => strictly(&answer.body),
        Some(observer) => leniently(&answer.body, operation, observer),
    };
    decoded.map_err(|error| Fault::Decode(error.explain(&answer.body, operation.answer)))
}

/// A success of which no body is needed.
pub(crate) fn empty(
    answer: &Answer,
    operation: &'static Operation,
    observer: Option<&dyn DriftObserver>,
) -> Result<(), Fault> {
    success(answer, operation, observer)
}

/// With an observer any 2xx will do: an undocumented one is reported instead.
fn success(
    answer: &Answer,
    operation: &'static Operation,
    observer: Option<&dyn DriftObserver>,
) -> Result<(), Fault> {
    let documented = operation.success.contains(&answer.status.as_u16());
    let survivable = observer.is_some() && answer.status.is_success();
    if let Some(observer) = observer {
        drift::inspect(answer, operation, observer);
    }
    (documented || survivable)
        .then_some(())
        .ok_or(Fault::Status)
}

enum DecodeError {
    Syntax(serde_json::Error),
    /// Where the value does not fit, as a JSON pointer.
    Misfit(String),
}

fn strictly<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    serde_json::from_slice(body).map_err(|error| {
        if error.is_data() {
            DecodeError::Misfit(misfitting::<T>(body))
        } else {
            DecodeError::Syntax(error)
        }
    })
}

/// Where the value does not fit. Keeping track of the place is costly, so it is decoded
/// once more for it.
fn misfitting<T: DeserializeOwned>(body: &[u8]) -> String {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let decoded: Result<T, _> = serde_path_to_error::deserialize(&mut deserializer);
    decoded.map_or_else(|error| pointer(error.path()), |_| String::new())
}

fn leniently<T: DeserializeOwned>(
    body: &[u8],
    operation: &'static Operation,
    observer: &dyn DriftObserver,
) -> Result<T, DecodeError> {
    // A fault in what nobody decodes, such as a text of bytes, is no matter without an
    // observer, and an observer makes nothing fail.
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else {
        return strictly(body);
    };
    if let Some(shape) = operation.answer {
        let mismatches = shape_check::conform(&mut value, shape);
        drift::report(mismatches, operation, observer);
    }
    // Back to text, so that there is one decoder of each type in a program and not two.
    let mut repaired = Zeroizing::new(Vec::with_capacity(body.len()));
    serde_json::to_writer(&mut *repaired, &value).map_err(DecodeError::Syntax)?;
    strictly(&repaired)
}

impl DecodeError {
    fn explain(self, body: &[u8], shape: Option<&'static Shape>) -> DecodeFailure {
        DecodeFailure(match self {
            Self::Syntax(_) if body.is_empty() => "it is empty, JSON was due".to_owned(),
            Self::Syntax(error) => {
                let what = if error.is_eof() {
                    "cut short"
                } else {
                    "not JSON"
                };
                format!(
                    "it is {what} at line {} column {}",
                    error.line(),
                    error.column()
                )
            }
            Self::Misfit(pointer) => misfit(&pointer, body, shape),
        })
    }
}

/// Says what the document expects, which serde cannot without quoting what came.
fn misfit(pointer: &str, body: &[u8], shape: Option<&'static Shape>) -> String {
    let mismatches = shape
        .zip(serde_json::from_slice::<Value>(body).ok())
        .map(|(shape, mut value)| shape_check::conform(&mut value, shape))
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
            format!("at `{pointer}` expected {expected}, found {found}")
        }
        None => format!("the value at `{pointer}` has another form than documented"),
    }
}

fn pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => shape_check::push_segment(&mut pointer, &index.to_string()),
            Segment::Map { key } => shape_check::push_segment(&mut pointer, key),
            // Variants are no part of the JSON; an unknown place ends what is known.
            Segment::Enum { .. } => {}
            Segment::Unknown => break,
        }
    }
    pointer
}
