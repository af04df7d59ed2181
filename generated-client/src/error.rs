//! The error type of the client.

mod answer;
mod display;

use std::convert::Infallible;
use std::error::Error as StdError;
use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};

use crate::answer::{Answer, Broken, Failure, Fault};
use crate::operation::Operation;
use crate::request::RequestError;
use crate::retry::Effect;
use crate::{BoxError, PartialResponse, types};

use answer::ErrorAnswer;

/// An error of a call, or of building a request or a client.
///
/// Classify it with the `is_*` methods. Whatever was wrong with a response, its status code,
/// headers and body are kept. `Display` is one line, `source` returns the cause, and neither
/// they nor `Debug` show secrets or the response body. If a response repeats the client's API
/// key, the key is redacted in all that is kept of its body. Text of the server's does not
/// move a terminal's cursor or turn the direction of its line, but in `raw_body`.
///
/// ```no_run
/// # async fn run(client: fingerprint_management::Client) {
/// # let webhook = fingerprint_management::types::CreateWebhook::builder();
/// match client.create_webhook(webhook).send().await {
///     Ok(created) => println!("created {}", created.data.id),
///     Err(error) if error.is_unauthorized() => println!("check the API key"),
///     Err(error) if error.is_validation() => {
///         for violation in error.violations() {
///             println!("{}: {}", violation.property, violation.message);
///         }
///     }
///     Err(error) if error.is_retryable() => println!("try again later: {error}"),
///     Err(error) => println!("{error}"),
/// }
/// # }
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    operation: Option<&'static Operation>,
    attempts: u32,
    retryable: bool,
    timed_out: bool,
    answer: Option<ErrorAnswer>,
    source: Option<BoxError>,
}

#[derive(Debug)]
enum Kind {
    Configuration(String),
    Builder(String),
    Limiter,
    Connect {
        host: String,
    },
    TimedOut {
        after: Duration,
    },
    Connection,
    /// A status code that is not a documented success.
    Status,
    /// A success whose body does not match the document.
    Decode,
    /// A success whose body could not be read completely.
    Body(String),
    /// A page whose next page was given before.
    RepeatedCursor,
}

/// The call that an error ended.
pub(crate) struct Context<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) method: &'a Method,
    pub(crate) attempts: u32,
    pub(crate) host: &'a str,
    /// `Bearer` and the API key, to redact the key in a response that repeats it.
    pub(crate) authorization: &'a [u8],
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

    /// Returns whether the status code is 401: the API key is missing or invalid.
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Returns whether the status code is 403: the API key lacks the permission.
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Returns whether the status code is 404.
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// Returns whether the status code is 400 or 422: the API rejected the request.
    ///
    /// See [`Error::violations`].
    pub fn is_validation(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST)
            || self.has_status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// Returns whether the status code is 429, after the last attempt.
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Returns whether connecting, an attempt or the whole call timed out.
    pub fn is_timeout(&self) -> bool {
        self.0.timed_out
    }

    /// Returns whether the last attempt could not connect, so that it sent nothing.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Connect { .. })
    }

    /// Returns whether a successful response's body does not match the API document.
    ///
    /// The request took effect: [`Error::partial`] has what could be read.
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode)
    }

    /// Returns whether a list names as its next page one that it already gave.
    ///
    /// To follow it would never end, so nothing more was sent. See [`crate::Pages`].
    pub fn is_repeated_cursor(&self) -> bool {
        matches!(self.0.kind, Kind::RepeatedCursor)
    }

    /// Returns whether the request could not be built, so that nothing was sent.
    ///
    /// A required property may be missing, for example; a builder's `build` says so too.
    /// [`Error::is_validation`] is true of requests that the API rejected.
    pub fn is_builder(&self) -> bool {
        matches!(self.0.kind, Kind::Builder(_))
    }

    /// Returns whether the client could not be built. See [`crate::ClientBuilder::build`].
    pub fn is_configuration(&self) -> bool {
        matches!(self.0.kind, Kind::Configuration(_))
    }

    /// Returns whether the client's rate limiter failed, so that nothing was sent.
    ///
    /// [`Error::is_rate_limited`] is true if the API returned status code 429.
    pub fn is_limiter(&self) -> bool {
        matches!(self.0.kind, Kind::Limiter)
    }

    /// Returns whether the same call may succeed later and is safe to repeat.
    ///
    /// That is so if the failure is transient, and either the request had no effect or its
    /// method is idempotent. A `POST` that timed out is not retryable: it may have taken
    /// effect.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
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
            Kind::Connect { .. } => "connect",
            Kind::TimedOut { .. } => "timeout",
            Kind::Connection => "connection",
            Kind::Decode => "decode",
            Kind::Body(_) => "body",
            Kind::RepeatedCursor => "repeated_cursor",
        };
        class.to_owned()
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }
}

impl Error {
    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::before_any_call(message.into(), None)
    }

    pub(crate) fn http_client(error: reqwest::Error) -> Self {
        let message = "the HTTP client could not be created".to_owned();
        Self::before_any_call(message, Some(error.into()))
    }

    fn before_any_call(message: String, source: Option<BoxError>) -> Self {
        Self(Box::new(Inner {
            kind: Kind::Configuration(message),
            operation: None,
            attempts: 0,
            retryable: false,
            timed_out: false,
            answer: None,
            source,
        }))
    }

    /// For a request that could not be built.
    pub(crate) fn of_request(operation: &'static Operation, error: RequestError) -> Self {
        let (message, source) = match error {
            RequestError::InvalidRequest(message) => (message, None),
            RequestError::Json(error) => {
                let message = "the request body cannot be serialized as JSON".to_owned();
                (message, Some(error.into()))
            }
        };
        Self(Box::new(Inner {
            kind: Kind::Builder(message),
            operation: Some(operation),
            attempts: 0,
            retryable: false,
            timed_out: false,
            answer: None,
            source,
        }))
    }

    /// For a page that names as its next one that was already given.
    pub(crate) fn of_repeated_cursor(operation: &'static Operation) -> Self {
        Self::without_cause(Kind::RepeatedCursor, Some(operation))
    }

    /// For a value that could not be built.
    pub(crate) fn of_builder(message: String) -> Self {
        Self::without_cause(Kind::Builder(message), None)
    }

    fn without_cause(kind: Kind, operation: Option<&'static Operation>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation,
            attempts: 0,
            retryable: false,
            timed_out: false,
            answer: None,
            source: None,
        }))
    }

    /// Returns what is wrong, for the message of another error.
    pub(crate) fn fault(self) -> String {
        match self.0.kind {
            Kind::Builder(message) => message,
            _ => self.to_string(),
        }
    }

    /// For an attempt that got no response.
    pub(crate) fn of_failure(context: &Context<'_>, effect: Effect, failure: Failure) -> Self {
        let (kind, timed_out, source) = match failure {
            Failure::Limiter(source) => (Kind::Limiter, false, Some(source)),
            Failure::Connect { source, timed_out } => {
                let host = context.host.to_owned();
                (Kind::Connect { host }, timed_out, Some(source))
            }
            Failure::TimedOut { after } => (Kind::TimedOut { after }, true, None),
            Failure::Connection { source, timed_out } => {
                (Kind::Connection, timed_out, Some(source))
            }
        };
        Self(Box::new(Inner {
            kind,
            operation: Some(context.operation),
            attempts: context.attempts,
            retryable: context.may_be_repeated(effect),
            timed_out,
            answer: None,
            source,
        }))
    }

    /// For an answer that is not a success or cannot be used.
    pub(crate) fn of_answer(
        context: &Context<'_>,
        effect: Effect,
        mut answer: Answer,
        fault: Fault,
    ) -> Self {
        let broken = answer.broken.take();
        let mut timed_out = false;
        let (kind, source) = match fault {
            Fault::Status => (Kind::Status, broken.and_then(Broken::into_source)),
            Fault::Decode(failure) => (Kind::Decode, Some(failure.into())),
            Fault::Broken => {
                timed_out = matches!(broken, Some(Broken::TimedOut));
                let what = broken.as_ref().map_or_else(String::new, Broken::describe);
                (Kind::Body(what), broken.and_then(Broken::into_source))
            }
        };
        Self(Box::new(Inner {
            kind,
            operation: Some(context.operation),
            attempts: context.attempts,
            retryable: context.may_be_repeated(effect),
            timed_out,
            answer: Some(ErrorAnswer::new(answer, context.authorization)),
            source,
        }))
    }
}

impl Context<'_> {
    fn may_be_repeated(&self, effect: Effect) -> bool {
        match effect {
            Effect::Nothing => true,
            Effect::Unknown => self.method.is_idempotent(),
            Effect::Final => false,
        }
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
