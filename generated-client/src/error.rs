//! The one error type of the client.

mod answer;
mod display;

use std::error::Error as StdError;
use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};

use crate::answer::{Answer, Broken, Failure, Fault};
use crate::operation::Operation;
use crate::request::RequestError;
use crate::retry::Effect;
use crate::{BoxError, types};

use answer::ErrorAnswer;

/// Why a call, or the making of a client, failed.
///
/// Ask it with the `is_` methods; what the server said is kept whatever was wrong with it.
/// `Display` is one line, `source` leads to the cause, and neither they nor `Debug` show a
/// secret or the body of an answer.
///
/// ```no_run
/// # async fn run(client: fingerprint_management::Client) {
/// # let webhook = fingerprint_management::types::CreateWebhook::builder();
/// match client.create_webhook().body(webhook).send().await {
///     Ok(created) => println!("created {}", created.data.id),
///     Err(error) if error.is_unauthorized() => println!("check the API key"),
///     Err(error) if error.is_invalid() => {
///         for violation in error.violations() {
///             println!("{}: {}", violation.property, violation.message);
///         }
///     }
///     Err(error) if error.is_retryable() => println!("later perhaps: {error}"),
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
    InvalidRequest(String),
    Limiter,
    Connect {
        host: String,
    },
    TimedOut {
        after: Duration,
    },
    Connection,
    /// A status that is no documented success.
    Status,
    /// A success whose body is not what is documented.
    Decode,
    /// A success whose body could not be read to its end.
    Body(String),
}

/// What an error says about the call it ended.
pub(crate) struct Context<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) method: &'a Method,
    pub(crate) attempts: u32,
    pub(crate) host: &'a str,
    /// `Bearer` and the key, to keep an answer that repeats the key from being shown.
    pub(crate) authorization: &'a [u8],
}

impl Error {
    /// The HTTP status, where there was an answer.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// The HTTP headers, where there was an answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.headers)
    }

    /// The `code` of the error that the API described. An open set: its values are not
    /// documented.
    pub fn code(&self) -> Option<&str> {
        self.0.answer.as_ref()?.code.as_deref()
    }

    /// The `message` of the error that the API described.
    pub fn message(&self) -> Option<&str> {
        self.0.answer.as_ref()?.message.as_deref()
    }

    /// What was wrong with single properties of the request; the API tells with 400 and 422.
    pub fn violations(&self) -> &[types::Violation] {
        self.body().map_or(&[], |body| &body.error.violations)
    }

    /// The error that the API described, where the answer's body has the documented form.
    pub fn body(&self) -> Option<&types::ErrorResponse> {
        self.0.answer.as_ref()?.body.as_ref()
    }

    /// The answer's body as it came, at most its first 64 KiB.
    ///
    /// Where a success could not be decoded this may hold a secret, such as the signing
    /// key of a webhook that was just created.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.0.answer.as_ref().map(|answer| answer.raw.as_slice())
    }

    /// How long the server asks to wait (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.answer.as_ref()?.retry_after
    }

    /// The name of the operation, such as `create_webhook`.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// How many requests were sent. 0 where the call failed before the first.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// 401: the key is missing or wrong.
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// 403: the key may not do this.
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// 404.
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// 400 or 422: the API refused the request's content. See [`Error::violations`].
    pub fn is_invalid(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST)
            || self.has_status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// 429, after the last attempt.
    pub fn is_rate_limited(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// A timeout of connecting, of an attempt, or of the whole call.
    pub fn is_timeout(&self) -> bool {
        self.0.timed_out
    }

    /// No connection could be made by the last attempt, so it sent nothing.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Connect { .. })
    }

    /// The call succeeded by its status, but its answer is not what is documented.
    ///
    /// The request has had its effect. See [`Error::raw_body`].
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode)
    }

    /// The request was refused here, for example since a required property is missing;
    /// nothing was sent. Not to be confused with [`Error::is_invalid`].
    pub fn is_invalid_request(&self) -> bool {
        matches!(self.0.kind, Kind::InvalidRequest(_))
    }

    /// The client could not be made: see [`crate::ClientBuilder::build`].
    pub fn is_configuration(&self) -> bool {
        matches!(self.0.kind, Kind::Configuration(_))
    }

    /// The rate limiter of the client failed; nothing was sent.
    pub fn is_rate_limiter(&self) -> bool {
        matches!(self.0.kind, Kind::Limiter)
    }

    /// Whether the same call may succeed later and does no harm if made again: the failure
    /// is a passing one, and either it had no effect or the method is idempotent.
    ///
    /// A `POST` that timed out is not: it may have had its effect.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// A word for the kind of failure, of a small set: OpenTelemetry's `error.type`.
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
            Kind::InvalidRequest(_) => "invalid_request",
            Kind::Limiter => "rate_limiter",
            Kind::Connect { .. } => "connect",
            Kind::TimedOut { .. } => "timeout",
            Kind::Connection => "connection",
            Kind::Decode => "decode",
            Kind::Body(_) => "body",
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
        let message = "the HTTP client cannot be set up".to_owned();
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

    pub(crate) fn invalid_request(operation: &'static Operation, error: RequestError) -> Self {
        let (message, source) = match error {
            RequestError::InvalidRequest(message) => (message, None),
            RequestError::Json(error) => {
                let message = "its body cannot be written as JSON".to_owned();
                (message, Some(error.into()))
            }
        };
        Self(Box::new(Inner {
            kind: Kind::InvalidRequest(message),
            operation: Some(operation),
            attempts: 0,
            retryable: false,
            timed_out: false,
            answer: None,
            source,
        }))
    }

    /// For an attempt that got no answer.
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

    /// For an answer that is no success, or one that cannot be used.
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

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source as &(dyn StdError + 'static))
    }
}
