//! Writes parameters and forms in the styles of the OpenAPI Specification.

use serde::Serialize;
use serde_json::Value;

/// The styles, and JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Simple,
    SimpleExploded,
    Label,
    LabelExploded,
    Matrix,
    MatrixExploded,
    Form,
    FormExploded,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
}

/// A query parameter, as the pairs it is written in; none when it is absent.
pub(crate) fn query<T: Serialize>(
    name: &str,
    value: &T,
    style: Style,
) -> Result<Vec<(String, String)>, String> {
    let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
    Ok(pairs(name, &value, style))
}

/// A header's value, or any text without a name.
pub(crate) fn text<T: Serialize>(value: &T, style: Style) -> Result<String, String> {
    let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
    let same = |text: &str| text.to_owned();
    Ok(match style {
        Style::Json => value.to_string(),
        Style::SimpleExploded => joined(&value, ",", "=", &same),
        _ => joined(&value, ",", ",", &same),
    })
}

/// A segment of the path; `encode` encodes what is not of the style.
pub(crate) fn path<T: Serialize>(
    name: &str,
    value: &T,
    style: Style,
    encode: fn(&str) -> String,
) -> Result<String, String> {
    let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
    let named = |text: String| format!(";{name}={text}");
    Ok(match (style, &value) {
        (Style::Json, _) => encode(&value.to_string()),
        (Style::Label, _) => format!(".{}", joined(&value, ",", ",", &encode)),
        (Style::LabelExploded, _) => format!(".{}", joined(&value, ".", "=", &encode)),
        (Style::MatrixExploded, Value::Array(items)) => items
            .iter()
            .map(|item| named(encode(&scalar(item))))
            .collect(),
        (Style::MatrixExploded, Value::Object(_)) => {
            format!(";{}", joined(&value, ";", "=", &encode))
        }
        (Style::Matrix | Style::MatrixExploded, _) => named(joined(&value, ",", ",", &encode)),
        (Style::SimpleExploded, _) => joined(&value, ",", "=", &encode),
        _ => joined(&value, ",", ",", &encode),
    })
}

/// The value of the one `Cookie` header, with a cookie added to what it has.
pub(crate) fn cookie<T: Serialize>(
    before: &str,
    name: &str,
    value: &T,
    style: Style,
) -> Result<String, String> {
    let mut text = before.to_owned();
    for (name, value) in query(name, value, style)? {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&format!("{name}={value}"));
    }
    Ok(text)
}

/// A form. Lists repeat their name; members of members are written as
/// `name[member]`, to any depth, since the specification leaves them open.
pub(crate) fn form<T: Serialize>(body: &T) -> Result<Vec<(String, String)>, String> {
    let body = serde_json::to_value(body).map_err(|error| error.to_string())?;
    let Value::Object(members) = &body else {
        return Err("a form is an object".to_owned());
    };
    let mut pairs = Vec::new();
    for (name, value) in members {
        deep(name, value, &mut pairs);
    }
    Ok(pairs)
}

fn pairs(name: &str, value: &Value, style: Style) -> Vec<(String, String)> {
    let same = |text: &str| text.to_owned();
    let one = |text: String| vec![(name.to_owned(), text)];
    match (style, value) {
        (_, Value::Null) => Vec::new(),
        (Style::Json, _) => one(value.to_string()),
        (Style::FormExploded, Value::Array(items)) => items
            .iter()
            .map(|item| (name.to_owned(), scalar(item)))
            .collect(),
        (Style::FormExploded, Value::Object(members)) => members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), scalar(value)))
            .collect(),
        (Style::DeepObject, _) => {
            let mut pairs = Vec::new();
            deep(name, value, &mut pairs);
            pairs
        }
        (Style::SpaceDelimited, _) => one(joined(value, " ", " ", &same)),
        (Style::PipeDelimited, _) => one(joined(value, "|", "|", &same)),
        _ => one(joined(value, ",", ",", &same)),
    }
}

fn deep(name: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if item.is_object() || item.is_array() {
                    deep(&format!("{name}[{index}]"), item, pairs);
                } else {
                    deep(name, item, pairs);
                }
            }
        }
        Value::Object(members) => {
            for (member, value) in members {
                deep(&format!("{name}[{member}]"), value, pairs);
            }
        }
        other => pairs.push((name.to_owned(), scalar(other))),
    }
}

/// The values of a list, or the names and values of an object, in one text.
fn joined(value: &Value, between: &str, within: &str, encode: &dyn Fn(&str) -> String) -> String {
    let parts: Vec<String> = match value {
        Value::Array(items) => items.iter().map(|item| encode(&scalar(item))).collect(),
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| format!("{}{within}{}", encode(name), encode(&scalar(value))))
            .collect(),
        other => vec![encode(&scalar(other))],
    };
    parts.join(between)
}

/// A single value; of what is none, the JSON.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Number(_) => without_fraction(value.clone()).to_string(),
        other => other.to_string(),
    }
}

/// A body as JSON, in which a number without a fraction is written without one.
pub(crate) fn json<T: Serialize>(body: &T) -> Result<Value, String> {
    let body = serde_json::to_value(body).map_err(|error| error.to_string())?;
    Ok(without_fraction(body))
}

fn without_fraction(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            // From 2^53 on, not every integer is a float.
            let whole = number
                .as_f64()
                .filter(|float| float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0)
                .and_then(|float| format!("{:.0}", float + 0.0).parse::<i64>().ok());
            whole.map_or(Value::Number(number), Value::from)
        }
        Value::Array(items) => items.into_iter().map(without_fraction).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name, without_fraction(value)))
            .collect(),
        other => other,
    }
}
