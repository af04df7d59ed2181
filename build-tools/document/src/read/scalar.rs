//! What a YAML scalar means, by the core schema of YAML 1.2: `yes`, `on` and
//! dates are text there.
//!
//! Two departures, so that no text is lost: a number with leading zeros stays
//! text, and a number too large for 64 bits becomes the nearest double, as
//! JSON readers do it.

use serde_json::{Number, Value};
use serde_saphyr::granit_parser::{ScalarStyle, Tag};

/// What becomes of numbers and flags that are not in quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scalars {
    /// They are what they mean.
    Resolved,
    /// They are the texts that are written there.
    AsWritten,
}

/// A scalar that has no place in JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Not a number, infinite, or too large for a double.
    Number,
    /// A tag that is not of the core schema, or does not fit the text.
    Tag,
}

/// The JSON value of a scalar.
pub(super) fn resolve(
    text: &str,
    style: ScalarStyle,
    tag: Option<&Tag>,
) -> Result<Value, Unreadable> {
    match tag {
        None if style == ScalarStyle::Plain => plain(text),
        None => Ok(Value::String(text.to_owned())),
        Some(tag) => tagged(text, tag),
    }
}

fn tagged(text: &str, tag: &Tag) -> Result<Value, Unreadable> {
    // A lone `!` asks for no resolution at all.
    if tag.core_suffix() == Some("str") || tag.original() == "!" {
        return Ok(Value::String(text.to_owned()));
    }
    let value = plain(text)?;
    let fits = match tag.core_suffix() {
        Some("null") => value.is_null(),
        Some("bool") => value.is_boolean(),
        Some("int") => value.is_i64() || value.is_u64(),
        Some("float") => value.is_number(),
        _ => false,
    };
    if fits {
        Ok(value)
    } else {
        Err(Unreadable::Tag)
    }
}

fn plain(text: &str) -> Result<Value, Unreadable> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Ok(Value::Null),
        "true" | "True" | "TRUE" => Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => Ok(Value::Bool(false)),
        _ if is_not_finite(text) => Err(Unreadable::Number),
        _ => number(text).unwrap_or_else(|| Ok(Value::String(text.to_owned()))),
    }
}

fn is_not_finite(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

/// Parses a number; `None` when the text is not one.
fn number(text: &str) -> Option<Result<Value, Unreadable>> {
    if let Some(digits) = text.strip_prefix("0x") {
        return based(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return based(digits, 8);
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let exponent_digits = exponent.map(|text| text.strip_prefix(['-', '+']).unwrap_or(text));
    let well_formed = all_digits(whole)
        && fraction.is_none_or(all_digits)
        && exponent_digits.is_none_or(|digits| !digits.is_empty() && all_digits(digits))
        && (!whole.is_empty() || fraction.is_some_and(|digits| !digits.is_empty()));
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    if !well_formed || leading_zero {
        return None;
    }
    Some(integer(text).map_or_else(|| double(text), Ok))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn integer(text: &str) -> Option<Value> {
    let unsigned = text.parse::<u64>().ok().map(Value::from);
    unsigned.or_else(|| text.parse::<i64>().ok().map(Value::from))
}

fn double(text: &str) -> Result<Value, Unreadable> {
    let number = text.parse().ok().and_then(Number::from_f64);
    number.map(Value::Number).ok_or(Unreadable::Number)
}

fn based(digits: &str, radix: u32) -> Option<Result<Value, Unreadable>> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    let value = u64::from_str_radix(digits, radix).map(Value::from);
    Some(value.map_err(|_| Unreadable::Number))
}
