//! An answer of the service, before it is written to a connection.

use serde_json::{Value, json};

/// An answer of the service: a status, headers and a body.
///
/// The simulator adds `Date`, `Connection` and the length of the body when
/// it writes the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Content,
    pub(crate) chunked: bool,
}

/// The bytes of a body. Filler is a JSON string, made while it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Bytes(Vec<u8>),
    Filler(u64),
}

const JSON: &str = "application/json; charset=utf-8";

impl Answer {
    /// Creates an answer without headers and without a body.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Content::Bytes(Vec::new()),
            chunked: false,
        }
    }

    /// Creates an answer with a JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::status(status).body(JSON, body.to_string())
    }

    /// Creates an answer with the service's error body, without violations.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self::json(
            status,
            &json!({ "error": { "message": message, "code": code } }),
        )
    }

    /// Creates an answer whose body is one JSON string of `bytes` bytes.
    pub fn filler(status: u16, bytes: u64) -> Self {
        let mut answer = Self::status(status).header("Content-Type", JSON);
        answer.body = Content::Filler(bytes);
        answer
    }

    /// Sets the body and its `Content-Type`.
    #[must_use]
    pub fn body(mut self, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Content::Bytes(body.into());
        self.header("Content-Type", content_type)
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same answer, sent in chunks, without a `Content-Length`.
    #[must_use]
    pub fn chunked(mut self) -> Self {
        self.chunked = true;
        self
    }
}
