//! The security schemes of both documents, matched by name and by meaning.

use crate::part::{Part, Root};
use crate::value::canonical;
use std::collections::{BTreeMap, BTreeSet};

/// The keywords that only document.
pub(crate) const DOCS: [&str; 2] = ["description", "bearerFormat"];

/// A scheme, whatever a document calls it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Identity {
    /// A scheme by its name.
    Named(String),
    /// A renamed scheme, by its meaning.
    Renamed(String),
}

/// The renamed schemes of both documents, each with its meaning.
#[derive(Debug, Default)]
pub(crate) struct SchemePairs {
    base: BTreeMap<String, String>,
    revision: BTreeMap<String, String>,
}

impl SchemePairs {
    pub(crate) fn between(base: Root<'_>, revision: Root<'_>) -> Self {
        let (old, new) = (all(base), all(revision));
        let only = |one: &BTreeMap<&str, Part<'_>>, other: &BTreeMap<&str, Part<'_>>| {
            let names = one.iter().filter(|(name, _)| !other.contains_key(*name));
            names
                .map(|(name, part)| ((*name).to_owned(), meaning(part)))
                .collect::<BTreeMap<String, String>>()
        };
        let (mut gone, mut come) = (only(&old, &new), only(&new, &old));
        let meanings: BTreeSet<String> = gone.values().cloned().collect();
        come.retain(|_, meaning| meanings.contains(meaning));
        let meanings: BTreeSet<&String> = come.values().collect();
        gone.retain(|_, meaning| meanings.contains(meaning));
        Self {
            base: gone,
            revision: come,
        }
    }

    pub(crate) fn in_base(&self, name: &str) -> Identity {
        identity(&self.base, name)
    }

    pub(crate) fn in_revision(&self, name: &str) -> Identity {
        identity(&self.revision, name)
    }

    /// The old and the new name of each renamed scheme, one to one.
    pub(crate) fn pairs(&self) -> BTreeMap<String, String> {
        let mut come: BTreeMap<&String, Vec<&String>> = BTreeMap::new();
        for (name, meaning) in self.revision.iter().rev() {
            come.entry(meaning).or_default().push(name);
        }
        let pairs = self.base.iter().filter_map(|(name, meaning)| {
            let partner = come.get_mut(meaning)?.pop()?;
            Some((name.clone(), partner.clone()))
        });
        pairs.collect()
    }
}

fn identity(renamed: &BTreeMap<String, String>, name: &str) -> Identity {
    match renamed.get(name) {
        Some(meaning) => Identity::Renamed(meaning.clone()),
        None => Identity::Named(name.to_owned()),
    }
}

/// The schemes of a document, by name.
pub(crate) fn all(root: Root<'_>) -> BTreeMap<&str, Part<'_>> {
    let all = root.members_at("/components/securitySchemes").into_iter();
    all.map(|(name, part)| (name, root.resolve(part))).collect()
}

fn meaning(scheme: &Part<'_>) -> String {
    canonical::text(&canonical::without(scheme.value, &DOCS))
}
