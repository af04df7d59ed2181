//! A request as it came over the wire, and what it is beside another.

use serde::{Deserialize, Serialize};
use std::io::{self, BufRead};

/// One request, without what says where it was sent to and how the connection is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The method, and the path with the query.
    pub line: String,
    /// The headers, sorted: their order says nothing.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// The headers of the connection.
const CONNECTION: [&str; 3] = ["host", "connection", "content-length"];

/// Reads a request; nothing where the connection ends before one.
pub fn read(from: &mut impl BufRead) -> io::Result<Option<Request>> {
    let Some(start) = head_line(from)? else {
        return Ok(None);
    };
    let line = start.trim_end_matches(" HTTP/1.1").to_owned();
    let mut headers = Vec::new();
    while let Some(line) = head_line(from)?.filter(|line| !line.is_empty()) {
        let (name, value) = line
            .split_once(':')
            .ok_or_else(|| invalid(&format!("expected a header, found `{line}`")))?;
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let value = |wanted: &str| {
        let mut all = headers.iter();
        all.find_map(|(name, value)| (name == wanted).then_some(value))
    };
    if value("transfer-encoding").is_some() {
        return Err(invalid("expected a body whose length is given"));
    }
    let length = value("content-length").map_or(Ok(0), |length| length.parse());
    let mut body = vec![0; length.map_err(|_| invalid("expected a length of the body"))?];
    from.read_exact(&mut body)?;
    headers.retain(|(name, _)| !CONNECTION.contains(&name.as_str()));
    headers.sort();
    Ok(Some(Request {
        line,
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }))
}

/// Returns a line without its end; nothing at the end of the connection.
fn head_line(from: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    let read = from.read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
}

fn invalid(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

impl Request {
    /// Returns what this request has and `other` has not, in a few words.
    pub fn beside(&self, other: &Self) -> String {
        let mut parts = Vec::new();
        if self.line != other.line {
            parts.push(self.line.clone());
        }
        let own = self.headers.iter();
        for (name, value) in own.filter(|header| !other.headers.contains(header)) {
            parts.push(format!("{name}: {value}"));
        }
        if self.body != other.body {
            parts.push(self.body.clone());
        }
        parts.join(" ")
    }
}
