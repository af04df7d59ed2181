//! Formatting of errors: one line for people, never a secret.

use std::fmt;

use reqwest::StatusCode;

use crate::BoxError;
use crate::answer::Broken;
use crate::causes::{causes, text};

use super::{Error, Inner, Kind};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = inner.operation {
            write!(
                f,
                "{} ({} {}): ",
                operation.id, operation.method, operation.path
            )?;
        }
        inner.describe(f)?;
        if inner.attempts > 1 {
            write!(f, ", after {} attempts", inner.attempts)?;
        }
        Ok(())
    }
}

impl Inner {
    fn describe(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Configuration(message) => write!(f, "client configuration: {message}"),
            Kind::Builder(message) if self.operation.is_none() => f.write_str(message),
            Kind::Builder(message) => write!(f, "not sent: {message}"),
            Kind::Limiter => f.write_str("not sent: the rate limiter failed"),
            Kind::KeyProvider => f.write_str("not sent: the key provider failed"),
            Kind::NoRuntime => f.write_str(
                "not sent: expected a tokio runtime, found none; await the call in a task of \
                 tokio, or in `Runtime::block_on`",
            ),
            Kind::Connect { host, what: None } => write!(f, "could not connect to {host}"),
            Kind::Connect {
                host,
                what: Some(what),
            } => write!(f, "could not connect to {host}: {what}"),
            Kind::TimedOut { after } => write!(f, "no response within {after:?}"),
            Kind::Connection => self.describe_connection(f),
            Kind::NotHttp(what) => write!(f, "the response is not valid HTTP: {what}"),
            Kind::Status => self.describe_status(f),
            Kind::Decode => {
                self.write_status(f)?;
                match &self.source {
                    Some(source) => write!(f, ", but {source}"),
                    None => f.write_str(", but the body cannot be decoded"),
                }
            }
            Kind::RepeatedCursor => f.write_str(
                "the list would not end: expected a new cursor or none, found one that was \
                 given before",
            ),
            Kind::Interrupted(what) => {
                self.write_status(f)?;
                write!(f, ", but {what}")
            }
            Kind::TooLong { limit } => {
                self.write_status(f)?;
                write!(f, ", but the body exceeds {limit} bytes")
            }
        }
    }

    fn describe_connection(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("connection lost before the response arrived")?;
        let ended = self
            .source
            .as_ref()
            .is_some_and(|source| runtime_ended(&**source));
        if ended {
            f.write_str(": the tokio runtime that it was made in has ended")?;
        }
        Ok(())
    }

    fn describe_status(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_status(f)?;
        let Some(answer) = &self.answer else {
            return Ok(());
        };
        let status = answer.status;
        if is_redirect(status) {
            f.write_str(" (redirects are not followed)")?;
        } else if !self.documents(status.as_u16()) {
            f.write_str(" (undocumented status code)")?;
        }
        match &answer.shown {
            Some(shown) => write!(f, ": {shown}"),
            None if answer.raw.is_empty() => f.write_str(", with an empty body"),
            None => write!(
                f,
                ", with an unrecognized body of {} bytes",
                answer.raw.len()
            ),
        }
    }

    fn write_status(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.answer {
            Some(answer) => write!(f, "{}", answer.status),
            None => Ok(()),
        }
    }

    fn documents(&self, status: u16) -> bool {
        self.operation
            .is_some_and(|operation| operation.errors.contains(&status))
    }
}

/// Whether the status code sends a client elsewhere: 304, for example, does not.
fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Omits headers and body: both may contain secrets.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let answer = inner.answer.as_ref();
        f.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("operation", &self.operation())
            .field("attempts", &inner.attempts)
            .field("status", &answer.map(|answer| answer.status.as_u16()))
            .field("said", &answer.and_then(|answer| answer.shown.as_deref()))
            .field("retry_after", &self.retry_after())
            .field("raw_body_bytes", &answer.map(|answer| answer.raw.len()))
            .field("source", &inner.source)
            .finish_non_exhaustive()
    }
}

/// Whether the connection lived in a runtime that is gone.
///
/// Hyper has no other word for it. A new wording would cost this hint, and a test would say so.
fn runtime_ended(error: &(dyn std::error::Error + 'static)) -> bool {
    causes(error)
        .filter_map(|cause| cause.downcast_ref::<hyper::Error>())
        .filter(|error| error.is_user())
        .filter_map(std::error::Error::source)
        .any(|cause| text(cause) == "runtime dropped the dispatch task")
}

impl Broken {
    pub(super) fn describe(&self) -> String {
        match self {
            Self::TooLong { limit } => format!("the body exceeds {limit} bytes"),
            Self::TimedOut => "the body did not arrive in time".to_owned(),
            Self::Connection(_) => "the connection was lost within the body".to_owned(),
            Self::NotHttp(_) => "the body is not valid HTTP".to_owned(),
        }
    }

    pub(super) fn into_source(self) -> Option<BoxError> {
        match self {
            Self::Connection(source) | Self::NotHttp(source) => Some(source),
            Self::TooLong { .. } | Self::TimedOut => None,
        }
    }
}
