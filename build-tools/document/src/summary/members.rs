//! The members of an object that have not been shown yet.
//!
//! Each part of a summary takes the members it has words for and shows the
//! rest as they are, so that nothing is dropped.

use super::lines::{fact, prose};
use serde_json::Value;
use std::collections::BTreeMap;

/// Members by name, sorted.
pub(super) struct Members<'a>(BTreeMap<&'a str, &'a Value>);

impl<'a> Members<'a> {
    /// The members of an object. Something else is taken for an object with
    /// that one member, without a name, so that it shows.
    pub(super) fn of(value: &'a Value) -> Self {
        Self(match value {
            Value::Object(members) => members
                .iter()
                .map(|(name, value)| (name.as_str(), value))
                .collect(),
            other => BTreeMap::from([("", other)]),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.get(name).copied()
    }

    pub(super) fn take(&mut self, name: &str) -> Option<&'a Value> {
        self.0.remove(name)
    }

    /// Takes a member that is `true`.
    pub(super) fn take_true(&mut self, name: &str) -> bool {
        let is_true = self.get(name) == Some(&Value::Bool(true));
        if is_true {
            self.take(name);
        }
        is_true
    }

    pub(super) fn take_text(&mut self, name: &str) -> Option<&'a str> {
        let text = self.get(name)?.as_str()?;
        self.take(name);
        Some(text)
    }

    /// Takes a text for people, as its lines; a blank text stays.
    pub(super) fn take_prose(&mut self, name: &str) -> Vec<String> {
        let lines = self
            .get(name)
            .and_then(Value::as_str)
            .map(prose)
            .unwrap_or_default();
        if !lines.is_empty() {
            self.take(name);
        }
        lines
    }

    /// Takes a list; an empty one stays, as it would not show.
    pub(super) fn take_list(&mut self, name: &str) -> &'a [Value] {
        match self.get(name) {
            Some(Value::Array(items)) if !items.is_empty() => {
                self.take(name);
                items
            }
            _ => &[],
        }
    }

    /// Takes the members of an object, sorted; an empty one stays, as it
    /// would not show.
    pub(super) fn take_object(&mut self, name: &str) -> BTreeMap<&'a str, &'a Value> {
        match self.get(name) {
            Some(value @ Value::Object(members)) if !members.is_empty() => {
                self.take(name);
                Self::of(value).0
            }
            _ => BTreeMap::new(),
        }
    }

    /// What is left, each as its name and value.
    pub(super) fn facts(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|(name, value)| fact(name, value))
            .collect()
    }

    pub(super) fn into_rest(self) -> BTreeMap<&'a str, &'a Value> {
        self.0
    }
}
