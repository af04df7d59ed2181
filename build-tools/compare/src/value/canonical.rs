//! A canonical form of values: `1` is `1.0`, and members have no order.

use serde_json::{Map, Value};
use std::fmt::Write as _;

/// The canonical text: equal for values that mean the same.
pub(crate) fn text(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

/// Whether two values, or their absence, mean the same.
pub(crate) fn same(left: Option<&Value>, right: Option<&Value>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left == right || text(left) == text(right),
        (left, right) => left.is_none() && right.is_none(),
    }
}

/// An object without some of its members.
pub(crate) fn without(value: &Value, members: &[&str]) -> Value {
    match value {
        Value::Object(all) => Value::Object(
            all.iter()
                .filter(|(name, _)| !members.contains(&name.as_str()))
                .map(|(name, member)| (name.clone(), member.clone()))
                .collect(),
        ),
        other => other.clone(),
    }
}

/// The lists of a component that have no order.
const UNORDERED: [&str; 7] = [
    "allOf",
    "anyOf",
    "enum",
    "oneOf",
    "parameters",
    "required",
    "tags",
];
/// The keywords that are false where they are absent.
const FALSE: [&str; 3] = ["deprecated", "nullable", "required"];
/// The keywords whose values are data of the API: every list in them has an order.
const DATA: [&str; 3] = ["default", "example", "examples"];

/// A component with its unordered lists sorted, and without defaults of
/// `OpenAPI`.
pub(crate) fn component(value: &Value) -> Value {
    let Value::Object(members) = value else {
        return match value {
            Value::Array(items) => items.iter().map(component).collect(),
            scalar => scalar.clone(),
        };
    };
    let said = members.iter().filter(|(name, member)| {
        !(FALSE.contains(&name.as_str()) && **member == Value::Bool(false))
    });
    let plain = said.map(|(name, member)| {
        if DATA.contains(&name.as_str()) {
            return (name.clone(), member.clone());
        }
        let mut member = component(member);
        if let (true, Value::Array(items)) = (UNORDERED.contains(&name.as_str()), &mut member) {
            items.sort_by_cached_key(text);
        }
        (name.clone(), member)
    });
    Value::Object(plain.collect())
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Number(number) => {
            let _ = match number.as_f64() {
                Some(float) if number.is_f64() => write!(text, "{float}"),
                _ => write!(text, "{number}"),
            };
        }
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(members) => write_members(members, text),
        scalar => {
            let _ = write!(text, "{scalar}");
        }
    }
}

fn write_members(members: &Map<String, Value>, text: &mut String) {
    let mut names: Vec<&String> = members.keys().collect();
    names.sort_unstable();
    text.push('{');
    for name in names {
        let _ = write!(text, "{name:?}:");
        if let Some(member) = members.get(name) {
            write(member, text);
        }
        text.push(',');
    }
    text.push('}');
}

#[cfg(test)]
mod tests {
    use super::text;
    use serde_json::json;

    #[test]
    fn numbers_and_order_of_members_are_read_by_meaning() {
        assert_eq!(
            text(&json!({"a": 1, "b": 2})),
            text(&json!({"b": 2.0, "a": 1.0}))
        );
        assert_ne!(text(&json!([1, 2])), text(&json!([2, 1])));
        assert_ne!(text(&json!("1")), text(&json!(1)));
    }
}
