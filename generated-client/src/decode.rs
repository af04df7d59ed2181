//! Decoding of an answer to a typed value.

use serde::de::DeserializeOwned;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::answer::{Answer, DecodeFailure, Fault};
use crate::causes::text;
use crate::json_text::json_text;
use crate::misfit::{Step, way_to};
use crate::operation::{Operation, Shape};
use crate::shape_check;
use crate::unique::has_unique_names;

/// Decodes the body of a success.
pub(crate) fn value<T: DeserializeOwned>(
    answer: &Answer,
    operation: &'static Operation,
) -> Result<T, Fault> {
    success(answer)?;
    if answer.broken.is_some() {
        return Err(Fault::Broken);
    }
    let body = given(&answer.body, operation);
    decoded(body, operation).map_err(|error| Fault::Decode(error.explain(body, operation)))
}

/// The JSON, or null where there is none and the document does not say what it is.
fn given<'b>(body: &'b [u8], operation: &Operation) -> &'b [u8] {
    let body = json_text(body);
    match operation.answer {
        Some(Shape::Any) if body.is_empty() => b"null",
        _ => body,
    }
}

/// Accepts a success whose body is not needed.
pub(crate) fn empty(answer: &Answer, _: &'static Operation) -> Result<(), Fault> {
    success(answer)
}

/// Refuses a success whose status code has no type.
#[allow(
    dead_code,
    reason = "whether there is such an operation depends on the document"
)]
pub(crate) fn undocumented<T>(_: &Answer, _: &'static Operation) -> Result<T, Fault> {
    Err(Fault::Status)
}

/// Checks the status code: any 2xx is a success.
fn success(answer: &Answer) -> Result<(), Fault> {
    answer
        .status
        .is_success()
        .then_some(())
        .ok_or(Fault::Status)
}

enum DecodeError {
    Syntax(serde_json::Error),
    Misfit(Misfit),
}

/// Where a value does not fit.
struct Misfit {
    /// Its JSON pointer.
    pointer: String,
    /// The member that it has twice, if that is why.
    twice: Option<String>,
}

/// Decodes a body as it came, or else without what is dispensable in it.
///
/// No observer takes part: the value must not depend on whether anyone watches.
fn decoded<T: DeserializeOwned>(
    body: &[u8],
    operation: &'static Operation,
) -> Result<T, DecodeError> {
    let misfit = match serde_json::from_slice(body) {
        Err(error) if error.is_data() => error,
        other => return other.map_err(DecodeError::Syntax),
    };
    let Some(body) = repaired(body, operation) else {
        return Err(DecodeError::Misfit(misfitting(&misfit, body)));
    };
    let decoded = serde_json::from_slice(&body);
    decoded.map_err(|misfit| DecodeError::Misfit(misfitting(&misfit, &body)))
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

/// The value that an error is about.
fn misfitting(error: &serde_json::Error, body: &[u8]) -> Misfit {
    Misfit {
        pointer: pointer(&way_to(error, body)),
        twice: given_twice(error),
    }
}

/// The documented name of a member that is given twice. It has no other way out of serde.
fn given_twice(error: &serde_json::Error) -> Option<String> {
    let text = text(error);
    let (name, _) = text.strip_prefix("duplicate field `")?.split_once('`')?;
    Some(name.to_owned())
}

impl DecodeError {
    fn explain(self, body: &[u8], operation: &'static Operation) -> DecodeFailure {
        DecodeFailure(match self {
            Self::Syntax(_) if body.is_empty() => "the body is empty; expected JSON".to_owned(),
            Self::Syntax(error) => syntax(body, &error),
            Self::Misfit(misfit) => misfit.explain(body, operation),
        })
    }
}

/// What serde's texts of syntax mean. They do not quote the body.
const SYNTAX: [(&str, &str); 2] = [
    (
        "recursion limit exceeded",
        "is nested more than 127 levels deep",
    ),
    ("number out of range", "has a number that is out of range"),
];

fn syntax(body: &[u8], error: &serde_json::Error) -> String {
    let at = (error.line(), error.column());
    let said = text(error);
    let known = SYNTAX.iter().find(|(text, _)| said.starts_with(text));
    let invalid = invalid_utf8(body).filter(|invalid| *invalid <= at);
    let (what, (line, column)) = match (invalid, known) {
        _ if error.is_eof() => ("ends early", at),
        (Some(invalid), _) => ("is not UTF-8", invalid),
        (None, Some((_, what))) => (*what, at),
        (None, None) => ("is not JSON", at),
    };
    format!("the body {what} at line {line} column {column}")
}

/// The line and the column, in bytes, of the first byte that is not UTF-8.
fn invalid_utf8(body: &[u8]) -> Option<(usize, usize)> {
    let error = std::str::from_utf8(body).err()?;
    let before = body.get(..error.valid_up_to())?;
    let lines = before.split(|byte| *byte == b'\n').enumerate();
    let (number, last) = lines.last()?;
    Some((number + 1, last.len() + 1))
}

impl Misfit {
    /// Describes what the document expects, which serde cannot do without quoting the value.
    fn explain(&self, body: &[u8], operation: &'static Operation) -> String {
        if let Some(name) = &self.twice {
            let place = place(&self.pointer);
            return format!("the body has the member `{name}`{place} twice");
        }
        let mismatches = operation
            .answer
            .zip(serde_json::from_slice::<Value>(body).ok())
            .map(|(shape, mut value)| shape_check::conform(&mut value, shape, &[]).mismatches)
            .unwrap_or_default();
        let cause = mismatches
            .into_iter()
            .find(|mismatch| mismatch.is_at_or_below(&self.pointer));
        let what = "the body does not match the document";
        match cause {
            Some(cause) => {
                let (place, expected, found) = (place(&cause.pointer), cause.expected, cause.found);
                format!("{what}{place}: expected {expected}, found {found}")
            }
            None => format!("{what}{}", place(&self.pointer)),
        }
    }
}

fn place(pointer: &str) -> String {
    if pointer.is_empty() {
        String::new()
    } else {
        format!(" at `{pointer}`")
    }
}

fn pointer(way: &[Step]) -> String {
    let mut pointer = String::new();
    for step in way {
        match step {
            Step::Item(index) => shape_check::push_segment(&mut pointer, &index.to_string()),
            Step::Member(name) => shape_check::push_segment(&mut pointer, name),
        }
    }
    pointer
}
