//! References that become references to components.

use super::copy::Copier;
use super::files::{At, only_reference};
use super::inline::Inlined;
use super::part::{Key, Piece, component_pointer};
use super::slot::Slot;
use crate::validate::kind::{Kind, Shape};
use serde_json::{Map, Value, json};

/// Where a reference leads in the end.
pub(super) enum Target {
    /// A place of the root document, as a reference to it.
    Root(String),
    /// A place in another file.
    Beyond(At),
}

impl Copier<'_> {
    /// An object with a reference that does not stay as it is.
    pub(super) fn reference(
        &mut self,
        slot: Slot,
        members: &Map<String, Value>,
        reference: &str,
        from: &At,
        to: &str,
        piece: &mut Piece,
    ) -> Value {
        self.has_left = true;
        let Some((kind, section)) = slot.component() else {
            return self.inline(
                slot,
                members,
                Inlined {
                    reference,
                    from,
                    to,
                },
                piece,
            );
        };
        // What stands beside the reference stays beside it.
        let mut copy = Map::new();
        for (name, value) in members {
            let value = if name == "$ref" {
                let place = format!("{to}/$ref");
                self.link(kind, section, reference, from, place, piece)
            } else {
                let to = format!("{to}/{name}");
                self.copy(slot.member(name), value, &from.inside(name), &to, piece)
            };
            copy.insert(name.clone(), value);
        }
        Value::Object(copy)
    }

    /// A value of a discriminator's mapping: the name of a schema, or a reference.
    pub(super) fn mapped(&mut self, text: &str, from: &At, to: &str, piece: &mut Piece) -> Value {
        let is_file = [".json", ".yaml", ".yml"]
            .iter()
            .any(|end| text.ends_with(end));
        let is_reference = is_file || text.contains(['/', '#']);
        if !is_reference || self.stays(from, text) {
            return json!(text);
        }
        self.has_left = true;
        self.link(Kind::Schema, "schemas", text, from, to.to_owned(), piece)
    }

    /// The text of a reference to a component, which is put there once all names
    /// are known.
    fn link(
        &mut self,
        kind: Kind,
        section: &'static str,
        reference: &str,
        from: &At,
        place: String,
        piece: &mut Piece,
    ) -> Value {
        match self.target(from, reference) {
            Some(Target::Root(reference)) => json!(reference),
            Some(Target::Beyond(at)) => {
                let key = Key { section, at };
                self.want(&key, kind);
                piece.links.push((place, key));
                json!(reference)
            }
            None => json!(reference),
        }
    }

    fn target(&mut self, from: &At, reference: &str) -> Option<Target> {
        let at = self.files.follow(from, reference)?;
        Some(if at.file == 0 {
            Target::Root(format!("#{}", at.pointer))
        } else {
            Target::Beyond(at)
        })
    }

    /// A component that the root document has under a name of its own. If it is
    /// nothing but a reference to another file, what is there has its home here.
    pub(super) fn component(
        &mut self,
        kind: Kind,
        name: &str,
        value: &Value,
        Key { section, at: from }: Key,
        to: &str,
        piece: &mut Piece,
    ) -> Value {
        let slot = Slot::Of(Shape::One, kind);
        let Some(reference) = only_reference(value).filter(|one| !self.stays(&from, one)) else {
            if from.file != 0 {
                let key = Key {
                    section,
                    at: from.clone(),
                };
                self.homes.entry(key).or_insert_with(|| name.to_owned());
            }
            return self.copy(slot, value, &from, to, piece);
        };
        self.has_left = true;
        match self.target(&from, reference) {
            None => value.clone(),
            Some(Target::Root(reference)) => json!({ "$ref": reference }),
            Some(Target::Beyond(at)) => {
                let key = Key { section, at };
                if let Some(home) = self.homes.get(&key) {
                    return json!({ "$ref": format!("#{}", component_pointer(section, home)) });
                }
                self.homes.insert(key.clone(), name.to_owned());
                let file = self.files.value(key.at.file);
                let value = file.pointer(&key.at.pointer).cloned().unwrap_or_default();
                piece.origins.push((to.to_owned(), key.at.clone()));
                self.copy(slot, &value, &key.at, to, piece)
            }
        }
    }
}
