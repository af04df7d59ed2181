//! The refusals the document lists, as the simulator words them.
//!
//! The real `code` values and messages are not documented: these are made up.

use std::time::Duration;

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::document::Operation;
use crate::violation::Violation;

pub(crate) fn bad_request(message: &str) -> Answer {
    Answer::error(400, "bad_request", message)
}

pub(crate) fn unauthorized() -> Answer {
    Answer::error(401, "unauthorized", "API key is missing or invalid")
}

pub(crate) fn forbidden() -> Answer {
    Answer::error(403, "forbidden", "API key has insufficient permissions")
}

pub(crate) fn not_found(what: &str) -> Answer {
    Answer::error(404, "not_found", &format!("{what} does not exist"))
}

pub(crate) fn conflict(message: &str) -> Answer {
    Answer::error(409, "conflict", message)
}

/// An environment that a body names and nobody made.
pub(crate) fn unknown_environment(operation: &Operation, id: &str) -> Answer {
    let message = format!("Environment {id} does not exist");
    if operation.documents(404) {
        return Answer::error(404, "environment_not_found", &message);
    }
    let violation = Violation::new("environment", "does not exist");
    invalid(operation, vec![violation])
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

/// A 422 where the operation documents one, or else a 400.
pub(crate) fn invalid(operation: &Operation, mut violations: Vec<Violation>) -> Answer {
    violations.sort_by(|one, other| one.property.cmp(&other.property));
    let violations: Vec<Value> = violations
        .into_iter()
        .map(|one| json!({ "property": one.property, "message": one.message }))
        .collect();
    let status = if operation.documents(422) { 422 } else { 400 };
    Answer::json(
        status,
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
