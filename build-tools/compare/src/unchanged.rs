//! The components that are unchanged, with everything they refer to.

use crate::part::{Root, references};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The components that are the same text in both documents, with everything
/// they refer to: nothing that only refers to them can have changed.
#[derive(Debug, Default)]
pub(crate) struct Unchanged(HashSet<String>);

impl Unchanged {
    pub(crate) fn between(base: Root<'_>, revision: Root<'_>) -> Self {
        let mut same = HashSet::new();
        let mut users: HashMap<&str, Vec<String>> = HashMap::new();
        for (section, members) in base.members_at("/components") {
            for (_, part) in members.members().filter(|_| section != "securitySchemes") {
                let other = revision.at(&part.pointer);
                if other.is_some_and(|other| other.value == part.value) {
                    for target in references(part.value) {
                        users
                            .entry(target)
                            .or_default()
                            .push(part.pointer.to_string());
                    }
                    same.insert(part.pointer.to_string());
                }
            }
        }
        // Whoever refers to something that is not the same is not the same.
        let changed = users.keys().filter(|target| !same.contains(**target));
        let mut open: Vec<String> = changed.map(|target| (*target).to_owned()).collect();
        while let Some(target) = open.pop() {
            let users = users.get(target.as_str()).into_iter().flatten();
            open.extend(users.filter(|user| same.remove(*user)).cloned());
        }
        Self(same)
    }

    /// Whether two values are the same text and refer to the same things.
    pub(crate) fn same(&self, base: &Value, revision: &Value) -> bool {
        base == revision && references(base).into_iter().all(|to| self.0.contains(to))
    }
}
