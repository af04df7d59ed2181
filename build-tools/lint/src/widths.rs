//! Integers that are more than one type of Rust holds.

use super::uses::Use;
use super::violation::Violation;
use api_document::integers::is_never_negative;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

rules! {
    pub(crate) RULES:

    INTEGER_TOO_WIDE: Warning {
        code: "integer-too-wide",
        meaning: "An integer may be more than the integer that it is in Rust holds.",
        why: "It is an `i64`, or a `u64` where it is never negative. A value beyond those limits \
              cannot be sent, and an answer with one is not read.",
        help: "If it is never negative, say `minimum: 0` in an overlay. Where its digits matter \
               beyond that, leave `type` out there, so that it is any JSON value, or use text.",
    }
}

/// What limits an integer, or is a value of it.
const SAID: [&str; 4] = ["minimum", "maximum", "default", "example"];

/// Writers that count in floats round the limits of 64 bits outwards, by less
/// than this; those mean the limits.
const ROUNDING: f64 = 1e15;

pub(super) fn integers(uses: &[Use<'_>]) -> Vec<Violation> {
    let mut seen = BTreeSet::new();
    uses.iter()
        .filter_map(|used| Some((used, beyond(used.schema.as_object()?)?)))
        .filter(|(used, _)| seen.insert(&used.pointer))
        .map(|(used, (said, holds))| Violation {
            rule: &INTEGER_TOO_WIDE,
            pointer: used.pointer.clone(),
            message: format!("this integer may be {said}, which {holds} does not hold"),
            help: "say `minimum: 0` in an overlay if it is never negative; or leave `type` out there, for any JSON value",
        })
        .collect()
}

/// A value that is more than the type holds, and that type.
fn beyond(schema: &Map<String, Value>) -> Option<(&Value, &'static str)> {
    if schema.get("type") != Some(&json!("integer")) {
        return None;
    }
    let (least, most, holds) = if is_never_negative(schema) {
        (0.0, 1.844_674_407_370_955_2e19, "a `u64`")
    } else {
        (
            -9.223_372_036_854_776e18,
            9.223_372_036_854_776e18,
            "an `i64`",
        )
    };
    let listed = schema.get("enum").and_then(Value::as_array);
    let said = SAID.iter().filter_map(|name| schema.get(*name));
    let beyond = |value: &&Value| {
        let float = value.as_f64();
        float.is_some_and(|float| float < least - ROUNDING || float > most + ROUNDING)
    };
    let value = said.chain(listed.into_iter().flatten()).find(beyond)?;
    Some((value, holds))
}
