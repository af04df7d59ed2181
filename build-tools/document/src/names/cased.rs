//! The cases of names, as `heck` makes them.
//!
//! It writes character by character through the formatting of the standard library.
//! Nearly all names of documents are ASCII of one kind, of which that is copied.

use heck::{ToPascalCase, ToSnakeCase};

/// The words of a text as `PascalCase`.
pub(super) fn pascal(text: &str) -> String {
    if is_pascal(text.as_bytes()) {
        return text.to_owned();
    }
    if !is_lower(text) {
        return text.to_pascal_case();
    }
    let mut name = String::with_capacity(text.len());
    for word in words(text) {
        let (first, rest) = word.split_at(1);
        name.extend(first.chars().map(|c| c.to_ascii_uppercase()));
        name.push_str(rest);
    }
    name
}

/// The words of a text as `snake_case`.
pub(super) fn snake(text: &str) -> String {
    if !is_lower(text) {
        return text.to_snake_case();
    }
    let mut name = String::with_capacity(text.len());
    for word in words(text) {
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(word);
    }
    name
}

/// Whether a text is words of ASCII that each start with the only capital in them.
fn is_pascal(text: &[u8]) -> bool {
    let is_followed = |pair: &[u8]| !pair[0].is_ascii_uppercase() || pair[1].is_ascii_lowercase();
    text.first().is_some_and(u8::is_ascii_uppercase)
        && text.last().is_some_and(|last| !last.is_ascii_uppercase())
        && text.iter().all(u8::is_ascii_alphanumeric)
        && text.windows(2).all(is_followed)
}

/// Whether words end nowhere but at what is neither letter nor digit.
fn is_lower(text: &str) -> bool {
    text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_cases_are_those_of_heck(text in "[aAbBzZ019_ éÉß.-]{0,12}") {
            prop_assert_eq!(pascal(&text), text.to_pascal_case());
            prop_assert_eq!(snake(&text), text.to_snake_case());
        }

        #[test]
        fn and_so_they_are_of_usual_names(text in "([A-Z]?[a-z0-9]{0,3}[_-]?){0,4}") {
            prop_assert_eq!(pascal(&text), text.to_pascal_case());
            prop_assert_eq!(snake(&text), text.to_snake_case());
        }
    }
}
