//! What a path speaks of: its nouns, and which of them stand for one thing.

use super::grammar::{is_plural, singular};
use api_document::names::words;

/// The nouns of a path, outermost first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    pub(super) parts: Vec<Part>,
    /// The versions in the path, such as `v2`, which are no nouns.
    pub(super) versions: Vec<String>,
    /// The words of all parameters.
    pub(super) parameters: Vec<String>,
}

/// One noun of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) words: Vec<String>,
    /// Whether a parameter follows, which chooses one of the things.
    pub(super) is_item: bool,
}

impl Route {
    pub(super) fn of(path: &str) -> Self {
        let mut route = Self {
            parts: Vec::new(),
            versions: Vec::new(),
            parameters: Vec::new(),
        };
        for segment in path.split('/') {
            route.add(segment);
        }
        let is_api = |part: &Part| part.words == ["api"] && !part.is_item;
        if route.parts.len() > 1 && route.parts.first().is_some_and(is_api) {
            route.parts.remove(0);
        }
        route
    }

    /// Adds a segment: text, a parameter, or both, as in `{id}:verify`.
    fn add(&mut self, segment: &str) {
        let mut rest = segment;
        while !rest.is_empty() {
            let (text, parameter, after) = match rest.split_once('{') {
                Some((text, after)) => match after.split_once('}') {
                    Some((name, after)) => (text, Some(name), after),
                    None => (rest, None, ""),
                },
                None => (rest, None, ""),
            };
            for text in text.split(':') {
                self.text(text);
            }
            if let Some(name) = parameter {
                self.parameters.extend(words(name));
                if let Some(part) = self.parts.last_mut() {
                    part.is_item = true;
                }
            }
            rest = after;
        }
    }

    fn text(&mut self, text: &str) {
        let words = words(text);
        if words.is_empty() {
            return;
        }
        if words.len() == 1 && words.iter().all(|word| is_version(word)) {
            self.versions.extend(words);
        } else {
            self.parts.push(Part {
                words,
                is_item: false,
            });
        }
    }

    /// Whether the path chooses one thing.
    pub(super) fn ends_in_item(&self) -> bool {
        self.parts.last().is_some_and(|part| part.is_item)
    }

    /// Whether the last noun is a plural.
    pub(super) fn ends_in_plural(&self) -> bool {
        let last = self.parts.last().and_then(|part| part.words.last());
        last.is_some_and(|word| is_plural(word))
    }

    /// Whether one of the nouns or parameters has a word.
    pub(super) fn has(&self, matches: impl Fn(&str) -> bool) -> bool {
        let nouns = self.parts.iter().flat_map(|part| &part.words);
        nouns
            .chain(&self.parameters)
            .chain(&self.versions)
            .any(|word| matches(word))
    }
}

/// The words for the nouns of a path: those before the last are of one thing
/// each, and so is the last where `one`.
pub(super) fn nouns(parts: &[Part], one: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let alone = of_one(&part.words);
        // `/webhooks/{id}/webhook-rules` says it twice.
        if alone.starts_with(&found) {
            found.clear();
        }
        found.extend(if one || index + 1 < parts.len() {
            alone
        } else {
            part.words.clone()
        });
    }
    found
}

fn of_one(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words
}

/// `v2` and the like.
pub(super) fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}
