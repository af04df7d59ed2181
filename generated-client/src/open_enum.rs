//! Decoding of open enums, which keep unknown values.
//!
//! Self-contained (serde): the generator copies this file into stand-alone crates.

use serde::de::{Deserializer, Error, Visitor};
use std::fmt;

/// Decodes a string and converts it with `from`.
pub(crate) fn decode<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    from: fn(&str) -> T,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(from))
}

struct Text<T>(fn(&str) -> T);

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok((self.0)(text))
    }
}
