//! A successful response.

use std::fmt;
use std::ops::Deref;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

/// A successful response: the decoded body, the status code and the headers.
///
/// Dereferences to the decoded body. `Debug` omits the headers, since a header such as
/// `Set-Cookie` may contain a credential.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    value: T,
}

impl<T> Response<T> {
    /// Creates a response, for a test of one's own.
    ///
    /// ```
    /// use fingerprint_management::Response;
    /// use fingerprint_management::reqwest::{StatusCode, header::HeaderMap};
    ///
    /// let response = Response::new(StatusCode::OK, HeaderMap::new(), "a value");
    /// assert_eq!(response.len(), 7);
    /// ```
    pub fn new(status: StatusCode, headers: HeaderMap, value: T) -> Self {
        Self {
            status,
            headers,
            value,
        }
    }

    /// Returns the HTTP status code.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the decoded body, dropping the status code and the headers.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status.as_u16())
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderValue, SET_COOKIE};

    use super::*;

    #[test]
    fn debug_shows_the_value_but_no_headers() {
        let headers = HeaderMap::from_iter([(SET_COOKIE, HeaderValue::from_static("s=hunter2"))]);
        let text = format!("{:?}", Response::new(StatusCode::CREATED, headers, "value"));
        assert_eq!(text, r#"Response { status: 201, value: "value", .. }"#);
    }
}
