//! What the components of a bundled document are called.
//!
//! A name is the last words of its place: the last part of the fragment or, of a
//! whole file, the file's name, and more of the way to it only where another has
//! that name. Which of the two has it does not depend on the order in which they
//! are referred to: what the root document calls its own comes first, then what
//! is nearer to the top, then the alphabet.

use super::files::Files;
use super::part::{Key, component_pointer};
use crate::diagnostic::unescape_segment;
use crate::schema::METHODS;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The pointers of all components that references lead to.
pub(super) struct Names(BTreeMap<Key, String>);

impl Names {
    pub(super) fn of<'k>(
        document: &Value,
        homes: &BTreeMap<Key, String>,
        added: impl Iterator<Item = &'k Key>,
        files: &Files<'_>,
    ) -> Self {
        let mut pointers: BTreeMap<Key, String> = homes
            .iter()
            .map(|(key, name)| (key.clone(), component_pointer(key.section, name)))
            .collect();
        let place = |key: &Key| {
            let path = files.path(key.at.file).to_owned();
            let depth = path.matches('/').count();
            (depth, path, key.at.pointer.clone(), key.section)
        };
        let mut added: Vec<&Key> = added.collect();
        added.sort_by_cached_key(|key| place(key));
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for key in added {
            let candidates = candidates(files.path(key.at.file), &key.at.pointer);
            let longest = candidates.last().cloned().unwrap_or_default();
            let numbered = (2..u32::MAX).map(|number| format!("{longest}_{number}"));
            let mut names = candidates.into_iter().chain(numbered);
            let free = names.find_map(|name| {
                let pointer = component_pointer(key.section, &name);
                let is_free = document.pointer(&pointer).is_none() && taken.insert(pointer.clone());
                is_free.then_some(pointer)
            });
            pointers.insert(key.clone(), free.unwrap_or_default());
        }
        Self(pointers)
    }

    /// The pointer of a component.
    pub(super) fn pointer(&self, key: &Key) -> String {
        self.0.get(key).cloned().unwrap_or_default()
    }
}

/// Words that say nothing of what is there.
const EVERYWHERE: [&str; 22] = [
    "$defs",
    "_index",
    "additionalProperties",
    "allOf",
    "anyOf",
    "components",
    "content",
    "definitions",
    "examples",
    "headers",
    "index",
    "items",
    "links",
    "oneOf",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schema",
    "schemas",
    "securitySchemes",
];

/// The names for a place, the shortest first.
fn candidates(path: &str, pointer: &str) -> Vec<String> {
    let path = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let segments = pointer.split('/').skip(1).map(unescape_segment);
    let words: Vec<String> = (path.split('/').map(str::to_owned))
        .chain(segments)
        .filter(|word| !EVERYWHERE.contains(&word.as_str()))
        .collect();
    let mut names: Vec<String> = (0..words.len())
        .rev()
        .filter(|start| words.get(*start).is_some_and(|word| says_enough(word)))
        .map(|start| {
            words
                .iter()
                .skip(start)
                .map(|word| plain(word))
                .collect::<Vec<_>>()
                .join("_")
        })
        .collect();
    if names.is_empty() {
        names.push(plain(&words.join("_")));
    }
    names
}

/// Whether a word can start a name: a method, a status, a media type or an index
/// says too little without what is around it.
fn says_enough(word: &str) -> bool {
    !METHODS.contains(&word) && !word.contains('/') && word.contains(char::is_alphabetic)
}

/// A word with the characters that the name of a component may have.
fn plain(word: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let plain: String = word
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    if plain.is_empty() {
        "Part".to_owned()
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_last_words_that_say_something() {
        for (path, pointer, expected) in [
            ("schemas/pet.yaml", "", vec!["pet"]),
            ("a/pet.schema.yaml", "", vec!["pet.schema", "a_pet.schema"]),
            ("pet/index.yaml", "", vec!["pet"]),
            (
                "common.yaml",
                "/components/schemas/Pet",
                vec!["Pet", "common_Pet"],
            ),
            ("common.yaml", "/Pet/allOf/0", vec!["Pet_0", "common_Pet_0"]),
            (
                "paths/pets.yaml",
                "/get/responses/200/content/application~1json/schema",
                vec!["pets_get_200_application_json"],
            ),
            ("my pet.yaml", "", vec!["my_pet"]),
            ("schemas.yaml", "", vec!["Part"]),
        ] {
            assert_eq!(candidates(path, pointer), expected, "{path}#{pointer}");
        }
    }
}
