//! Where each part of a downgraded document stands in the document as written.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, outcome};
use std::collections::BTreeMap;

/// The way back from the places of a downgraded document to those of the
/// document as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// Written places by downgraded ones, for what moved and what is in it.
    from: BTreeMap<String, String>,
    /// The other way; of several copies, the first.
    to: BTreeMap<String, String>,
}

impl Origins {
    /// The place as written of what stands at a pointer.
    pub fn of(&self, pointer: &str) -> String {
        mapped(&self.from, pointer)
    }

    /// The place now of what was written at a pointer.
    pub(super) fn now(&self, pointer: &str) -> String {
        mapped(&self.to, pointer)
    }

    /// Notes that what was written at `from` stands at `at`.
    pub(super) fn note(&mut self, at: String, from: String) {
        if at != from || self.of(&at) != from {
            self.to.entry(from.clone()).or_insert_with(|| at.clone());
            self.from.insert(at, from);
        }
    }

    /// Notes that what is new at `at` is part of what was written at `from`, which
    /// itself stays where it is.
    pub(super) fn note_new(&mut self, at: String, from: String) {
        self.from.insert(at, from);
    }

    /// A diagnostic about the downgraded document, with its place as written.
    pub fn as_written(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        if let Place::Pointer(pointer) = &mut diagnostic.place {
            *pointer = self.of(pointer);
        }
        diagnostic
    }

    /// The faults that a stage found, with their places as written.
    pub fn faults_as_written(&self, found: Diagnostics) -> Diagnostics {
        if self.from.is_empty() {
            return found;
        }
        // What has been copied may be faulty in each copy.
        let mut written: Vec<Diagnostic> = Vec::new();
        for one in &found {
            let one = self.as_written(one.clone());
            if !written.contains(&one) {
                written.push(one);
            }
        }
        outcome((), written).err().unwrap_or(found)
    }
}

/// A pointer with its longest known beginning replaced.
fn mapped(places: &BTreeMap<String, String>, pointer: &str) -> String {
    let mut start = pointer;
    while !places.is_empty() {
        if let Some(other) = places.get(start) {
            return format!("{other}{}", &pointer[start.len()..]);
        }
        match start.rfind('/') {
            Some(end) => start = &start[..end],
            None => break,
        }
    }
    pointer.to_owned()
}

#[cfg(test)]
mod tests {
    use super::Origins;

    #[test]
    fn what_is_inside_moved_with_what_it_is_in() {
        let mut origins = Origins::default();
        origins.note("/a/0".to_owned(), "/a/1".to_owned());
        origins.note("/b".to_owned(), "/a/1/c".to_owned());
        assert_eq!(origins.of("/a/0/x"), "/a/1/x");
        assert_eq!(origins.of("/a"), "/a");
        assert_eq!(origins.of("/b/y"), "/a/1/c/y");
        assert_eq!(origins.now("/a/1/c/y"), "/b/y");
        assert_eq!(origins.now("/a/1/d"), "/a/0/d");
    }
}
