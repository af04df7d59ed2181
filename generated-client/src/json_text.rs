//! The JSON text of a body.

/// The body without a byte order mark, which some servers write before JSON.
pub(crate) fn json_text(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}
