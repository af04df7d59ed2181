//! The forms that evidence can give a bare object, and what its own members
//! say of it.

use crate::normalise::sites::{Kind, Site};
use serde_json::{Map, Value, json};

/// The type of a single value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    ty: &'static str,
    format: Option<String>,
    values: Option<Vec<Value>>,
}

/// What a bare object says of itself.
pub(super) enum Own {
    /// It is a single value.
    Scalar(Form, String),
    /// It has members, or is a list.
    Object(String),
    Nothing,
}

const SCALARS: [&str; 4] = ["string", "integer", "number", "boolean"];

impl Form {
    pub(super) fn text() -> Self {
        Self::of_type("string")
    }

    pub(super) fn time() -> Self {
        Self {
            format: Some("date-time".to_owned()),
            ..Self::text()
        }
    }

    fn of_type(ty: &'static str) -> Self {
        Self {
            ty,
            format: None,
            values: None,
        }
    }

    /// The form of a schema, if that is of a single value.
    pub(super) fn of(schema: &Value) -> Option<Self> {
        let written = schema.get("type").and_then(Value::as_str)?;
        let ty = SCALARS.into_iter().find(|scalar| *scalar == written)?;
        let unions = ["allOf", "oneOf", "anyOf"];
        if unions.iter().any(|key| schema.get(*key).is_some()) {
            return None;
        }
        let values = schema.get("enum").and_then(Value::as_array).cloned();
        Some(Self {
            ty,
            format: schema
                .get("format")
                .and_then(Value::as_str)
                .map(str::to_owned),
            values: values.map(|values| values.into_iter().filter(|it| !it.is_null()).collect()),
        })
    }

    fn of_value(value: &Value) -> Option<Self> {
        Some(Self::of_type(match value {
            Value::String(_) => "string",
            Value::Number(_) => "number",
            Value::Bool(_) => "boolean",
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        }))
    }

    /// The form of whatever is of either form, if there is one.
    pub(super) fn joined(&self, other: &Self) -> Option<Self> {
        let numbers = ["integer", "number"];
        let ty = match (self.ty, other.ty) {
            (one, other) if one == other => one,
            (one, other) if numbers.contains(&one) && numbers.contains(&other) => "number",
            _ => return None,
        };
        // What says less is of the other's form too: an example has no format.
        let format = match (&self.format, &other.format) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        let values = match (&self.values, &other.values) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        Some(Self { ty, format, values })
    }

    /// The form that two schemas have in common, if there is one.
    pub(super) fn common(&self, other: &Self) -> Option<Self> {
        let mut common = self.joined(other)?;
        if self.format != other.format {
            common.format = None;
        }
        if self.values != other.values {
            common.values = None;
        }
        Some(common)
    }

    pub(super) fn write(&self, schema: &mut Map<String, Value>) {
        schema.insert("type".to_owned(), json!(self.ty));
        if let Some(format) = &self.format {
            schema.insert("format".to_owned(), json!(format));
        }
        if let Some(values) = &self.values {
            schema.insert("enum".to_owned(), json!(values));
        }
    }

    pub(super) fn described(&self) -> &'static str {
        match (self.ty, self.format.as_deref()) {
            ("string", Some("date-time")) => "a date and time",
            ("string", _) if self.values.is_some() => "one of a list of strings",
            ("string", _) => "a string",
            ("integer", _) => "an integer",
            ("number", _) => "a number",
            _ => "a boolean",
        }
    }
}

/// What the schema's own members say; for an item, also those of its list.
pub(super) fn own(site: &Site<'_>) -> Own {
    let schema = site.schema;
    if let Some(form) = of_format(schema) {
        let format = schema.get("format").and_then(Value::as_str);
        let because = format!("its format is `{}`", format.unwrap_or_default());
        return Own::Scalar(form, because);
    }
    let listed = schema.get("enum").and_then(Value::as_array);
    if let Some(values) = listed.filter(|values| !values.is_empty()) {
        return of_enum(values);
    }
    let mut own = ["example", "default"]
        .into_iter()
        .filter_map(|key| Some((key, schema.get(key)?)))
        .chain(around(site).map(|value| ("example", value)))
        .filter(|(_, value)| !value.is_null());
    match own.next() {
        None => Own::Nothing,
        Some((key, value)) => match Form::of_value(value) {
            Some(form) => {
                let because = format!("its {key} is {}", form.described());
                Own::Scalar(form, because)
            }
            None => Own::Object(format!("its {key} is not a single value")),
        },
    }
}

/// The example that a parameter or a list has of the schema in it.
fn around<'d>(site: &Site<'d>) -> Option<&'d Value> {
    let example = || site.around.get("example");
    match site.kind {
        Kind::Parameter => example(),
        Kind::Item => example()?.as_array()?.first(),
        _ => None,
    }
}

fn of_enum(values: &[Value]) -> Own {
    let mut forms = values
        .iter()
        .filter(|value| !value.is_null())
        .map(Form::of_value);
    let first = forms.next().flatten();
    let common = forms.try_fold(first, |common, form| {
        common
            .zip(form)
            .and_then(|(common, form)| common.joined(&form))
            .map(Some)
    });
    match common.flatten() {
        Some(mut form) => {
            let because = format!("its values are each {}", form.described());
            form.values = Some(values.iter().filter(|it| !it.is_null()).cloned().collect());
            Own::Scalar(form, because)
        }
        None => Own::Object("its values are of several types".to_owned()),
    }
}

/// The form of a format that only single values have.
fn of_format(schema: &Value) -> Option<Form> {
    let format = schema.get("format").and_then(Value::as_str)?;
    let ty = match format {
        "date-time" | "date" | "time" | "email" | "uri" | "url" | "uuid" | "hostname" | "ipv4"
        | "ipv6" | "byte" | "password" => "string",
        "int32" | "int64" => "integer",
        "float" | "double" => "number",
        _ => return None,
    };
    Some(Form {
        format: Some(format.to_owned()),
        ..Form::of_type(ty)
    })
}

/// Whether a text is a date and time by RFC 3339.
pub(super) fn is_time(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let Some(rest) = shape.strip_prefix("0000-00-00T00:00:00") else {
        return false;
    };
    let zone = rest
        .strip_prefix('.')
        .map_or(rest, |fraction| fraction.trim_start_matches('0'));
    ["Z", "+00:00", "-00:00"].contains(&zone)
}
