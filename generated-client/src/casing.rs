//! Members of a response in the other casing: the service writes one property as
//! `rate_limit` in one response and as `rateLimit` in another.

use serde_json::{Map, Value};

use crate::members;
use crate::operation::Property;

/// Gives such members the documented name of their property, or drops them where the object
/// has the property under that name too: the types read both names, but not both at once.
///
/// Returns the name of each such member, and the documented one.
pub(crate) fn respell(
    members: &mut Map<String, Value>,
    properties: &[Property],
) -> Vec<(String, &'static str)> {
    let is_known = |name: &str| properties.iter().any(|property| property.name == name);
    let documented = |name: &str| {
        let mut all = properties.iter().map(|property| property.name);
        all.find(|documented| is_other_casing(documented, name))
    };
    let names: Vec<(String, &'static str)> = members
        .keys()
        .filter(|name| !is_known(name))
        .filter_map(|name| Some((name.clone(), documented(name)?)))
        .collect();
    for (name, documented) in &names {
        if let Some(value) = members::take(members, name)
            && !members.contains_key(*documented)
        {
            members.insert((*documented).to_owned(), value);
        }
    }
    names
}

/// Whether a member has the documented name, in whatever casing.
pub(crate) fn is_same_name(documented: &str, name: &str) -> bool {
    documented == name || is_other_casing(documented, name)
}

/// Whether two names have the same words, one in `snake_case` and one in camelCase.
fn is_other_casing(one: &str, other: &str) -> bool {
    let (snake, camel) = match (one.contains('_'), other.contains('_')) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return false,
    };
    let mut words = snake.split('_');
    let mut rest = camel;
    let Some(first) = words.next().filter(|word| !word.is_empty()) else {
        return false;
    };
    let Some(after) = rest.strip_prefix(first) else {
        return false;
    };
    rest = after;
    for word in words {
        let mut letters = word.chars();
        let Some(first) = letters.next() else {
            return false;
        };
        let after = rest.strip_prefix(first.to_ascii_uppercase());
        let Some(after) = after.and_then(|after| after.strip_prefix(letters.as_str())) else {
            return false;
        };
        rest = after;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{Shape, required};
    use serde_json::json;

    fn respelled(mut value: Value, name: &'static str) -> Value {
        let property = required(name, &Shape::Any);
        if let Value::Object(members) = &mut value {
            respell(members, &[property]);
        }
        value
    }

    #[test]
    fn a_member_in_the_other_casing_gets_the_documented_name() {
        let camel = json!({ "lastEnabledAt": 1, "id": 2 });
        let snake = json!({ "last_enabled_at": 1, "id": 2 });
        assert_eq!(respelled(camel.clone(), "last_enabled_at"), snake);
        assert_eq!(respelled(snake, "lastEnabledAt"), camel);
    }

    #[test]
    fn the_documented_name_wins_where_both_are_there() {
        let both = json!({ "rateLimit": 1, "rate_limit": 2 });
        assert_eq!(
            respelled(both.clone(), "rate_limit"),
            json!({ "rate_limit": 2 })
        );
        assert_eq!(respelled(both, "rateLimit"), json!({ "rateLimit": 1 }));
    }

    #[test]
    fn any_other_name_is_another_member() {
        for name in [
            "ratelimit",
            "RateLimit",
            "rate-limit",
            "rate_limits",
            "rateLimits",
            "_",
            "",
        ] {
            let value = json!({ name: 1 });
            assert_eq!(respelled(value.clone(), "rate_limit"), value);
            assert_eq!(respelled(value.clone(), "rateLimit"), value);
        }
    }
}
