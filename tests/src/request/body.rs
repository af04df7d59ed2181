//! Reads and checks the body of a request.

use serde_json::{Map, Value};

use super::validate::violations;
use crate::answer::Answer;
use crate::document::{Api, Operation};
use crate::recording::RecordedRequest;
use crate::refusals;
use crate::violation::Violation;

/// Gives the body, empty where there is none. A body that is not what the
/// document wants is refused, with all its violations.
pub(crate) fn read(
    api: &Api,
    operation: &Operation,
    request: &RecordedRequest,
) -> Result<Map<String, Value>, Answer> {
    let Some(body) = &operation.body else {
        return Ok(Map::new());
    };
    if request.body.is_empty() && !body.required {
        return Ok(Map::new());
    }
    let value = json(request)?;
    let Value::Object(object) = value else {
        return Err(refusals::bad_request("Body must be a JSON object"));
    };
    let mut found: Vec<Violation> = Vec::new();
    let value = Value::Object(object);
    violations(api.schema(&body.schema), &value, "", &mut found);
    match value {
        Value::Object(object) if found.is_empty() => Ok(object),
        _ => Err(refusals::invalid(operation, found)),
    }
}

fn json(request: &RecordedRequest) -> Result<Value, Answer> {
    let types = request.header("content-type");
    let media_type = match types.as_slice() {
        [one] => one.split(';').next().unwrap_or_default(),
        _ => "",
    };
    if !media_type.trim().eq_ignore_ascii_case("application/json") {
        return Err(refusals::bad_request(
            "Content-Type must be application/json",
        ));
    }
    serde_json::from_slice(&request.body)
        .map_err(|error| refusals::bad_request(&format!("Body is not JSON: {error}")))
}
