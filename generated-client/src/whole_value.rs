//! Decoding of what can be told only when all of a value was read.
//!
//! Self-contained (serde, `serde_json`): the generator copies this file into stand-alone
//! crates.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// Reads any JSON, and decodes it with `made`. A fault is found while the value is read, so
/// that the error stands where the value is.
#[allow(dead_code, reason = "whether there is a union depends on the document")]
pub(crate) fn decode<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    made: impl Fn(Value) -> Result<T, String>,
) -> Result<T, D::Error> {
    let mut decoded = None;
    let mut take = |value| {
        decoded = Some(made(value)?);
        Ok(())
    };
    deserializer.deserialize_any(Taken(&mut take))?;
    decoded.ok_or_else(|| D::Error::custom("expected a value"))
}

/// Gives a value away when all of it was read.
struct Taken<'t>(&'t mut dyn FnMut(Value) -> Result<(), String>);

impl Taken<'_> {
    fn take<E: Error>(self, value: Value) -> Result<(), E> {
        (self.0)(value).map_err(E::custom)
    }
}

impl<'de> Visitor<'de> for Taken<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.take(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.take(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.take(Value::deserialize(deserializer)?)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.take(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.take(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.take(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.take(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.take(value.into())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<(), E> {
        self.take(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.take(Value::deserialize(SeqAccessDeserializer::new(items))?)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        self.take(Value::deserialize(MapAccessDeserializer::new(members))?)
    }
}
