//! The parts of an answer that an error keeps.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::Deserialize;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::answer::Answer;
use crate::generated::shapes;
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
    /// Code, message and violations for display: one line, bounded, without the API key.
    pub(super) shown: Option<String>,
    pub(super) raw: Zeroizing<Vec<u8>>,
}

impl ErrorAnswer {
    pub(super) fn new(answer: Answer, authorization: &[u8]) -> Self {
        // A success that could not be decoded is not an error body and may contain secrets.
        let described = if answer.status.is_success() {
            None
        } else {
            serde_json::from_slice::<Value>(&answer.body).ok()
        };
        let text = |pointer| Some(described.as_ref()?.pointer(pointer)?.as_str()?.to_owned());
        let (code, message) = (text("/error/code"), text("/error/message"));
        let body = described.and_then(error_response);
        let shown = show(code.as_deref(), message.as_deref(), body.as_ref());
        Self {
            status: answer.status,
            headers: answer.headers,
            retry_after: answer.retry_after,
            shown: shown.map(|text| displayable(&text, authorization)),
            body,
            code,
            message,
            raw: bounded(answer.body),
        }
    }
}

/// Decodes the documented error body, omitting parts that do not match the document.
fn error_response(mut described: Value) -> Option<ErrorResponse> {
    shape_check::conform(&mut described, &shapes::ERROR, &[]);
    ErrorResponse::deserialize(described).ok()
}

fn bounded(mut body: Zeroizing<Vec<u8>>) -> Zeroizing<Vec<u8>> {
    if body.len() > MAX_RAW_BYTES {
        // A copy, so that the whole body is wiped now.
        let kept = body.get(..MAX_RAW_BYTES).unwrap_or_default().to_vec();
        body = Zeroizing::new(kept);
    }
    body
}

fn show(code: Option<&str>, message: Option<&str>, body: Option<&ErrorResponse>) -> Option<String> {
    let mut parts = Vec::new();
    parts.extend(message.map(str::to_owned));
    parts.extend(code.map(|code| format!("(code {code})")));
    for violation in body.iter().flat_map(|body| &body.error.violations) {
        parts.push(format!("[{}: {}]", violation.property, violation.message));
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn displayable(text: &str, authorization: &[u8]) -> String {
    let key = authorization.strip_prefix(b"Bearer ").unwrap_or_default();
    let key = std::str::from_utf8(key).unwrap_or_default();
    // A key this short is a test's; redacting it would garble words.
    let text = if key.len() < 6 {
        text.to_owned()
    } else {
        text.replace(key, "[redacted]")
    };
    let mut chars = text.chars();
    let line = chars.by_ref().take(MAX_SHOWN_CHARS);
    let mut line: String = line.map(|c| if c.is_control() { ' ' } else { c }).collect();
    if chars.next().is_some() {
        line.push('…');
    }
    line
}
