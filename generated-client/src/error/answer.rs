//! The parts of an answer that an error keeps.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::answer::Answer;
use crate::generated::shapes;
use crate::json_text::json_text;
use crate::redaction::Redaction;
use crate::shape_check;
use crate::types::ErrorResponse;

const MAX_RAW_BYTES: usize = 64 * 1024;
const MAX_SHOWN_CHARS: usize = 300;

pub(super) struct ErrorAnswer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) retry_after: Option<Duration>,
    pub(super) body: Option<ErrorResponse>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    /// Code, message and violations for display.
    pub(super) shown: Option<String>,
    pub(super) raw: Zeroizing<Vec<u8>>,
}

impl ErrorAnswer {
    pub(super) fn new(answer: Answer, authorization: &[u8]) -> Self {
        let redaction = Redaction::of(authorization);
        // A success that could not be decoded is not an error body and may contain secrets.
        let described = if answer.status.is_success() {
            None
        } else {
            described(&answer.body, redaction)
        };
        let error = described.as_ref().and_then(|body| body.get("error"));
        let text = |name| Some(error?.get(name)?.as_str()?.to_owned());
        let (code, message) = (text("code"), text("message"));
        let body = described.and_then(error_response);
        let cut = answer.broken.is_some() || answer.body.len() > MAX_RAW_BYTES;
        Self {
            status: answer.status,
            headers: hiding(answer.headers, redaction),
            retry_after: answer.retry_after,
            shown: show(code.as_deref(), message.as_deref(), body.as_ref()),
            body,
            code,
            message,
            raw: redaction.body(bounded(answer.body), cut),
        }
    }
}

/// The JSON of an error body: no text of it has the API key, or moves a terminal's cursor.
fn described(body: &[u8], redaction: Redaction<'_>) -> Option<Value> {
    let mut described = serde_json::from_slice(json_text(body)).ok()?;
    redaction.clean(&mut described);
    Some(described)
}

/// Decodes the documented error body, omitting parts that do not match the document.
fn error_response(mut described: Value) -> Option<ErrorResponse> {
    shape_check::conform(&mut described, &shapes::ERROR, &[]);
    // By way of text, as everything is decoded: to decode a value is code of its own.
    let text = serde_json::to_vec(&described).ok()?;
    serde_json::from_slice(&text).ok()
}

/// The headers as they came, of which `Debug` does not show those that repeat the API key.
fn hiding(mut headers: HeaderMap, redaction: Redaction<'_>) -> HeaderMap {
    for value in headers.values_mut() {
        if redaction.finds(value.as_bytes()) {
            value.set_sensitive(true);
        }
    }
    headers
}

fn bounded(mut body: Zeroizing<Vec<u8>>) -> Zeroizing<Vec<u8>> {
    if body.len() > MAX_RAW_BYTES {
        // A copy, so that the whole body is wiped now.
        let kept = body.get(..MAX_RAW_BYTES).unwrap_or_default().to_vec();
        body = Zeroizing::new(kept);
    }
    body
}

/// One line, of bounded length.
fn show(code: Option<&str>, message: Option<&str>, body: Option<&ErrorResponse>) -> Option<String> {
    let mut parts = String::new();
    if let Some(message) = message {
        parts.push_str(message);
    }
    if let Some(code) = code {
        push(&mut parts, &format!("(code {code})"));
    }
    for violation in body.iter().flat_map(|body| &body.error.violations) {
        let (property, message) = (&violation.property, &violation.message);
        push(&mut parts, &format!("[{property}: {message}]"));
    }
    (!parts.is_empty()).then(|| shortened(&parts))
}

fn push(parts: &mut String, part: &str) {
    if !parts.is_empty() {
        parts.push(' ');
    }
    parts.push_str(part);
}

fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let mut line: String = chars.by_ref().take(MAX_SHOWN_CHARS).collect();
    if chars.next().is_some() {
        line.push('…');
    }
    line
}
