//! Copies what a document is made of, and notes where it refers to other files.

use super::files::{At, Files, TOO_MANY_FILES};
use super::names::Names;
use super::operations::Paths;
use super::origins::Origins;
use super::part::{Key, Piece};
use super::path;
use super::slot::Slot;
use crate::diagnostic::{Diagnostic, Place, join_pointer, unescape_segment};
use crate::source::{MAX_DEPTH, too_deep};
use crate::validate::kind::{Kind, Shape};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The most values that are written again, in place of further references to
/// what was written before.
const MOST_REPEATED: usize = 100_000;

pub(super) struct Copier<'r> {
    pub(super) files: Files<'r>,
    /// What the root document has under a name of its own.
    pub(super) homes: BTreeMap<Key, String>,
    /// What has to become a component, with its kind.
    wanted: Vec<(Key, Kind)>,
    /// All that ever had to.
    known: BTreeSet<Key>,
    /// The places that are just being written in place of references to them.
    pub(super) open: Vec<At>,
    /// The places that were written so before.
    pub(super) written: BTreeSet<At>,
    /// Within how many of them the copy is.
    pub(super) again: usize,
    pub(super) has_left: bool,
    repeated: usize,
}

impl<'r> Copier<'r> {
    pub(super) fn new(files: Files<'r>) -> Self {
        Self {
            files,
            homes: BTreeMap::new(),
            wanted: Vec::new(),
            known: BTreeSet::new(),
            open: Vec::new(),
            written: BTreeSet::new(),
            again: 0,
            has_left: false,
            repeated: 0,
        }
    }

    /// Whether the root document is all there is.
    pub(super) fn is_alone(&self) -> bool {
        !self.has_left
    }

    pub(super) fn into_files(self) -> Files<'r> {
        self.files
    }

    /// The whole document, with its origins.
    pub(super) fn document(&mut self) -> (Value, Origins) {
        let mut root = Piece {
            is_root: true,
            ..Piece::default()
        };
        let top = At {
            file: 0,
            pointer: String::new(),
        };
        let value = self.files.value(0);
        let mut document = self.copy(Slot::DOCUMENT, &value, &top, "", &mut root);
        let mut pieces = BTreeMap::new();
        while let Some((key, kind)) = self.wanted.pop() {
            if self.homes.contains_key(&key) {
                continue;
            }
            let file = self.files.value(key.at.file);
            let value = file.pointer(&key.at.pointer).cloned().unwrap_or_default();
            let mut piece = Piece::default();
            piece.origins.push((String::new(), key.at.clone()));
            let slot = Slot::Of(Shape::One, kind);
            let value = self.copy(slot, &value, &key.at, "", &mut piece);
            pieces.insert(key, (value, piece));
        }
        let names = Names::of(&document, &self.homes, pieces.keys(), &self.files);
        let mut origins = Origins::new(self.files.name(0));
        let paths = Paths::of(&root);
        self.finish(&mut document, "", root, (&names, &paths), &mut origins);
        let mut sorted: Vec<_> = pieces.into_iter().collect();
        sorted.sort_by_cached_key(|(key, _)| (key.section, names.pointer(key)));
        for (key, (mut value, piece)) in sorted {
            let pointer = names.pointer(&key);
            self.finish(&mut value, &pointer, piece, (&names, &paths), &mut origins);
            insert(&mut document, &pointer, value);
        }
        (document, origins)
    }

    /// Notes that a place has to become a component.
    pub(super) fn want(&mut self, key: &Key, kind: Kind) {
        if self.known.insert(key.clone()) {
            self.wanted.push((key.clone(), kind));
        }
    }

    fn finish(
        &self,
        value: &mut Value,
        pointer: &str,
        piece: Piece,
        (names, paths): (&Names, &Paths),
        origins: &mut Origins,
    ) {
        for (place, key) in piece.links {
            put(value, &place, format!("#{}", names.pointer(&key)));
        }
        for (place, target) in piece.operations {
            if let Some(pointer) = paths.pointer(&target, &self.files) {
                put(value, &place, format!("#{pointer}"));
            }
        }
        for (
            place,
            At {
                file,
                pointer: inside,
            },
        ) in piece.origins
        {
            let name = self.files.name(file).to_owned();
            origins.add(format!("{pointer}{place}"), name, inside);
        }
    }

    /// Copies a value that stands at a place of the files to a place of a piece.
    pub(super) fn copy(
        &mut self,
        slot: Slot,
        value: &Value,
        from: &At,
        to: &str,
        piece: &mut Piece,
    ) -> Value {
        self.repeated += usize::from(self.again > 0);
        if slot == Slot::Data || !self.has_room(from, to) {
            return value.clone();
        }
        match value {
            Value::Object(members) => self.object(slot, members, from, to, piece),
            Value::Array(items) => (items.iter().enumerate())
                .map(|(index, item)| {
                    let index = index.to_string();
                    let to = format!("{to}/{index}");
                    self.copy(slot.item(), item, &from.inside(&index), &to, piece)
                })
                .collect(),
            Value::String(text) if slot == Slot::Mapping => self.mapped(text, from, to, piece),
            Value::String(text) if slot == Slot::Operation => {
                json!(self.operation(text, from, to, piece))
            }
            Value::String(text) if slot == Slot::Address => json!(self.address(text, from)),
            single => single.clone(),
        }
    }

    fn object(
        &mut self,
        slot: Slot,
        members: &Map<String, Value>,
        from: &At,
        to: &str,
        piece: &mut Piece,
    ) -> Value {
        if let Some(Value::String(reference)) = members.get("$ref")
            && !self.stays(from, reference)
        {
            return self.reference(slot, members, reference, from, to, piece);
        }
        let are_components = piece.is_root && is_section(to);
        let mut copy = Map::new();
        for (name, value) in members {
            if slot.is_schema() && from.file != 0 && is_local_to_file(name) {
                continue;
            }
            let inner = slot.member(name);
            let (from, to) = (from.inside(name), join_pointer(to, name));
            let value = match inner.component() {
                Some((kind, section)) if are_components => {
                    let key = Key { section, at: from };
                    self.component(kind, name, value, key, &to, piece)
                }
                _ => self.copy(inner, value, &from, &to, piece),
            };
            copy.insert(name.clone(), value);
        }
        Value::Object(copy)
    }

    /// Whether a reference stays as it is written.
    pub(super) fn stays(&self, from: &At, reference: &str) -> bool {
        let (path, _) = path::split(reference);
        from.file == 0 && (path.is_empty() || self.files.has_id(0, reference))
    }

    /// Whether the result may get larger and deeper; if not, that is told.
    fn has_room(&mut self, from: &At, to: &str) -> bool {
        let is_too_deep = to.matches('/').count() > MAX_DEPTH;
        if is_too_deep || self.repeated == MOST_REPEATED {
            let place = Place::Pointer(from.pointer.clone());
            let name = self.files.name(from.file);
            let found = if is_too_deep {
                too_deep(name, place)
            } else {
                too_often(name, place)
            };
            self.files.report(found);
        }
        !is_too_deep && self.repeated < MOST_REPEATED
    }
}

fn too_often(file: &str, place: Place) -> Diagnostic {
    let message = format!("more than {MOST_REPEATED} values are written again for a reference");
    let help = "refer to components where the same is used often";
    Diagnostic::new(&TOO_MANY_FILES, file, place, message, help)
}

/// Whether a pointer is that of a section of the components.
fn is_section(pointer: &str) -> bool {
    let section = pointer.strip_prefix("/components/");
    section.is_some_and(|section| !section.contains('/'))
}

/// What has a meaning only for the references inside a file, all of which are
/// followed.
fn is_local_to_file(name: &str) -> bool {
    ["$schema", "$id", "$anchor", "$defs", "definitions"].contains(&name)
}

/// Adds a component.
fn insert(document: &mut Value, pointer: &str, value: Value) {
    let mut place = document;
    for segment in pointer.split('/').skip(1) {
        let segment = unescape_segment(segment);
        let Some(members) = place.as_object_mut() else {
            return;
        };
        place = members.entry(segment).or_insert_with(|| json!({}));
    }
    *place = value;
}

/// Sets the text at a place.
fn put(document: &mut Value, pointer: &str, text: String) {
    if let Some(place) = document.pointer_mut(pointer) {
        *place = Value::String(text);
    }
}
