//! Numbers where integers or decimals are meant.

use super::uses::Use;
use super::violation::Violation;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

rules! {
    pub(crate) RULES:

    NUMBER_FOR_INTEGER: Warning {
        code: "number-for-integer",
        meaning: "Something that is counted is a `number`.",
        why: "In Rust it is a float, which a program does not count in, unless a rule makes it an \
              integer by its name, bounds and example.",
        help: "Make it `type: integer` in an overlay, if it never has a fraction.",
    }

    DECIMAL_AS_DOUBLE: Warning {
        code: "decimal-as-double",
        meaning: "A decimal is a `number`.",
        why: "In Rust, as in most languages, it is a double, which does not hold every decimal of \
              more than 15 digits: 999999999999999.99 becomes 1000000000000000.",
        help: "Where the service also takes and gives it as text, make it `type: string` in an \
               overlay.",
    }
}

/// Words that end the name of something that is counted.
const COUNTED: [&str; 20] = [
    "age", "attempts", "count", "days", "hours", "id", "index", "length", "limit", "minutes",
    "offset", "page", "pages", "port", "quantity", "retries", "size", "total", "version", "year",
];

pub(super) fn integers(uses: &[Use<'_>]) -> Vec<Violation> {
    let mut seen = BTreeSet::new();
    uses.iter()
        .filter_map(|used| Some((used, why_integer(used, used.schema.as_object()?)?)))
        .filter(|(used, _)| seen.insert(&used.pointer))
        .map(|(used, why)| Violation {
            rule: &NUMBER_FOR_INTEGER,
            pointer: used.pointer.clone(),
            message: format!("this is a `number`, a float in Rust, but {why}"),
            help: "make it `type: integer` in an overlay, if it never has a fraction",
        })
        .collect()
}

pub(super) fn decimals(uses: &[Use<'_>]) -> Vec<Violation> {
    let mut seen = BTreeSet::new();
    let decimal = |used: &&Use<'_>| {
        let says = |key: &str, text: &str| used.schema.get(key).is_some_and(|it| it == text);
        says("type", "number") && (says("format", "decimal") || says("format", "decimal128"))
    };
    let found = uses.iter().filter(decimal);
    found
        .filter(|used| seen.insert(&used.pointer))
        .map(|used| Violation {
            rule: &DECIMAL_AS_DOUBLE,
            pointer: used.pointer.clone(),
            message: "this decimal is a `number`, a double in Rust, which does not hold every \
                      decimal of more than 15 digits"
                .to_owned(),
            help: "make it `type: string` in an overlay, where the service takes and gives text",
        })
        .collect()
}

fn why_integer(used: &Use<'_>, schema: &Map<String, Value>) -> Option<String> {
    if schema.get("type").and_then(Value::as_str) != Some("number") {
        return None;
    }
    match schema.get("format").and_then(Value::as_str) {
        Some("float" | "double") => return None,
        Some(format @ ("int32" | "int64")) => return Some(format!("its format is `{format}`")),
        _ => {}
    }
    let numbers = ["example", "default", "multipleOf", "minimum", "maximum"];
    let given = numbers.iter().filter_map(|key| schema.get(*key));
    let listed = schema.get("enum").and_then(Value::as_array);
    let given: Vec<&Value> = given.chain(listed.into_iter().flatten()).collect();
    if given.iter().any(|value| is_fraction(value)) {
        return None;
    }
    if schema.get("multipleOf").is_some() {
        return Some("it is a multiple of an integer".to_owned());
    }
    if listed.is_some() {
        return Some("all its values are integers".to_owned());
    }
    let last = api_document::names::field_name(&used.name);
    let last = last.rsplit('_').next().unwrap_or_default();
    COUNTED
        .contains(&last)
        .then(|| format!("`{}` is something that is counted", used.name))
}

fn is_fraction(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number.fract() != 0.0)
}
