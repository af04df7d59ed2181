//! The outcome of one attempt: an answer with its body read, or a failure.

use std::fmt;
use std::io::{self, ErrorKind};
use std::pin::{Pin, pin};
use std::time::Duration;

use chrono::Utc;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::Sleep;
use zeroize::Zeroizing;

use crate::causes::{causes, text};
use crate::deadline::before;
use crate::obstacle::Obstacle;
use crate::retry_after::retry_after;
use crate::unreachable::obstacle;
use crate::{BoxError, NotSent};

/// A response, with its body as far as it could be read. Must not be printed.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) retry_after: Option<Duration>,
    /// Wiped on drop: it may contain a signing key.
    pub(crate) body: Zeroizing<Vec<u8>>,
    /// Why the body is incomplete.
    pub(crate) broken: Option<Broken>,
}

/// Why a body was not read to its end.
#[derive(Debug)]
pub(crate) enum Broken {
    TooLong {
        limit: usize,
    },
    TimedOut,
    Connection(BoxError),
    /// What arrived in it is not HTTP.
    NotHttp(BoxError),
}

/// Why an attempt got no response.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The rate limiter failed; nothing was sent.
    Limiter(BoxError),
    /// The key provider failed; nothing was sent.
    KeyProvider(BoxError),
    /// The request has no form that HTTP can send.
    Unsendable(BoxError),
    /// The connection could not be established; nothing was sent.
    Connect {
        source: BoxError,
        timed_out: bool,
        obstacle: Obstacle,
    },
    /// The attempt timed out before the response arrived.
    TimedOut { after: Duration },
    /// The connection or the transport failed before the response arrived.
    Connection { source: BoxError, timed_out: bool },
    /// What arrived is not an HTTP response.
    NotHttp { what: String, source: BoxError },
}

/// Why an answer yields no value.
pub(crate) enum Fault {
    /// Its status code is not a documented success.
    Status,
    /// Its body does not match the document.
    Decode(DecodeFailure),
    /// Its body was not read to its end.
    Broken,
}

/// Why a body could not be decoded.
///
/// Written here rather than taken from serde, whose messages quote strings of the body:
/// one of them may be a secret.
#[derive(Debug)]
pub(crate) struct DecodeFailure(pub(crate) String);

impl fmt::Display for DecodeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DecodeFailure {}

impl Answer {
    /// Reads the body, up to `max_bytes` and the deadline.
    pub(crate) async fn read(
        mut response: reqwest::Response,
        max_bytes: usize,
        deadline: Pin<&mut Sleep>,
    ) -> Self {
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let mut body = Zeroizing::new(Vec::with_capacity(room(&response, max_bytes)));
        let reading = before(
            deadline,
            pin!(read_body(&mut response, &mut body, max_bytes)),
        )
        .await;
        let broken = match reading {
            Some(result) => result.err(),
            None => Some(Broken::TimedOut),
        };
        Self {
            status,
            retry_after: retry_after(&headers, Utc::now),
            headers,
            body,
            broken,
        }
    }

    /// Whether the body was interrupted on its way.
    pub(crate) fn is_interrupted(&self) -> bool {
        self.broken
            .as_ref()
            .is_some_and(|broken| !matches!(broken, Broken::TooLong { .. }))
    }
}

/// The initial capacity of the body: growing it would leave unwiped copies behind.
fn room(response: &reqwest::Response, max_bytes: usize) -> usize {
    const MOST: usize = 64 * 1024;
    let announced = response.content_length().unwrap_or_default();
    usize::try_from(announced)
        .unwrap_or(MOST)
        .min(MOST)
        .min(max_bytes)
}

async fn read_body(
    response: &mut reqwest::Response,
    body: &mut Vec<u8>,
    max_bytes: usize,
) -> Result<(), Broken> {
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        let room = max_bytes - body.len();
        if chunk.len() > room {
            body.extend_from_slice(chunk.get(..room).unwrap_or_default());
            return Err(Broken::TooLong { limit: max_bytes });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(())
}

fn broken(error: reqwest::Error) -> Broken {
    if error.is_timeout() {
        return Broken::TimedOut;
    }
    // Hyper says so of chunks: of their lengths, their ends and what is in between.
    let not_http = causes(&error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| {
            matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::InvalidData
            )
        });
    let source = without_query(error).into();
    if not_http {
        Broken::NotHttp(source)
    } else {
        Broken::Connection(source)
    }
}

impl Failure {
    /// Classifies a transport's error: only [`NotSent`] says that nothing was sent.
    ///
    /// An error of the HTTP client does not: middleware may return one of a request of its own.
    pub(crate) fn of_transport(error: BoxError) -> Self {
        let error = match error.downcast::<NotSent>() {
            Ok(error) => return Self::of_not_sent(error.into_cause()),
            Err(error) => error,
        };
        match error.downcast::<reqwest::Error>() {
            Ok(error) => Self::of_http_client(*error),
            Err(source) => Self::Connection {
                source,
                timed_out: false,
            },
        }
    }

    fn of_not_sent(cause: BoxError) -> Self {
        let error = match cause.downcast::<reqwest::Error>() {
            Ok(error) => *error,
            Err(source) => {
                return Self::Connect {
                    source,
                    timed_out: false,
                    obstacle: Obstacle::unknown(),
                };
            }
        };
        if error.is_builder() {
            return Self::Unsendable(without_query(error).into());
        }
        Self::Connect {
            timed_out: error.is_timeout(),
            obstacle: obstacle(&error),
            source: without_query(error).into(),
        }
    }

    fn of_http_client(error: reqwest::Error) -> Self {
        let timed_out = error.is_timeout();
        let what = not_http(&error);
        let source = without_query(error).into();
        match what {
            Some(what) => Self::NotHttp { what, source },
            None => Self::Connection { source, timed_out },
        }
    }
}

/// What is wrong with bytes that are not HTTP. Hyper's words have none of them.
fn not_http(error: &reqwest::Error) -> Option<String> {
    let mut hyper = causes(error).filter_map(|cause| cause.downcast_ref::<hyper::Error>());
    hyper
        .find(|error| error.is_parse())
        .map(|error| text(error))
}

/// Removes the query, which may contain what a log should not.
pub(crate) fn without_query(mut error: reqwest::Error) -> reqwest::Error {
    if let Some(url) = error.url_mut() {
        url.set_query(None);
    }
    error
}
