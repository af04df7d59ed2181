//! Detection of departures, and their report to the observer.
//!
//! A call reaches this through a trait object, so that a program without an observer has none
//! of this code.

use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde_json::Value;

use crate::answer::Answer;
use crate::departure::{Departure, DepartureKind, DriftObserver, Mismatch};
use crate::generated::shapes;
use crate::json_text::json_text;
use crate::notice::{self, ToldOnce};
use crate::operation::Operation;
use crate::shape_check;

/// What looks at the answers of calls.
pub(crate) trait Watch: Send + Sync {
    /// Looks at the answer that ends a call, which was sent with this `Authorization`.
    fn look(&self, answer: &Answer, operation: &'static Operation, authorization: &[u8]);
}

impl Watch for ToldOnce {
    fn look(&self, answer: &Answer, operation: &'static Operation, authorization: &[u8]) {
        notice::report(&answer.headers, operation, authorization, self);
        inspect(answer, operation, self);
        if answer.status.is_success() && answer.broken.is_none() {
            compare(&answer.body, operation, self);
        }
    }
}

/// Reports where the body of a success departs from its shape.
fn compare(body: &[u8], operation: &'static Operation, observer: &dyn DriftObserver) {
    let Some(shape) = operation.answer else {
        return;
    };
    if let Ok(mut value) = serde_json::from_slice::<Value>(json_text(body)) {
        let found = shape_check::conform(&mut value, shape, &[]);
        report(found.mismatches, operation, observer);
    }
}

fn report(mismatches: Vec<Mismatch>, operation: &'static Operation, observer: &dyn DriftObserver) {
    for mismatch in mismatches {
        observer.observe(&Departure::new(operation, mismatch));
    }
}

/// Reports departures in everything except the body of a success.
fn inspect(answer: &Answer, operation: &'static Operation, observer: &dyn DriftObserver) {
    let success = answer.status.is_success();
    let mut mismatches = Vec::new();
    mismatches.extend(status(answer, operation));
    let has_body = answer.status != StatusCode::NO_CONTENT;
    if !success || (operation.answer.is_some() && has_body) {
        mismatches.extend(content_type(answer));
    }
    if !success && let Ok(mut body) = serde_json::from_slice::<Value>(json_text(&answer.body)) {
        mismatches.extend(shape_check::conform(&mut body, &shapes::ERROR, &[]).mismatches);
    }
    report(mismatches, operation, observer);
}

fn status(answer: &Answer, operation: &'static Operation) -> Option<Mismatch> {
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
    Some(Mismatch {
        pointer: String::new(),
        kind: DepartureKind::UndocumentedStatus,
        expected: known.join(", ").into(),
        found: status.to_string().into(),
    })
}

fn content_type(answer: &Answer) -> Option<Mismatch> {
    let found = match answer.headers.get(CONTENT_TYPE) {
        None => "none".to_owned(),
        Some(value) => media_type(value.to_str().unwrap_or_default()),
    };
    if found == "application/json"
        || (found.starts_with("application/") && found.ends_with("+json"))
    {
        return None;
    }
    Some(Mismatch {
        pointer: String::new(),
        kind: DepartureKind::UndocumentedContentType,
        expected: "application/json".into(),
        found: found.into(),
    })
}

/// Drops the parameters; text that is not a media type is not repeated.
fn media_type(text: &str) -> String {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"/+-._".contains(&byte);
    if !essence.is_empty() && essence.len() <= 100 && essence.bytes().all(known) {
        essence.to_ascii_lowercase()
    } else {
        "unreadable".to_owned()
    }
}
