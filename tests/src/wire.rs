//! Writes answers to a connection, properly or badly.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::StatusCode;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::answer::{Answer, Content};
use crate::fault::Bend;

const CHUNK: usize = 16 * 1024;
/// Lets the client's socket see what was sent before the reset, which may
/// overtake it otherwise.
const BEFORE_RESET: Duration = Duration::from_millis(20);

/// What becomes of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    KeepOpen,
    Close,
    Reset,
}

/// How the end of a body is marked.
#[derive(Clone, Copy, Debug)]
enum Ended {
    Length(u64),
    Chunks,
    Closing,
}

/// One answer's way onto the connection.
#[derive(Debug)]
pub(crate) struct Outgoing<'a> {
    pub(crate) stream: &'a mut TcpStream,
    /// The value of the `Date` header.
    pub(crate) date: String,
    /// Whether the client keeps the connection.
    pub(crate) keep_alive: bool,
}

impl Outgoing<'_> {
    /// Sends an answer properly.
    pub(crate) async fn send(&mut self, answer: &Answer) -> io::Result<Then> {
        let ended = if answer.chunked {
            Ended::Chunks
        } else {
            Ended::Length(length(&answer.body))
        };
        self.stream.write_all(&self.head(answer, ended)).await?;
        self.send_body(&answer.body, answer.chunked).await?;
        Ok(self.afterwards())
    }

    /// Sends bytes as they are, and nothing after them.
    pub(crate) async fn send_bytes(&mut self, bytes: &[u8]) -> io::Result<Then> {
        self.write(&[bytes]).await?;
        Ok(Then::Close)
    }

    /// Sends an answer badly. Filler has no bytes to bend: it is sent properly.
    pub(crate) async fn send_bent(&mut self, answer: Answer, bend: Bend) -> io::Result<Then> {
        let Content::Bytes(body) = &answer.body else {
            return self.send(&answer).await;
        };
        let whole = body.len() as u64;
        let half = body.len() / 2;
        let head = self.head(&answer, Ended::Length(whole));
        match bend {
            Bend::ResetMidway => {
                self.write(&[&head, &body[..half]]).await?;
                tokio::time::sleep(BEFORE_RESET).await;
                Ok(Then::Reset)
            }
            Bend::CloseMidway => {
                self.write(&[&head, &body[..half]]).await?;
                Ok(Then::Close)
            }
            Bend::SlowHead(pause) => {
                self.trickle(&head, pause).await?;
                self.write(&[body]).await?;
                Ok(self.afterwards())
            }
            Bend::SlowBody(pause) => {
                self.write(&[&head]).await?;
                self.trickle(body, pause).await?;
                Ok(self.afterwards())
            }
            Bend::LengthTooLong => {
                let head = self.head(&answer, Ended::Length(whole + 10));
                self.write(&[&head, body]).await?;
                Ok(Then::Close)
            }
            Bend::LengthTooShort => {
                let head = self.head(&answer, Ended::Length(half as u64));
                self.write(&[&head, body]).await?;
                Ok(self.afterwards())
            }
            Bend::Gzip => self.send(&compressed(&answer, body)?).await,
            Bend::Http10 => {
                let head = self.head(&answer, Ended::Closing);
                self.write(&[&head, body]).await?;
                Ok(Then::Close)
            }
            Bend::ThenClose => {
                self.write(&[&head, body]).await?;
                Ok(Then::Close)
            }
        }
    }

    fn afterwards(&self) -> Then {
        if self.keep_alive {
            Then::KeepOpen
        } else {
            Then::Close
        }
    }

    fn head(&self, answer: &Answer, ended: Ended) -> Vec<u8> {
        let version = if matches!(ended, Ended::Closing) {
            "1.0"
        } else {
            "1.1"
        };
        let reason = StatusCode::from_u16(answer.status)
            .ok()
            .and_then(|status| status.canonical_reason())
            .unwrap_or("Unknown");
        let mut head = format!("HTTP/{version} {} {reason}\r\n", answer.status);
        for (name, value) in &answer.headers {
            line(&mut head, name, value);
        }
        match ended {
            Ended::Length(length) => line(&mut head, "Content-Length", &length.to_string()),
            Ended::Chunks => line(&mut head, "Transfer-Encoding", "chunked"),
            Ended::Closing => {}
        }
        line(&mut head, "Date", &self.date);
        let keeps = self.keep_alive && !matches!(ended, Ended::Closing);
        let connection = if keeps { "keep-alive" } else { "close" };
        line(&mut head, "Connection", connection);
        head.push_str("\r\n");
        head.into_bytes()
    }

    async fn send_body(&mut self, body: &Content, chunked: bool) -> io::Result<()> {
        match body {
            Content::Bytes(bytes) => self.send_part(bytes, chunked).await?,
            Content::Filler(bytes) => {
                self.send_part(b"\"", chunked).await?;
                let mut left = bytes.saturating_sub(2);
                while left > 0 {
                    let part = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
                    self.send_part(&[b'a'; CHUNK][..part], chunked).await?;
                    left -= part as u64;
                }
                self.send_part(b"\"", chunked).await?;
            }
        }
        if chunked {
            self.write(&[b"0\r\n\r\n"]).await?;
        }
        Ok(())
    }

    async fn send_part(&mut self, part: &[u8], chunked: bool) -> io::Result<()> {
        if chunked && !part.is_empty() {
            let size = format!("{:x}\r\n", part.len());
            self.write(&[size.as_bytes(), part, b"\r\n"]).await
        } else {
            self.write(&[part]).await
        }
    }

    async fn write(&mut self, parts: &[&[u8]]) -> io::Result<()> {
        self.stream.write_all(&parts.concat()).await
    }

    async fn trickle(&mut self, bytes: &[u8], pause: Duration) -> io::Result<()> {
        for byte in bytes {
            tokio::time::sleep(pause).await;
            self.stream.write_all(&[*byte]).await?;
        }
        Ok(())
    }
}

fn line(head: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = write!(head, "{name}: {value}\r\n");
}

fn length(body: &Content) -> u64 {
    match body {
        Content::Bytes(bytes) => bytes.len() as u64,
        Content::Filler(bytes) => (*bytes).max(2),
    }
}

fn compressed(answer: &Answer, body: &[u8]) -> io::Result<Answer> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body)?;
    let mut compressed = answer.clone().header("Content-Encoding", "gzip");
    compressed.body = Content::Bytes(encoder.finish()?);
    Ok(compressed)
}
