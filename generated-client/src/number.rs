//! Numbers as they are sent: one without a fraction is written without one.
//!
//! The document calls every number of the service a `number`, also those that it counts in;
//! many servers refuse 2.0 where they count.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Number;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

/// From here on, not every integer is a float, and an exponent is shorter.
const LARGE: f64 = 9_007_199_254_740_992.0;

/// Writes a number for a query.
pub(crate) fn text(number: &Number) -> String {
    let float = number.as_f64().filter(|_| number.is_f64());
    float.and_then(whole).unwrap_or_else(|| number.to_string())
}

/// Encodes a body as JSON.
pub(crate) fn to_json<T: Serialize>(body: &T) -> serde_json::Result<Vec<u8>> {
    let mut json = Vec::new();
    body.serialize(&mut Serializer::with_formatter(&mut json, WholeFloats))?;
    Ok(json)
}

fn whole(float: f64) -> Option<String> {
    let is_whole = float.fract() == 0.0 && float.abs() < LARGE;
    // Zero has a sign, which nobody counts in.
    is_whole.then(|| format!("{:.0}", float + 0.0))
}

struct WholeFloats;

impl Formatter for WholeFloats {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, float: f64) -> io::Result<()> {
        match whole(float) {
            Some(text) => writer.write_all(text.as_bytes()),
            None => CompactFormatter.write_f64(writer, float),
        }
    }

    fn write_f32<W: ?Sized + Write>(&mut self, writer: &mut W, float: f32) -> io::Result<()> {
        match whole(f64::from(float)) {
            Some(text) => writer.write_all(text.as_bytes()),
            None => CompactFormatter.write_f32(writer, float),
        }
    }
}
