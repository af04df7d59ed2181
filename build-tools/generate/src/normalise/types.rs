//! Which schema of a document is which type: the way back from the effective
//! document.

use api_document::diagnostic::{Diagnostic, Place, join_pointer};
use std::collections::BTreeMap;

const SCHEMAS: &str = "/components/schemas";

/// The types, by the pointers to their schemas in the corrected document; those
/// that are called as they were may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Types(BTreeMap<String, String>);

impl Types {
    /// The components that have another name.
    pub(super) fn renamed(names: &BTreeMap<String, String>) -> Self {
        let names = names.iter();
        Self(
            names
                .map(|(from, to)| (join_pointer(SCHEMAS, from), to.clone()))
                .collect(),
        )
    }

    /// Renames again: `names` are by pointers to what the document has become.
    pub(super) fn rename(&mut self, names: BTreeMap<String, String>) {
        let back: BTreeMap<String, String> = self
            .0
            .iter()
            .map(|(from, to)| (join_pointer(SCHEMAS, to), from.clone()))
            .collect();
        for (at, name) in names {
            let (component, rest) = split(&at);
            let from = back.get(component).map_or(component, String::as_str);
            self.0.insert(format!("{from}{rest}"), name);
        }
    }

    /// The type of the schema at a pointer.
    pub fn at(&self, pointer: &str) -> Option<&str> {
        self.0.get(pointer).map(String::as_str)
    }

    /// The diagnostics, with the places as the corrected document has them.
    pub(crate) fn as_written(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        // The shortest pointer is that of the component itself.
        let mut from: BTreeMap<&str, &str> = BTreeMap::new();
        for (at, name) in &self.0 {
            let known = from.entry(name).or_insert(at);
            if at.len() < known.len() {
                *known = at;
            }
        }
        let back = |mut one: Diagnostic| {
            if let Place::Pointer(pointer) = &mut one.place {
                let (component, rest) = split(pointer);
                let name = component
                    .strip_prefix(SCHEMAS)
                    .and_then(|name| name.strip_prefix('/'));
                if let Some(at) = name.and_then(|name| from.get(name)) {
                    *pointer = format!("{at}{rest}");
                }
            }
            one
        };
        diagnostics.into_iter().map(back).collect()
    }
}

/// The pointer to a component, and what follows it.
fn split(pointer: &str) -> (&str, &str) {
    let name = pointer
        .strip_prefix(SCHEMAS)
        .map(|rest| rest.trim_start_matches('/'));
    let end = name.and_then(|name| Some(pointer.len() - name.len() + name.find('/')?));
    pointer.split_at(end.unwrap_or(pointer.len()))
}
