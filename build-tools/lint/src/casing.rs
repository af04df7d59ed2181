//! One field, written differently in different places.

use super::uses::Use;
use super::violation::Violation;
use std::collections::BTreeMap;

rules! {
    pub(crate) RULES:

    MIXED_CASING: Warning {
        code: "mixed-casing",
        meaning: "One field is spelled differently in different places.",
        why: "Either the service really does so, or one of the two is never sent, and reads as \
              absent.",
        help: "Check what the service really sends, and correct the other in an overlay.",
    }
}

/// The spellings of one field, each with the places that have it.
type Spellings<'u, 'd> = BTreeMap<&'u str, Vec<&'u Use<'d>>>;

pub(super) fn mixed(uses: &[Use<'_>]) -> Vec<Violation> {
    let mut fields: BTreeMap<String, Spellings<'_, '_>> = BTreeMap::new();
    for used in uses.iter().filter(|used| is_field(used)) {
        let spellings = fields.entry(key(&used.name)).or_default();
        spellings.entry(&used.name).or_default().push(used);
    }
    let mut found = Vec::new();
    for spellings in fields.values().filter(|spellings| spellings.len() > 1) {
        let most = spellings
            .iter()
            .max_by_key(|(name, places)| (places.len(), std::cmp::Reverse(**name)));
        let Some((usual, _)) = most else { continue };
        for (name, places) in spellings.iter().filter(|(name, _)| *name != usual) {
            found.extend(
                places
                    .first()
                    .map(|first| violation(first, name, usual, places.len())),
            );
        }
    }
    found
}

fn violation(first: &Use<'_>, name: &str, usual: &str, places: usize) -> Violation {
    let times = match places {
        1 => String::new(),
        more => format!(", here and in {} more places", more - 1),
    };
    Violation {
        rule: &MIXED_CASING,
        pointer: first.place.clone(),
        message: format!(
            "{}: `{name}` is `{usual}` elsewhere{times}",
            first.operation
        ),
        help: "check what the service really sends; if it is one field, correct the document \
               in an overlay",
    }
}

/// Names of headers have no case.
fn is_field(used: &Use<'_>) -> bool {
    !used.name.is_empty() && !used.is_header
}

fn key(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
