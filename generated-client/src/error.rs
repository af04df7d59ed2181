//! The error type of the client.

mod answer;
mod display;
mod made;
mod predicates;

use std::borrow::Cow;
use std::convert::Infallible;
use std::error::Error as StdError;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue};

use crate::fate::Fates;
use crate::operation::Operation;
use crate::{BoxError, PartialResponse, types};

use answer::ErrorAnswer;

/// An error of a call, or of building a request or a client.
///
/// Classify it with its predicates. Whatever was wrong with a response, its status code,
/// headers and body are kept. `Display` is one line, `source` returns the cause, and neither
/// they nor `Debug` show secrets or the response body. If a response repeats the client's API
/// key, the key is redacted in all that is kept of its body. Text of the server's does not
/// move a terminal's cursor or turn the direction of its line, but in `raw_body`.
///
/// # What became of the request
///
/// Either it [certainly had no effect](Error::had_no_effect), or it [may have had
/// one](Error::may_have_taken_effect): of each error exactly one is true, so that code needs
/// no guess for what it does not expect. For a `POST` that is not replayed:
///
/// | what happened | predicate | effect | [retryable](Error::is_retryable) |
/// |---|---|---|---|
/// | the client's settings are invalid | [`is_configuration`](Error::is_configuration) | none | no |
/// | the request is incomplete or cannot be sent | [`is_builder`](Error::is_builder) | none | no |
/// | your rate limiter failed | [`is_limiter`](Error::is_limiter) | none | yes |
/// | a connection could not be made | [`is_connect`](Error::is_connect) | none | yes |
/// | ... and never will: certificate, TLS version, proxy | [`is_connect`](Error::is_connect) | none | no |
/// | 429 | [`is_rate_limited`](Error::is_rate_limited) | none | yes |
/// | 503 with `Retry-After` | [`status`](Error::status) | none | yes |
/// | 400, 422 | [`is_validation`](Error::is_validation) | none | no |
/// | 401 | [`is_unauthorized`](Error::is_unauthorized) | none | no |
/// | 403 | [`is_forbidden`](Error::is_forbidden) | none | no |
/// | 404 | [`is_not_found`](Error::is_not_found) | none | no |
/// | another 4xx except 408 | [`status`](Error::status) | none | no |
/// | 408, 5xx, a redirect, or any other status code but a success | [`status`](Error::status) | perhaps | no |
/// | no response in time | [`is_timeout`](Error::is_timeout) | perhaps | no |
/// | the connection was lost before the response | [`is_connection_lost`](Error::is_connection_lost) | perhaps | no |
/// | the response is not HTTP | [`is_not_http`](Error::is_not_http) | perhaps | no |
/// | a success, and its body broke off | [`is_body_interrupted`](Error::is_body_interrupted) | yes | no |
/// | a success, and its body is too long | [`is_body_too_long`](Error::is_body_too_long) | yes | no |
/// | a success, and its body does not decode | [`is_decode`](Error::is_decode) | yes | no |
/// | a success that the document does not name, and as above | [`is_undocumented_success`](Error::is_undocumented_success) | yes | no |
/// | a list that would not end | [`is_repeated_cursor`](Error::is_repeated_cursor) | none | no |
///
/// [`is_timeout`](Error::is_timeout) is true beside [`is_connect`](Error::is_connect) or
/// [`is_body_interrupted`](Error::is_body_interrupted) if that is what took too long. A method
/// that is safe, such as `GET`, has no effect, and one that is idempotent is retryable where
/// the table says that the same call may succeed: 408, 500, 502, 503, 504, no response, or
/// half of one. If a call was [replayed](crate::Replay::Always), its effect is that of all
/// attempts together.
///
/// ```no_run
/// # async fn run(client: fingerprint_management::Client) {
/// # let webhook = fingerprint_management::types::CreateWebhook::builder();
/// match client.create_webhook(webhook).send().await {
///     Ok(created) => println!("created {}", created.data.id),
///     // There is no webhook.
///     Err(error) if error.is_retryable() => println!("try again later: {error}"),
///     Err(error) if error.is_unauthorized() => println!("check the API key"),
///     Err(error) if error.is_validation() => {
///         for violation in error.violations() {
///             println!("{}: {}", violation.property, violation.message);
///         }
///     }
///     Err(error) if error.had_no_effect() => println!("call somebody: {error}"),
///     // There is one: `partial` has what could be read of its description.
///     Err(error) if error.status().is_some_and(|status| status.is_success()) => {
///         println!("look for the webhook: {error}");
///     }
///     // There may be one: `may_have_taken_effect` is true.
///     Err(error) => println!("look whether there is a webhook: {error}"),
/// }
/// # }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    operation: Option<&'static Operation>,
    attempts: u32,
    retryable: bool,
    may_have_taken_effect: bool,
    timed_out: bool,
    answer: Option<ErrorAnswer>,
    source: Option<BoxError>,
}

#[derive(Debug)]
enum Kind {
    Configuration(String),
    Builder(String),
    Limiter,
    KeyProvider,
    /// The call was polled outside of a tokio runtime.
    NoRuntime,
    Connect {
        host: String,
        what: Option<Cow<'static, str>>,
    },
    TimedOut {
        after: Duration,
    },
    Connection,
    /// A status code that is not a documented success.
    Status,
    /// A success whose body does not match the document.
    Decode,
    /// Bytes that are not an HTTP response, and what is wrong with them.
    NotHttp(String),
    /// A success whose body ended before its end, and how.
    Interrupted(String),
    /// A success whose body is longer than this many bytes.
    TooLong {
        limit: usize,
    },
    /// A page whose next page was given before.
    RepeatedCursor,
}

/// The call that an error ended.
pub(crate) struct Context<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) attempts: u32,
    pub(crate) fates: Fates,
    pub(crate) host: &'a str,
    /// `Bearer` and the API key, to redact the key in a response that repeats it.
    pub(crate) authorization: HeaderValue,
}

impl Error {
    /// Returns the HTTP status code, if there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// Returns the HTTP headers, if there was a response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.headers)
    }

    /// Returns the `code` of the API's error body, whose values are not documented.
    pub fn code(&self) -> Option<&str> {
        self.0.answer.as_ref()?.code.as_deref()
    }

    /// Returns the `message` of the API's error body.
    pub fn message(&self) -> Option<&str> {
        self.0.answer.as_ref()?.message.as_deref()
    }

    /// Returns the violations by single properties of the request body.
    ///
    /// The API reports them with status codes 400 and 422.
    pub fn violations(&self) -> &[types::Violation] {
        self.body().map_or(&[], |body| &body.error.violations)
    }

    /// Returns the API's error body, if it has the documented form.
    pub fn body(&self) -> Option<&types::ErrorResponse> {
        self.0.answer.as_ref()?.body.as_ref()
    }

    /// Returns the raw response body, up to the first 64 KiB: as it came, but for the API key.
    ///
    /// If a success could not be decoded, it may contain a secret, such as the signing key
    /// of a webhook that was just created: see [`Error::partial`].
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.0.answer.as_ref().map(|answer| answer.raw.as_slice())
    }

    /// Returns what could be read of a success: the id, the secrets and the values of a thing
    /// that was created, though its response does not match the API document or breaks off.
    ///
    /// It is read from the first 64 KiB. There is none of an error response, or where the body
    /// is not an object.
    pub fn partial(&self) -> Option<PartialResponse> {
        let answer = self.0.answer.as_ref()?;
        if !answer.status.is_success() {
            return None;
        }
        PartialResponse::read(&answer.raw, self.0.operation?)
    }

    /// Returns how long the server asks to wait (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.answer.as_ref()?.retry_after
    }

    /// Returns the name of the operation, such as `create_webhook`.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// Returns how many requests were sent: 0 if the call failed before the first.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns a low-cardinality error class (OpenTelemetry `error.type`).
    #[cfg(feature = "tracing")]
    pub(crate) fn class(&self) -> String {
        let class = match &self.0.kind {
            Kind::Status => {
                return self
                    .status()
                    .map_or_else(String::new, |s| s.as_u16().to_string());
            }
            _ if self.is_timeout() => "timeout",
            Kind::Configuration(_) => "configuration",
            Kind::Builder(_) => "builder",
            Kind::Limiter => "limiter",
            Kind::KeyProvider => "key_provider",
            Kind::NoRuntime => "no_runtime",
            Kind::Connect { .. } => "connect",
            Kind::TimedOut { .. } => "timeout",
            Kind::Connection => "connection",
            Kind::Decode => "decode",
            Kind::NotHttp(_) => "not_http",
            Kind::Interrupted(_) | Kind::TooLong { .. } => "body",
            Kind::RepeatedCursor => "repeated_cursor",
        };
        class.to_owned()
    }
}

impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source as &(dyn StdError + 'static))
    }
}
