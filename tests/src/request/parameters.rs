//! Reads and checks the parameters of a request.
//!
//! A parameter that the document does not have is ignored; whether the service
//! does so is not documented.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::{Number, Value, json};

use super::route::Routed;
use super::validate::violations;
use crate::document::{Api, Parameter, Schema};
use crate::recording::RecordedRequest;
use crate::violation::Violation;

/// The checked query parameters of a request, by name.
pub(crate) type Query = BTreeMap<String, Value>;

/// Gives the query parameters, or what is wrong with any parameter.
pub(crate) fn read(
    api: &Api,
    routed: &Routed<'_>,
    request: &RecordedRequest,
) -> Result<Query, Vec<Violation>> {
    let sent = pairs(request.query.as_deref().unwrap_or_default());
    let mut query = Query::new();
    let mut found = Vec::new();
    for parameter in &routed.operation.parameters {
        let name = parameter.name.as_str();
        let values: Vec<String> = match parameter.place.as_str() {
            "query" => named(&sent, name),
            "path" => named(&routed.arguments, name),
            "header" => request
                .header(name)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            _ => continue,
        };
        if let Some(value) = check(api, parameter, &values, &mut found)
            && parameter.place == "query"
        {
            query.insert(name.to_owned(), value);
        }
    }
    if found.is_empty() {
        Ok(query)
    } else {
        Err(found)
    }
}

fn named(pairs: &[(impl AsRef<str>, String)], name: &str) -> Vec<String> {
    let of_name = pairs.iter().filter(|(sent, _)| sent.as_ref() == name);
    of_name.map(|(_, value)| value.clone()).collect()
}

/// The value of a parameter that was sent and is right, or else its default.
fn check(
    api: &Api,
    parameter: &Parameter,
    values: &[String],
    found: &mut Vec<Violation>,
) -> Option<Value> {
    let name = parameter.name.as_str();
    let schema = api.schema(&parameter.schema);
    if values.is_empty() {
        if parameter.required {
            found.push(Violation::new(name, "is required"));
        }
        return schema.keyword("default").cloned();
    }
    let Some(value) = parsed(schema, parameter.explode, values) else {
        found.push(Violation::new(name, "must be sent once"));
        return None;
    };
    let before = found.len();
    violations(schema, &value, name, found);
    (found.len() == before).then_some(value)
}

/// The text of a parameter as a value of the schema's type. Text that is not of
/// this type stays text, so that the check names the type. `None` where a
/// parameter that has one value has several.
fn parsed(schema: Schema<'_>, explode: bool, values: &[String]) -> Option<Value> {
    if schema.kind() == Some("array") {
        let items = schema.items();
        let texts: Vec<&str> = match values {
            [one] if !explode => one.split(',').collect(),
            several => several.iter().map(String::as_str).collect(),
        };
        let of_items = |text: &str| match items {
            Some(items) => scalar(items, text),
            None => json!(text),
        };
        return Some(Value::Array(texts.into_iter().map(of_items).collect()));
    }
    match values {
        [one] => Some(scalar(schema, one)),
        _ => None,
    }
}

fn scalar(schema: Schema<'_>, text: &str) -> Value {
    let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    match (schema.kind(), text) {
        (Some("boolean"), "true") => json!(true),
        (Some("boolean"), "false") => json!(false),
        (Some("integer" | "number"), _) if is_number => number(text).unwrap_or_else(|| json!(text)),
        _ => json!(text),
    }
}

/// A number as JSON writes it. A fraction is read by the standard library, which
/// takes the nearest one.
fn number(text: &str) -> Option<Value> {
    let number: Number = serde_json::from_str(text).ok()?;
    let nearest = text.trim().parse().ok().and_then(Number::from_f64);
    Some(Value::Number(match nearest {
        Some(nearest) if number.is_f64() => nearest,
        _ => number,
    }))
}

/// The names and values of a query, decoded as HTML forms are.
fn pairs(query: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded_as_a_form() {
        let expected = [("a", "1 2"), ("b", "x+y"), ("c", ""), ("d", "=")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(pairs("a=1+2&&b=x%2By&c&d=="), expected);
    }

    #[test]
    fn text_becomes_a_number_where_it_is_one_in_json() {
        let document = json!({});
        let node = json!({ "type": "number" });
        let schema = Schema::new(&document, &node);
        for (text, value) in [
            ("5", json!(5)),
            ("-0.5", json!(-0.5)),
            ("", json!("")),
            (" 5", json!(" 5")),
            ("101.00000000000001", json!(101.000_000_000_000_01)),
            ("NaN", json!("NaN")),
            ("1e999", json!("1e999")),
            ("5 ", json!(5)),
        ] {
            assert_eq!(scalar(schema, text), value, "{text:?}");
        }
    }
}
