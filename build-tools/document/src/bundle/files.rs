//! The files of a document, each read once.

use super::path::{self, Refused};
use crate::diagnostic::{Diagnostic, Place, escape_segment, unescape_segment};
use crate::percent;
use crate::read::{MAX_BYTES, mistyped_in_part, read_part};
use crate::rule::Rule;
use crate::source::Source;
use crate::validate::references::{CYCLIC_REF, DANGLING_REF, EXTERNAL_REF, MISSING_FILE};
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

rules! {
    pub(crate) RULES:

    pub(super) TOO_MANY_FILES: Error {
        code: "too-many-files",
        meaning: "The files of a document are more, or together larger, than those of any API.",
        why: "Memory and time are bounded, whatever is read.",
        help: "Check where the references lead; name the root document of one API.",
    }
}

/// The most files that one document may have.
const MAX_FILES: usize = 5_000;

/// Reads the file at a path from the folder's top, or says why that is not
/// possible.
pub type Read<'r> = dyn Fn(&str) -> Result<Source, String> + 'r;

/// One file.
struct File {
    /// From the folder's top.
    path: String,
    name: String,
    value: Rc<Value>,
}

/// A place in one of the files; the first file is the root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct At {
    pub(super) file: usize,
    pub(super) pointer: String,
}

impl At {
    pub(super) fn inside(&self, segment: &str) -> Self {
        let pointer = format!("{}/{}", self.pointer, escape_segment(segment));
        Self {
            file: self.file,
            pointer,
        }
    }
}

pub(super) struct Files<'r> {
    read: &'r Read<'r>,
    loaded: Vec<File>,
    /// By path; nothing where a file cannot be read, which was told.
    by_path: HashMap<String, Option<usize>>,
    bytes: usize,
    pub(super) found: Vec<Diagnostic>,
    /// What is not of the type of its schema.
    pub(super) mistyped: Vec<Diagnostic>,
}

impl<'r> Files<'r> {
    pub(super) fn new(path: &str, root: &Source, value: Value, read: &'r Read<'r>) -> Self {
        let file = File {
            path: path.to_owned(),
            name: root.name.clone(),
            value: Rc::new(value),
        };
        Self {
            read,
            by_path: HashMap::from([(file.path.clone(), Some(0))]),
            loaded: vec![file],
            bytes: root.bytes.len(),
            found: Vec::new(),
            mistyped: Vec::new(),
        }
    }

    pub(super) fn name(&self, file: usize) -> &str {
        self.loaded.get(file).map_or("", |file| &file.name)
    }

    pub(super) fn path(&self, file: usize) -> &str {
        self.loaded.get(file).map_or("", |file| &file.path)
    }

    /// The file at a path, if it was read.
    pub(super) fn at_path(&self, path: &str) -> Option<usize> {
        *self.by_path.get(path)?
    }

    pub(super) fn value(&self, file: usize) -> Rc<Value> {
        let value = self.loaded.get(file).map(|file| Rc::clone(&file.value));
        value.unwrap_or_default()
    }

    /// Whether a reference is to what has that address as its own, in the file.
    pub(super) fn has_id(&self, file: usize, reference: &str) -> bool {
        let (address, _) = path::split(reference);
        path::has_scheme(address) && find(&self.value(file), "", &has_id(address)).is_some()
    }

    pub(super) fn report(&mut self, found: Diagnostic) {
        self.found.push(found);
    }

    /// Where a reference at a place leads, without what is there being looked
    /// at. What is wrong is told, once.
    pub(super) fn locate(&mut self, from: &At, reference: &str) -> Option<At> {
        self.locate_within(from, reference, &mut BTreeSet::new())
    }

    /// Where a reference at a place leads in the end: through objects that are
    /// nothing but a reference themselves, as far as the root document.
    pub(super) fn follow(&mut self, from: &At, reference: &str) -> Option<At> {
        let mut seen = BTreeSet::new();
        let mut at = self.locate(from, reference)?;
        loop {
            let file = self.value(at.file);
            let next = file.pointer(&at.pointer).and_then(only_reference);
            match next {
                Some(next) if at.file != 0 => {
                    if !seen.insert(at.clone()) {
                        self.cyclic(from, reference);
                        return None;
                    }
                    at = self.locate(&at, next)?;
                }
                _ => return Some(at),
            }
        }
    }

    fn locate_within(
        &mut self,
        from: &At,
        reference: &str,
        passed: &mut BTreeSet<At>,
    ) -> Option<At> {
        let (path, fragment) = path::split(reference);
        if path.is_empty() {
            return self.descend(from, from.file, reference, fragment, passed);
        }
        if path::has_scheme(path) {
            let value = self.value(from.file);
            if let Some(pointer) = find(&value, "", &has_id(path)) {
                let at = At {
                    file: from.file,
                    pointer,
                };
                return Some(self.anchored(&at, fragment).unwrap_or(at));
            }
        }
        let file = match path::resolve(self.path(from.file), path) {
            Ok(resolved) => self.open(from, reference, &resolved)?,
            Err(Refused { why, help }) => {
                let message = format!("`{reference}` {why}");
                self.tell(&EXTERNAL_REF, from, message, help);
                return None;
            }
        };
        self.descend(from, file, reference, fragment, passed)
    }

    /// The place of a fragment in a file, also through references on the way.
    fn descend(
        &mut self,
        from: &At,
        file: usize,
        reference: &str,
        fragment: &str,
        passed: &mut BTreeSet<At>,
    ) -> Option<At> {
        let top = At {
            file,
            pointer: String::new(),
        };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let found = self.anchored(&top, fragment);
            return found.or_else(|| self.dangling(from, reference, file));
        }
        let value = self.value(file);
        if value.pointer(fragment).is_some() {
            return Some(At {
                file,
                pointer: fragment.to_owned(),
            });
        }
        let decoded = percent::decoded(fragment).unwrap_or_else(|| fragment.to_owned());
        let mut at = top;
        for segment in decoded.split('/').skip(1) {
            let segment = unescape_segment(segment);
            at = match self.step(&at, &segment, passed) {
                Some(next) => next,
                None => return self.dangling(from, reference, file),
            };
        }
        Some(at)
    }

    /// One step further in; where there is a reference in place of an object,
    /// into what it leads to.
    fn step(&mut self, at: &At, segment: &str, passed: &mut BTreeSet<At>) -> Option<At> {
        let file = self.value(at.file);
        let value = file.pointer(&at.pointer)?;
        let inside = at.inside(segment);
        if file.pointer(&inside.pointer).is_some() {
            return Some(inside);
        }
        let reference = value.get("$ref")?.as_str()?;
        if !passed.insert(at.clone()) {
            return None;
        }
        let next = self.locate_within(at, reference, passed)?;
        self.step(&next, segment, passed)
    }

    fn anchored(&self, around: &At, anchor: &str) -> Option<At> {
        let file = self.value(around.file);
        let value = file.pointer(&around.pointer)?;
        if anchor.is_empty() || anchor.starts_with('/') {
            let pointer = format!("{}{anchor}", around.pointer);
            return file.pointer(&pointer).map(|_| At {
                file: around.file,
                pointer,
            });
        }
        let pointer = find(value, &around.pointer, &|members| {
            let is = |name: &str| members.get(name).and_then(Value::as_str) == Some(anchor);
            is("$anchor") || is("$dynamicAnchor")
        })?;
        Some(At {
            file: around.file,
            pointer,
        })
    }

    /// Reads the file at a path, if it was not read before.
    fn open(&mut self, from: &At, reference: &str, path: &str) -> Option<usize> {
        if let Some(known) = self.by_path.get(path) {
            return *known;
        }
        self.by_path.insert(path.to_owned(), None);
        if self.loaded.len() >= MAX_FILES {
            let message = format!("more than {MAX_FILES} files");
            self.tell(&TOO_MANY_FILES, from, message, "refer to fewer files");
            return None;
        }
        let source = match (self.read)(path) {
            Ok(source) => source,
            Err(why) => {
                let message = format!("`{reference}` leads to `{path}`: {why}");
                self.tell(
                    &MISSING_FILE,
                    from,
                    message,
                    "correct the path, or add the file",
                );
                return None;
            }
        };
        self.bytes = self.bytes.saturating_add(source.bytes.len());
        if self.bytes > MAX_BYTES {
            let message = format!("the files together have more than {MAX_BYTES} bytes");
            self.tell(&TOO_MANY_FILES, from, message, "refer to fewer files");
            return None;
        }
        match read_part(&source) {
            Ok(document) => {
                self.mistyped.extend(mistyped_in_part(&source));
                self.loaded.push(File {
                    path: path.to_owned(),
                    name: source.name,
                    value: Rc::new(document.value),
                });
                let number = self.loaded.len() - 1;
                self.by_path.insert(path.to_owned(), Some(number));
                Some(number)
            }
            Err(found) => {
                self.found.extend(found.iter().cloned());
                None
            }
        }
    }

    fn dangling(&mut self, from: &At, reference: &str, file: usize) -> Option<At> {
        let message = format!("`{reference}` does not exist in {}", self.name(file));
        let root = self.value(0);
        let meant = reference.strip_prefix('#');
        let help = if meant.is_some_and(|pointer| root.pointer(pointer).is_some()) {
            let root = path::relative(self.path(from.file), self.path(0));
            format!("the root document has it: write `{root}{reference}`")
        } else {
            "correct the part behind `#`; it is a place in that file, written as a JSON pointer"
                .to_owned()
        };
        self.tell(&DANGLING_REF, from, message, &help);
        None
    }

    pub(super) fn cyclic(&mut self, from: &At, reference: &str) {
        let message = format!("`{reference}` leads back to itself");
        let help = "replace one of the references on the way with an object";
        self.tell(&CYCLIC_REF, from, message, help);
    }

    fn tell(&mut self, rule: &'static Rule, at: &At, message: String, help: &str) {
        let place = Place::Pointer(at.pointer.clone());
        let found = Diagnostic::new(rule, self.name(at.file), place, message, help);
        // One reference is looked at for each use of what is around it.
        if !self.found.contains(&found) {
            self.report(found);
        }
    }
}

/// The reference that an object consists of.
pub(super) fn only_reference(value: &Value) -> Option<&str> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    members.get("$ref")?.as_str()
}

/// Whether an object says that an address is its own.
fn has_id(address: &str) -> impl Fn(&Map<String, Value>) -> bool + '_ {
    move |members| members.get("$id").and_then(Value::as_str) == Some(address)
}

/// The pointer of the first object inside a value that `wanted` takes.
fn find(
    value: &Value,
    pointer: &str,
    wanted: &dyn Fn(&Map<String, Value>) -> bool,
) -> Option<String> {
    match value {
        Value::Object(members) if wanted(members) => Some(pointer.to_owned()),
        Value::Object(members) => members.iter().find_map(|(name, value)| {
            find(
                value,
                &format!("{pointer}/{}", escape_segment(name)),
                wanted,
            )
        }),
        Value::Array(items) => (items.iter().enumerate())
            .find_map(|(index, item)| find(item, &format!("{pointer}/{index}"), wanted)),
        _ => None,
    }
}
