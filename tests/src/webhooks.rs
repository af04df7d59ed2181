//! The operations on webhooks.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract;
use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::refusals;
use crate::rules;
use crate::state::State;

/// `POST /webhooks`.
pub(crate) async fn create(
    extract::State(state): extract::State<Arc<State>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Answer, Answer> {
    let body = json_object(&headers, &body)?;
    let new = rules::create_webhook(&body)
        .map_err(|violations| refusals::invalid_payload(&violations))?;
    if let Some(id) = &new.environment
        && !state.knows_environment(id)
    {
        return Err(refusals::unknown_environment(id));
    }
    Ok(Answer::json(201, &state.store(new).created()))
}

/// The body of a request that must be a JSON object, or a 400.
fn json_object(headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>, Answer> {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    if !content_type.trim().eq_ignore_ascii_case("application/json") {
        return Err(refusals::bad_request(
            "Content-Type must be application/json",
        ));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(refusals::bad_request("Body must be a JSON object")),
        Err(error) => Err(refusals::bad_request(&format!("Body is not JSON: {error}"))),
    }
}
