//! Names that nothing else has, where the one that is wanted is taken.

use super::case::{method_name, type_name};
use std::collections::BTreeSet;

/// The order in which names that are near each other get theirs in Rust: the
/// one that is spelled so already, then the one that needs the least change.
///
/// The order of a document and the alphabet would give a name to whatever is
/// added at an earlier place.
pub fn precedence(name: &str, in_rust: &str) -> (usize, String) {
    /// The distance takes as long as both lengths multiplied.
    const LONG: usize = 200;
    let distance = if name.len().max(in_rust.len()) > LONG {
        name.len().abs_diff(in_rust.len())
    } else {
        strsim::levenshtein(name, in_rust)
    };
    (distance, name.to_owned())
}

/// Puts those first that get the name they want: of an order of precedence, each
/// that `claims` a name before the others.
///
/// Only then may the rest be told apart: what is added to a name must not make it
/// that of something else.
pub fn claimants_first<T>(in_order: Vec<T>, claims: impl FnMut(&T) -> bool) -> Vec<T> {
    let (mut all, late): (Vec<T>, Vec<T>) = in_order.into_iter().partition(claims);
    all.extend(late);
    all
}

/// The generator finds a component by what follows the last slash.
const IN_REFERENCES: [char; 4] = ['/', '~', '%', '#'];

/// Whether [`free_schema`] leaves a schema its name. Its type is taken from then on.
pub fn is_free(name: &str, taken: &mut BTreeSet<String>) -> bool {
    !name.contains(IN_REFERENCES) && taken.insert(type_name(name))
}

/// A schema's own name where its type is not `taken`; otherwise the type with
/// the first number that makes it free. That type is taken from then on.
pub fn free_schema(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = name.replace(IN_REFERENCES, "-");
    let start = if plain == name { name } else { plain.as_str() };
    if taken.insert(type_name(start)) {
        return start.to_owned();
    }
    let base = type_name(start);
    numbers(taken.len())
        .map(|number| format!("{base}{number}"))
        .find(|name| taken.insert(type_name(name)))
        .unwrap_or(base)
}

/// The type that is `wanted`, or with a number the first that is free.
pub fn free_type(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    free_schema(&type_name(wanted), taken)
}

/// An operation's own name where its method is not `taken`; otherwise the name
/// with the first number that makes it free. That method is taken from then on.
pub fn free_operation(name: &str, taken: &mut BTreeSet<String>) -> String {
    std::iter::once(name.to_owned())
        .chain(numbers(taken.len()).map(|number| format!("{name}_{number}")))
        .find(|name| taken.insert(method_name(name)))
        .unwrap_or_else(|| name.to_owned())
}

/// Numbers to tell names apart by: the first few, then past as many as there
/// are names, so that a thousand of one name take no longer than they must.
pub fn numbers(names: usize) -> impl Iterator<Item = usize> {
    const FIRST: usize = 16;
    (2..FIRST).chain(names.max(FIRST)..usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_keeps_its_name_where_its_type_is_free() {
        let mut taken = BTreeSet::new();
        assert_eq!(free_schema("HTTPError", &mut taken), "HTTPError");
        assert_eq!(free_schema("HttpError", &mut taken), "HttpError2");
        assert_eq!(free_schema("a/b", &mut taken), "a-b");
        assert_eq!(free_schema("AB", &mut taken), "AB");
        assert_eq!(free_schema("a~b", &mut taken), "AB2");
        assert_eq!(free_type("JSONError", &mut taken), "JsonError");
        assert!(is_free("Other", &mut taken) && !is_free("OTHER", &mut taken));
        assert!(!is_free("c/d", &mut taken));
    }

    #[test]
    fn the_exact_spelling_goes_first_and_then_the_nearest() {
        let mut names = ["UserID", "UserId", "user_id", "userId"];
        names.sort_by_key(|name| precedence(name, "user_id"));
        assert_eq!(names, ["user_id", "userId", "UserId", "UserID"]);
        let endless = "a".repeat(1_000_000);
        assert_eq!(precedence(&endless, &endless).0, 0);
    }

    #[test]
    fn what_has_its_name_goes_before_what_is_told_apart() {
        let mut claimed = BTreeSet::new();
        let order = vec!["a b", "A_B", "a_b_2"];
        let order = claimants_first(order, |name| claimed.insert(method_name(name)));
        assert_eq!(order, ["a b", "a_b_2", "A_B"]);
    }

    #[test]
    fn an_operation_of_the_same_words_gets_a_number() {
        let mut taken = BTreeSet::new();
        assert_eq!(free_operation("get_http", &mut taken), "get_http");
        assert_eq!(free_operation("getHTTP", &mut taken), "getHTTP_2");
        assert_eq!(free_operation("get_http", &mut taken), "get_http_3");
    }
}
