//! What every operation asks for before it looks at a request: a key, room
//! under the rate limit, the permission, the API version, in this order.
//!
//! The order in which the service checks is not documented.

use std::sync::Arc;

use axum::extract::{self, Request};
use axum::http::{HeaderMap, HeaderName, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::answer::Answer;
use crate::refusals;
use crate::state::{API_KEY, READ_ONLY_KEY, State};
use crate::version::api_version;

const VERSION_HEADER: HeaderName = HeaderName::from_static("x-api-version");

/// What a key must be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Permission {
    Read,
    Write,
}

pub(crate) async fn gate(
    extract::State((state, needs)): extract::State<(Arc<State>, Permission)>,
    request: Request,
    next: Next,
) -> Response {
    match check(&state, needs, request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn check(state: &State, needs: Permission, headers: &HeaderMap) -> Result<(), Answer> {
    let key = bearer(headers).ok_or_else(refusals::unauthorized)?;
    let allowed = permission(key).ok_or_else(refusals::unauthorized)?;
    state.admit(key).map_err(refusals::too_many_requests)?;
    if allowed < needs {
        return Err(refusals::forbidden());
    }
    match only(headers, &VERSION_HEADER) {
        Some(version) if version == api_version() => Ok(()),
        _ => Err(refusals::bad_request(
            "X-API-Version header is missing or invalid",
        )),
    }
}

fn permission(key: &str) -> Option<Permission> {
    match key {
        API_KEY => Some(Permission::Write),
        READ_ONLY_KEY => Some(Permission::Read),
        _ => None,
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = only(headers, &header::AUTHORIZATION)?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key)
}

/// A header's value where it is sent exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}
