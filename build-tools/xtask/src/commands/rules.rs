//! The rules of every crate, for `explain`.

use super::{check, update};
use api_document::rule::Rule;

/// Every rule there is, crate by crate.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    api_document::all_rules()
        .chain(api_lint::all_rules())
        .chain(api_compare::all_rules())
        .chain(rust_surface::all_rules())
        .chain(api_generate::all_rules())
        .chain(build_tools::all_rules())
        .chain(check::RULES)
        .chain(update::RULES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_rules_have_one_code() {
        let mut seen = BTreeSet::new();
        for rule in all() {
            assert!(seen.insert(rule.code), "{} twice", rule.code);
        }
    }

    #[test]
    fn codes_are_words_in_lower_case_joined_by_hyphens() {
        for Rule { code, .. } in all() {
            let well_formed = |word: &str| {
                !word.is_empty()
                    && (word.chars()).all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            };
            assert!(code.split('-').all(well_formed), "{code}");
        }
    }

    #[test]
    fn explanations_are_whole_sentences() {
        for rule in all() {
            for text in [rule.meaning, rule.why, rule.help] {
                assert!(is_sentence(text), "{}: {text}", rule.code);
            }
        }
    }

    fn is_sentence(text: &str) -> bool {
        text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase())
    }
}
