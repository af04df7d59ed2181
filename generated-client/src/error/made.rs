//! What errors are made of.

use chrono::Utc;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use zeroize::Zeroizing;

use crate::BoxError;
use crate::answer::{Answer, Broken, DecodeFailure, Failure, Fault};
use crate::causes::{causes, text};
use crate::fate::{Fate, Fates};
use crate::operation::Operation;
use crate::redaction::Redaction;
use crate::request::RequestError;
use crate::retry_after::retry_after;

use super::answer::ErrorAnswer;
use super::{Context, Error, Inner, Kind};

impl Error {
    /// Creates the error of a `POST` that got this response, for a test of one's own.
    ///
    /// It is what [`Client`](crate::Client) makes of it, except that it names no operation: a
    /// success is one whose body does not decode. Other errors come of a call whose
    /// [`Transport`](crate::Transport) fails; the [crate's page](crate#your-own-tests) says how.
    ///
    /// ```
    /// use fingerprint_management::Error;
    /// use fingerprint_management::reqwest::{StatusCode, header::HeaderMap};
    ///
    /// let body = r#"{"error":{"code":"not_found","message":"there is no such webhook"}}"#;
    /// let error = Error::from_response(StatusCode::NOT_FOUND, HeaderMap::new(), body);
    /// assert!(error.is_not_found() && error.had_no_effect());
    /// assert_eq!(error.code(), Some("not_found"));
    /// ```
    pub fn from_response(status: StatusCode, headers: HeaderMap, body: impl Into<Vec<u8>>) -> Self {
        let kind = if status.is_success() {
            Kind::Decode
        } else {
            Kind::Status
        };
        let answer = Answer {
            status,
            retry_after: retry_after(&headers, Utc::now),
            headers,
            body: Zeroizing::new(body.into()),
            broken: None,
        };
        let last = Ok(answer);
        let fates = Fates::after(None, Fate::of(&last));
        Self(Box::new(Inner {
            kind,
            operation: None,
            attempts: 1,
            retryable: fates.is_retryable(&Method::POST),
            may_have_taken_effect: fates.may_have_taken_effect(&Method::POST),
            timed_out: false,
            answer: last.ok().map(|answer| ErrorAnswer::new(answer, b"")),
            source: None,
        }))
    }

    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::unsent(Kind::Configuration(message.into()), None, None)
    }

    pub(crate) fn http_client(error: reqwest::Error) -> Self {
        // The outermost one says nothing but that there is an error.
        let reasons: Vec<String> = causes(&error).skip(1).map(text).collect();
        let reasons = reasons.join(": ");
        let message = format!(
            "the HTTP client could not be created: {reasons}; https needs the machine's CA \
             certificates (on Linux the package ca-certificates, or SSL_CERT_FILE), or a custom \
             `http_client`"
        );
        Self::unsent(Kind::Configuration(message), None, Some(error.into()))
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
        Self::unsent(Kind::Builder(message), Some(operation), source)
    }

    /// For a page that names as its next one that was already given.
    pub(crate) fn of_repeated_cursor(operation: &'static Operation) -> Self {
        Self::unsent(Kind::RepeatedCursor, Some(operation), None)
    }

    /// For a call that is polled outside of a tokio runtime, where it would panic.
    pub(crate) fn of_no_runtime(operation: &'static Operation) -> Self {
        Self::unsent(Kind::NoRuntime, Some(operation), None)
    }

    /// For a value that could not be built.
    pub(crate) fn of_builder(message: String) -> Self {
        Self::unsent(Kind::Builder(message), None, None)
    }

    fn unsent(kind: Kind, operation: Option<&'static Operation>, source: Option<BoxError>) -> Self {
        Self(Box::new(Inner {
            kind,
            operation,
            attempts: 0,
            retryable: false,
            may_have_taken_effect: false,
            timed_out: false,
            answer: None,
            source,
        }))
    }

    /// Returns what is wrong, for the message of another error.
    pub(crate) fn fault(self) -> String {
        match self.0.kind {
            Kind::Builder(message) => message,
            _ => text(&self),
        }
    }

    /// For an attempt that got no response.
    pub(crate) fn of_failure(context: &Context<'_>, failure: Failure) -> Self {
        let (kind, timed_out, source) = match failure {
            Failure::Limiter(source) => (Kind::Limiter, false, Some(source)),
            Failure::KeyProvider(source) => (Kind::KeyProvider, false, Some(source)),
            Failure::Unsendable(source) => {
                let message = "its address cannot be sent; expected a shorter or a plainer one";
                (Kind::Builder(message.to_owned()), false, Some(source))
            }
            Failure::Connect {
                source,
                timed_out,
                obstacle,
            } => {
                let (host, what) = (context.host.to_owned(), obstacle.what);
                (Kind::Connect { host, what }, timed_out, Some(source))
            }
            Failure::TimedOut { after } => (Kind::TimedOut { after }, true, None),
            Failure::Connection { source, timed_out } => {
                (Kind::Connection, timed_out, Some(source))
            }
            Failure::NotHttp { what, source } => (Kind::NotHttp(what), false, Some(source)),
        };
        Self::of_call(context, kind, timed_out, None, source)
    }

    /// For an answer that is not a success or cannot be used.
    pub(crate) fn of_answer(context: &Context<'_>, mut answer: Answer, fault: Fault) -> Self {
        let broken = answer.broken.take();
        let timed_out = matches!((&fault, &broken), (Fault::Broken, Some(Broken::TimedOut)));
        let kind = match (&fault, &broken) {
            (Fault::Status, _) | (Fault::Broken, None) => Kind::Status,
            (Fault::Decode(_), _) => Kind::Decode,
            (Fault::Broken, Some(Broken::TooLong { limit })) => Kind::TooLong { limit: *limit },
            (Fault::Broken, Some(broken)) => Kind::Interrupted(broken.describe()),
        };
        let source = match fault {
            // A member can be called like the key.
            Fault::Decode(DecodeFailure(what)) => {
                let what = Redaction::of(context.authorization.as_bytes()).line(&what);
                Some(DecodeFailure(what).into())
            }
            Fault::Status | Fault::Broken => broken.and_then(Broken::into_source),
        };
        let answer = ErrorAnswer::new(answer, context.authorization.as_bytes());
        Self::of_call(context, kind, timed_out, Some(answer), source)
    }

    fn of_call(
        context: &Context<'_>,
        kind: Kind,
        timed_out: bool,
        answer: Option<ErrorAnswer>,
        source: Option<BoxError>,
    ) -> Self {
        Self(Box::new(Inner {
            kind,
            operation: Some(context.operation),
            attempts: context.attempts,
            retryable: context.fates.is_retryable(&context.operation.method),
            may_have_taken_effect: context
                .fates
                .may_have_taken_effect(&context.operation.method),
            timed_out,
            answer,
            source,
        }))
    }
}
