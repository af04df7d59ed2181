//! What every operation asks for before it looks at a request: a key, room
//! under the rate limit, the permission, the API version, in this order.

use std::time::Duration;

use crate::access::{Access, Permission};
use crate::answer::Answer;
use crate::document::Operation;
use crate::recording::RecordedRequest;
use crate::refusals;

const VERSION_HEADER: &str = "x-api-version";

pub(crate) fn pass(
    access: &Access,
    version: &str,
    now: Duration,
    operation: &Operation,
    request: &RecordedRequest,
) -> Result<(), Answer> {
    if operation.secured {
        let key = bearer(request).ok_or_else(refusals::unauthorized)?;
        let allowed = access.permission(key).ok_or_else(refusals::unauthorized)?;
        access
            .admit(key, now)
            .map_err(refusals::too_many_requests)?;
        if allowed < needs(operation) {
            return Err(refusals::forbidden());
        }
    }
    match only(request, VERSION_HEADER) {
        Some(sent) if sent == version => Ok(()),
        _ => Err(refusals::bad_request(
            "X-API-Version header is missing or invalid",
        )),
    }
}

fn needs(operation: &Operation) -> Permission {
    match operation.method.as_str() {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" => Permission::Read,
        _ => Permission::Write,
    }
}

fn bearer(request: &RecordedRequest) -> Option<&str> {
    let (scheme, key) = only(request, "authorization")?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key)
}

/// A header's value where it is sent exactly once.
fn only<'a>(request: &'a RecordedRequest, name: &str) -> Option<&'a str> {
    match request.header(name).as_slice() {
        [value] => Some(value),
        _ => None,
    }
}
