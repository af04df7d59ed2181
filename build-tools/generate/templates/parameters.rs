//! Writes parameters and forms in the styles of the OpenAPI Specification.
//!
//! What a style puts between values stands as it is, and values are encoded, so that no
//! value is taken for two.

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

/// A query parameter, encoded; nothing when it is absent.
pub(crate) fn query<T: Serialize>(name: &str, value: &T, style: Style) -> Result<String, String> {
    let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
    Ok(pairs(name, &value, style, form_text).join("&"))
}

/// A header's value, or any text without a name.
pub(crate) fn text<T: Serialize>(value: &T, style: Style) -> Result<String, String> {
    let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
    Ok(match style {
        Style::Json => value.to_string(),
        _ if is_one(&value) => scalar(&value),
        Style::SimpleExploded => joined(&value, ",", "=", &|text| escaped(text, ",=")),
        _ => joined(&value, ",", ",", &|text| escaped(text, ",")),
    })
}

/// A part of the path; `encode` encodes what would end its segment.
pub(crate) fn path<T: Serialize>(
    name: &str,
    value: &T,
    style: Style,
    encode: fn(&str) -> String,
) -> Result<String, String> {
    let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
    let is_one = is_one(&value);
    let besides = |separators: &'static str| {
        let separators = if is_one { "" } else { separators };
        move |text: &str| replaced(encode(text), separators)
    };
    let named = |text: String| format!(";{}={text}", encode(name));
    Ok(match (style, &value) {
        (Style::Json, _) => encode(&value.to_string()),
        (Style::Label, _) => format!(".{}", joined(&value, ",", ",", &besides(","))),
        (Style::LabelExploded, _) => format!(".{}", joined(&value, ".", "=", &besides(".="))),
        (Style::MatrixExploded, Value::Array(items)) => items
            .iter()
            .map(|item| named(encode(&scalar(item))))
            .collect(),
        (Style::MatrixExploded, Value::Object(_)) => {
            format!(";{}", joined(&value, ";", "=", &besides("=")))
        }
        (Style::Matrix | Style::MatrixExploded, _) => {
            named(joined(&value, ",", ",", &besides(",")))
        }
        (Style::SimpleExploded, _) => joined(&value, ",", "=", &besides(",=")),
        _ => joined(&value, ",", ",", &besides(",")),
    })
}

/// The value of the one `Cookie` header, with a cookie added to what it has.
pub(crate) fn cookie<T: Serialize>(
    before: &str,
    name: &str,
    value: &T,
    style: Style,
) -> Result<String, String> {
    let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
    let mut cookies = pairs(name, &value, style, cookie_text);
    if !before.is_empty() {
        cookies.insert(0, before.to_owned());
    }
    Ok(cookies.join("; "))
}

/// A form, encoded, with the styles of those of its members that have one.
///
/// Of the others, lists repeat their name, and members of members are written as
/// `name[member]`, to any depth, since the specification leaves them open.
pub(crate) fn form<T: Serialize>(body: &T, styles: &[(&str, Style)]) -> Result<String, String> {
    let body = serde_json::to_value(body).map_err(|error| error.to_string())?;
    let Value::Object(members) = &body else {
        return Err("a form is an object".to_owned());
    };
    let mut all = Vec::new();
    for (name, value) in members {
        let known = styles.iter().find(|(known, _)| known == name);
        let style = known.map_or(Style::DeepObject, |(_, style)| *style);
        all.append(&mut pairs(name, value, style, form_text));
    }
    Ok(all.join("&"))
}

/// A parameter as pairs of a name and a value; `encode` encodes both where
/// nothing but that stands in them.
fn pairs(name: &str, value: &Value, style: Style, encode: fn(&str) -> String) -> Vec<String> {
    let pair = |name: &str, text: String| format!("{}={text}", replaced(encode(name), "="));
    let list = |between: &str, encode: &dyn Fn(&str) -> String| {
        vec![pair(name, joined(value, between, between, encode))]
    };
    match (style, value) {
        (_, Value::Null) => Vec::new(),
        (Style::Json, _) => vec![pair(name, encode(&value.to_string()))],
        (Style::DeepObject, _) => {
            let mut all = Vec::new();
            deep(name, value, &mut |name, text| {
                all.push(pair(name, encode(text)));
            });
            all
        }
        _ if is_one(value) => vec![pair(name, encode(&scalar(value)))],
        (Style::FormExploded, Value::Array(items)) => {
            let items = items.iter();
            items
                .map(|item| pair(name, encode(&scalar(item))))
                .collect()
        }
        (Style::FormExploded, Value::Object(members)) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            let written = members.map(|(name, value)| pair(name, encode(&scalar(value))));
            written.collect()
        }
        // These separators are encoded themselves, so that in a value they are
        // encoded once more.
        (Style::SpaceDelimited, _) => list("%20", &|text| encoded(&escaped(text, " "))),
        (Style::PipeDelimited, _) => list("%7C", &|text| encoded(&escaped(text, "|"))),
        _ => list(",", &encoded),
    }
}

/// Calls `visit` with each single value of a value, and its name.
fn deep(name: &str, value: &Value, visit: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if item.is_object() || item.is_array() {
                    deep(&format!("{name}[{index}]"), item, visit);
                } else {
                    deep(name, item, visit);
                }
            }
        }
        Value::Object(members) => {
            for (member, value) in members {
                let member = escaped(member, "[]");
                deep(&format!("{name}[{member}]"), value, visit);
            }
        }
        other => visit(name, &scalar(other)),
    }
}

/// The values of a list, or the names and values of an object, in one text; a
/// single value is encoded as one of a list.
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

/// Whether a value is neither a list nor an object.
fn is_one(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
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

/// Text as `application/x-www-form-urlencoded` has it.
fn form_text(text: &str) -> String {
    percent(text, |byte| {
        byte.is_ascii_alphanumeric() || b"*-._ ".contains(&byte)
    })
    .replace(' ', "+")
}

/// Text as a cookie can have it. What is encoded already stays as it is: a
/// cookie is often sent back as it was set.
fn cookie_text(text: &str) -> String {
    percent(text, |byte| {
        byte.is_ascii_graphic() && !b"\",;\\".contains(&byte)
    })
}

/// A value among others, of which nothing can be taken for a separator.
fn encoded(text: &str) -> String {
    percent(text, |byte| {
        byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
    })
}

fn percent(text: &str, stays: fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if stays(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Text in which only `separators` are encoded, and what looks encoded.
fn escaped(text: &str, separators: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (place, c) in text.char_indices() {
        let code = text.as_bytes().get(place + 1..place + 3);
        let looks_encoded =
            c == '%' && code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
        if looks_encoded || separators.contains(c) {
            escaped.push_str(&percent(c.encode_utf8(&mut [0; 4]), |_| false));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Encoded text in which `separators` are encoded too.
fn replaced(encoded: String, separators: &str) -> String {
    separators.chars().fold(encoded, |text, separator| {
        text.replace(
            separator,
            &percent(separator.encode_utf8(&mut [0; 4]), |_| false),
        )
    })
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
