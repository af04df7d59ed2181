//! Decoding of open enums, which keep unknown values.
//!
//! Self-contained (serde): the generator copies this file into stand-alone crates.

use serde::de::{Deserializer, Error, Visitor};
use std::cell::Cell;
use std::fmt;

thread_local! {
    /// How many texts were decoded that their enum does not list.
    static UNLISTED: Cell<usize> = const { Cell::new(0) };
}

/// Decodes a string and converts it with `from`; `is_listed` tells whether the enum
/// lists what came of it.
pub(crate) fn decode<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    from: fn(&str) -> T,
    is_listed: fn(&T) -> bool,
) -> Result<T, D::Error> {
    let value = deserializer.deserialize_str(Text(from))?;
    if !is_listed(&value) {
        count(1);
    }
    Ok(value)
}

/// Counts more texts that no enum lists.
pub(crate) fn count(more: usize) {
    UNLISTED.set(UNLISTED.get().saturating_add(more));
}

/// Runs `work`, and counts apart the texts it decodes that their enum does not list: so
/// the forms of a union can be tried, and compared.
#[allow(dead_code, reason = "whether there is a union depends on the document")]
pub(crate) fn counted<T>(work: impl FnOnce() -> T) -> (T, usize) {
    let before = UNLISTED.replace(0);
    let done = work();
    (done, UNLISTED.replace(before))
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
