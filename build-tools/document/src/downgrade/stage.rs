//! The state of one downgrade, which every rule of it writes to.

use super::origins::Origins;
use crate::diagnostic::{Diagnostic, Place, join_pointer};
use crate::rule::Rule;
use crate::schema::components;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

rules! {
    pub(super) RULES:

    pub NEWER_FEATURE: Warning {
        code: "newer-feature",
        meaning: "The document uses something of OpenAPI 3.1 or 3.2 that is not followed.",
        why: "OpenAPI 3.0 has no words for it, and the tools know those. What is generated allows \
              what the document does, but has no types for this part of it.",
        help: "Say it with other words too, in the document or an overlay.",
    }

    pub OLDER_KEYWORD: Warning {
        code: "older-keyword",
        meaning: "A document of OpenAPI 3.1 or later has a keyword as 3.0 had it.",
        why: "Newer versions give it no meaning, or another. It is read as in 3.0, since whoever \
              wrote it meant that; other tools may pass it over.",
        help: "Write a `type` list with \"null\", or a bound that is a number.",
    }
}

/// The state of one downgrade.
pub(super) struct Stage<'d> {
    pub(super) file: &'d str,
    /// The document as written, but for references by name.
    pub(super) written: &'d Value,
    pub(super) origins: Origins,
    pub(super) warnings: Vec<Diagnostic>,
    /// The keywords as 3.0 had them: where the first is as written, and how many.
    older: BTreeMap<String, (String, usize)>,
    /// The path items that were written out where they are used.
    pub(super) used_items: BTreeSet<String>,
    /// The definitions that become components, by their new names; null as long as
    /// they are still to be downgraded.
    pub(super) hoisted: Map<String, Value>,
    /// Those that are still to be downgraded.
    pub(super) pending: Vec<(String, Value)>,
}

impl<'d> Stage<'d> {
    pub(super) fn new(file: &'d str, written: &'d Value) -> Self {
        Self {
            file,
            written,
            origins: Origins::default(),
            warnings: Vec::new(),
            older: BTreeMap::new(),
            used_items: BTreeSet::new(),
            hoisted: Map::new(),
            pending: Vec::new(),
        }
    }

    /// Warns of what stands at a place of the downgraded document.
    pub(super) fn warn(&mut self, rule: &'static Rule, at: &str, message: String, help: &str) {
        let place = Place::Pointer(self.origins.of(at));
        self.warnings
            .push(Diagnostic::new(rule, self.file, place, message, help));
    }

    /// Notes a keyword as OpenAPI 3.0 had it, at a place of the downgraded document.
    pub(super) fn older(&mut self, keyword: &str, at: &str) {
        let place = self.origins.of(&join_pointer(at, keyword));
        let first = self.older.entry(keyword.to_owned());
        first.or_insert((place, 0)).1 += 1;
    }

    /// Warns of each such keyword, once: there may be hundreds.
    pub(super) fn warn_of_older(&mut self) {
        for (keyword, (first, count)) in std::mem::take(&mut self.older) {
            let more = match count {
                1 => String::new(),
                2 => ", here and at another place".to_owned(),
                many => format!(", here and at {} other places", many - 1),
            };
            let message = format!("`{keyword}` is read as in OpenAPI 3.0{more}");
            let help = "write a `type` list with \"null\", or a bound that is a number";
            let place = Place::Pointer(first);
            let warning = Diagnostic::new(&OLDER_KEYWORD, self.file, place, message, help);
            self.warnings.push(warning);
        }
    }

    /// Notes that members of what is at a place move inside it: each from the
    /// second relative pointer to the first.
    pub(super) fn moved(&mut self, at: &str, moves: &[(String, String)]) {
        let moves: Vec<(String, String)> = moves
            .iter()
            .map(|(to, from)| (format!("{at}{to}"), self.origins.of(&format!("{at}{from}"))))
            .collect();
        for (to, from) in moves {
            self.origins.note(to, from);
        }
    }

    /// Whether the document has a member at the place that this place was at.
    pub(super) fn is_written(&self, at: &str, member: &str) -> bool {
        let place = self.origins.of(&join_pointer(at, member));
        self.written.pointer(&place).is_some()
    }

    /// A name for a component that no other has, like this one.
    pub(super) fn free_name(&self, name: &str) -> String {
        let written = components(self.written);
        let is_free = |name: &str| {
            !self.hoisted.contains_key(name) && written.is_none_or(|all| !all.contains_key(name))
        };
        if is_free(name) {
            return name.to_owned();
        }
        let mut numbered = (2..u32::MAX).map(|number| format!("{name}{number}"));
        numbered
            .find(|name| is_free(name))
            .unwrap_or_else(|| name.to_owned())
    }

    /// Puts what was hoisted among the components.
    pub(super) fn add_hoisted(&mut self, document: &mut Value) {
        let hoisted = std::mem::take(&mut self.hoisted);
        if hoisted.is_empty() {
            return;
        }
        if let Value::Object(members) = document
            && let Value::Object(all) = members.entry("components").or_insert_with(|| json!({}))
            && let Value::Object(schemas) = all.entry("schemas").or_insert_with(|| json!({}))
        {
            schemas.extend(hoisted);
        }
    }
}
