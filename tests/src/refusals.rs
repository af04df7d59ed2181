//! The refusals the document lists, as the simulator words them.
//!
//! The real `code` values and messages are not documented: these are made up.

use std::time::Duration;

use serde_json::{Value, json};

use crate::answer::Answer;

pub(crate) fn bad_request(message: &str) -> Answer {
    Answer::error(400, "bad_request", message)
}

pub(crate) fn unauthorized() -> Answer {
    Answer::error(401, "unauthorized", "API key is missing or invalid")
}

pub(crate) fn forbidden() -> Answer {
    Answer::error(403, "forbidden", "API key has insufficient permissions")
}

pub(crate) fn unknown_environment(id: &str) -> Answer {
    Answer::error(
        404,
        "environment_not_found",
        &format!("Environment {id} does not exist"),
    )
}

pub(crate) fn unknown_path(method: &str, path: &str) -> Answer {
    Answer::error(404, "not_found", &format!("Cannot {method} {path}"))
}

pub(crate) fn wrong_method(method: &str, path: &str) -> Answer {
    Answer::error(
        405,
        "method_not_allowed",
        &format!("Cannot {method} {path}"),
    )
}

pub(crate) fn invalid_payload(violations: &[Value]) -> Answer {
    Answer::json(
        422,
        &json!({ "error": {
            "message": "Payload parameters are invalid",
            "code": "validation_failed",
            "violations": violations,
        } }),
    )
}

/// `Retry-After` in whole seconds, rounded up. Whether the service sends
/// that header is not documented.
pub(crate) fn too_many_requests(wait: Duration) -> Answer {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    Answer::error(
        429,
        "too_many_requests",
        "API key has exceeded its rate limit",
    )
    .header("Retry-After", &seconds.max(1).to_string())
}
