//! What the simulator remembers of each request.

use std::time::Instant;

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub struct RecordedRequest {
    /// When its head was read.
    pub received_at: Instant,
    /// As sent.
    pub method: String,
    /// The path without the query, not decoded.
    pub path: String,
    /// What follows the `?`, not decoded.
    pub query: Option<String>,
    /// Names in the case and order they were sent in.
    pub headers: Vec<(String, String)>,
    /// The bytes read of the body: all of them, unless a fault says otherwise.
    pub body: Vec<u8>,
}

impl RecordedRequest {
    /// The values of a header, by its name in any case, in order.
    pub fn header(&self, name: &str) -> Vec<&str> {
        self.headers
            .iter()
            .filter(|(sent, _)| sent.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect()
    }
}
