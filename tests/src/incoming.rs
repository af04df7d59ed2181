//! Reads HTTP/1 requests from a connection.
//!
//! By hand rather than by a server library, since a fault has to stop in the
//! midst of a request, and a recording keeps header names as they were sent.

use std::io;
use std::time::Instant;

use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use crate::answer::Answer;
use crate::recording::RecordedRequest;

const MAX_HEAD: usize = 64 * 1024;
const MAX_HEADERS: usize = 100;
const MAX_BODY: usize = 1024 * 1024;

/// A connection, with what was read from it ahead of its use.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) stream: TcpStream,
    buffered: Vec<u8>,
}

/// A request without its body.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) request: RecordedRequest,
    pub(crate) body_length: usize,
    pub(crate) keep_alive: bool,
}

/// Why there is no request.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The connection failed, or ended within a request.
    Lost,
    /// The simulator does not take such a request. The connection ends with
    /// this answer, as where the next request begins is not known.
    Refused(Answer),
}

impl From<io::Error> for Unreadable {
    fn from(_: io::Error) -> Self {
        Self::Lost
    }
}

impl Incoming {
    pub(crate) fn new(stream: TcpStream) -> Self {
        Self {
            stream,
            // Room for most requests, so that one read is enough.
            buffered: Vec::with_capacity(8 * 1024),
        }
    }

    /// Waits for a request's first byte. False where the client left instead.
    pub(crate) async fn begun(&self) -> bool {
        !self.buffered.is_empty() || matches!(self.stream.peek(&mut [0]).await, Ok(1))
    }

    pub(crate) async fn head(&mut self) -> Result<Head, Unreadable> {
        loop {
            if let Some((head, length)) = parse(&self.buffered).map_err(Unreadable::Refused)? {
                self.buffered.drain(..length);
                return Ok(head);
            }
            if self.buffered.len() > MAX_HEAD {
                return Err(Unreadable::Refused(refusal(431, "Head is too large")));
            }
            self.more().await?;
        }
    }

    pub(crate) async fn body(&mut self, length: usize) -> io::Result<Vec<u8>> {
        while self.buffered.len() < length {
            self.more().await?;
        }
        Ok(self.buffered.drain(..length).collect())
    }

    async fn more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.buffered).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// The head and its length in bytes; nothing where more bytes are needed.
fn parse(bytes: &[u8]) -> Result<Option<(Head, usize)>, Answer> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes) {
        Ok(httparse::Status::Partial) => Ok(None),
        Ok(httparse::Status::Complete(length)) => Ok(Some((head(&request)?, length))),
        Err(error) => Err(refusal(400, &format!("Not an HTTP/1 request: {error}"))),
    }
}

fn head(parsed: &httparse::Request<'_, '_>) -> Result<Head, Answer> {
    let target = parsed.path.unwrap_or_default();
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (target, None),
    };
    let headers = parsed.headers.iter().map(|header| {
        let value = String::from_utf8_lossy(header.value).into_owned();
        (header.name.to_owned(), value)
    });
    let request = RecordedRequest {
        received_at: Instant::now(),
        method: parsed.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query,
        headers: headers.collect(),
        body: Vec::new(),
    };
    Ok(Head {
        body_length: body_length(&request)?,
        keep_alive: keep_alive(&request, parsed.version),
        request,
    })
}

fn body_length(request: &RecordedRequest) -> Result<usize, Answer> {
    if !request.header("transfer-encoding").is_empty() {
        return Err(refusal(411, "Send the body with a Content-Length"));
    }
    match request.header("content-length").as_slice() {
        [] => Ok(0),
        [length] => match length.parse() {
            Ok(length) if length <= MAX_BODY => Ok(length),
            Ok(_) => Err(refusal(413, "Body is too large")),
            Err(_) => Err(refusal(400, "Content-Length is not a number")),
        },
        _ => Err(refusal(400, "Content-Length is sent more than once")),
    }
}

fn keep_alive(request: &RecordedRequest, version: Option<u8>) -> bool {
    let asks_to_close = request
        .header("connection")
        .iter()
        .any(|value| value.eq_ignore_ascii_case("close"));
    version == Some(1) && !asks_to_close
}

fn refusal(status: u16, message: &str) -> Answer {
    Answer::error(status, "malformed_request", message)
}
