//! Inputs of several parts, such as two documents, as one text.

use api_document::ingest::Source;

/// The line between two parts.
const SEPARATOR: &[u8] = b"\n=====\n";

/// The parts of an input; at least one.
pub fn parts(input: &[u8]) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = input;
    let find = |bytes: &[u8]| {
        bytes
            .windows(SEPARATOR.len())
            .position(|at| at == SEPARATOR)
    };
    while let Some(end) = find(rest) {
        parts.push(&rest[..end]);
        rest = &rest[end + SEPARATOR.len()..];
    }
    parts.push(rest);
    parts
}

/// The input of these parts.
pub(crate) fn joined(parts: &[Vec<u8>]) -> Vec<u8> {
    parts.join(SEPARATOR)
}

/// A part as a source of this name.
pub fn source(name: &str, part: &[u8]) -> Source {
    Source {
        name: name.to_owned(),
        bytes: part.to_vec(),
    }
}
