//! Many sources to one document.
//!
//! Paths, components and tags are united by name, an operation by path and
//! method. Whatever two sources both have must be the same in both, and so
//! must everything that applies to a whole document or a whole path: a source
//! without `security` and one with it do not describe one API.
//!
//! Sources are merged in the order given. What is in the result does not
//! depend on that order; the order of its members does: those of the first
//! source, then what each later one adds.

mod disagreement;

use crate::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use crate::schema::METHODS;
use crate::source::{Document, describe};
use disagreement::{Disagreement, side};
use serde_json::{Map, Value};

rules! {
    pub(crate) RULES:

    NO_SOURCES: Error {
        code: "no-sources",
        meaning: "No source was named.",
        why: "There is nothing to read.",
        help: "Name at least one document or page.",
    }

    CONFLICTING_SOURCES: Error {
        code: "conflicting-sources",
        meaning: "Two sources contradict each other.",
        why: "Pages of one version agree; pages of two versions make a document that never was.",
        help: "Fetch both again, so that they are of one version.",
    }
}

/// Merges documents, in the order given, into one.
pub fn merge(documents: &[Document]) -> Outcome<Document> {
    let mut merging = Merging {
        documents,
        current: 0,
        found: Vec::new(),
    };
    let Some(first) = documents.first() else {
        return Err(no_sources().into());
    };
    let mut merged = first.value.clone();
    for (current, document) in documents.iter().enumerate().skip(1) {
        merging.current = current;
        merging.document(&mut merged, &document.value);
    }
    let name = name(documents);
    outcome(
        Document {
            name,
            value: merged,
        },
        merging.found,
    )
}

struct Merging<'d> {
    documents: &'d [Document],
    /// Which of the documents is being added.
    current: usize,
    found: Vec<Diagnostic>,
}

/// How two values of one name become one.
#[derive(Clone, Copy)]
enum Union {
    /// They must be the same, and neither may be absent.
    Same,
    /// They must be the same where both are there.
    SameIfBoth,
    /// Members are united; each follows its own rule.
    Unite(fn(&str) -> Union),
    /// A list, united by the `name` of its items.
    UniteByName,
}

fn of_document(member: &str) -> Union {
    match member {
        "paths" => Union::Unite(of_paths),
        "components" => Union::Unite(of_components),
        "tags" => Union::UniteByName,
        _ => Union::Same,
    }
}

fn of_paths(path: &str) -> Union {
    if path.starts_with('/') {
        Union::Unite(of_path_item)
    } else {
        Union::Same
    }
}

fn of_path_item(member: &str) -> Union {
    if METHODS.contains(&member) {
        Union::SameIfBoth
    } else {
        Union::Same
    }
}

fn of_components(_section: &str) -> Union {
    Union::Unite(|_name| Union::SameIfBoth)
}

impl Merging<'_> {
    fn document(&mut self, merged: &mut Value, added: &Value) {
        if let (Value::Object(merged), Value::Object(added)) = (merged, added) {
            self.unite("", merged, added, of_document);
        }
    }

    fn unite(
        &mut self,
        pointer: &str,
        merged: &mut Map<String, Value>,
        added: &Map<String, Value>,
        rule: fn(&str) -> Union,
    ) {
        let only_added = added.keys().filter(|key| !merged.contains_key(*key));
        let keys: Vec<_> = merged.keys().chain(only_added).cloned().collect();
        for key in keys {
            let pointer = join_pointer(pointer, &key);
            match (rule(&key), merged.get_mut(&key), added.get(&key)) {
                (Union::Same, ours, theirs) => {
                    self.compare(side(&pointer, ours.as_deref(), theirs));
                }
                (_, Some(ours), Some(theirs)) => self.both(&pointer, ours, theirs, rule(&key)),
                (_, None, Some(theirs)) => {
                    merged.insert(key, theirs.clone());
                }
                (_, _, None) => {}
            }
        }
    }

    fn both(&mut self, pointer: &str, ours: &mut Value, theirs: &Value, rule: Union) {
        match (rule, ours, theirs) {
            (Union::Unite(rule), Value::Object(ours), Value::Object(theirs)) => {
                self.unite(pointer, ours, theirs, rule);
            }
            (Union::UniteByName, Value::Array(ours), Value::Array(theirs)) => {
                self.unite_by_name(pointer, ours, theirs);
            }
            (_, ours, theirs) => self.compare(side(pointer, Some(ours), Some(theirs))),
        }
    }

    fn unite_by_name(&mut self, pointer: &str, ours: &mut Vec<Value>, theirs: &[Value]) {
        for (index, their) in theirs.iter().enumerate() {
            let same_name = |our: &&Value| our.get("name") == their.get("name");
            let Some(our) = ours.iter().find(same_name) else {
                ours.push(their.clone());
                continue;
            };
            if let Some(difference) = side(&format!("{pointer}/{index}"), Some(our), Some(their)) {
                let other = self.earlier(|document| holds(document, pointer, our));
                self.conflict(&difference, other);
            }
        }
    }

    fn compare(&mut self, difference: Option<Disagreement<'_>>) {
        let Some(difference) = difference else { return };
        let (parent, _) = difference.pointer.rsplit_once('/').unwrap_or_default();
        let other = self.earlier(|document| {
            document.pointer(parent).is_some()
                && document.pointer(&difference.pointer) == difference.left
        });
        self.conflict(&difference, other);
    }

    /// The first of the documents merged so far that is as asked.
    fn earlier(&self, is_it: impl Fn(&Value) -> bool) -> usize {
        let position = self
            .documents
            .iter()
            .position(|document| is_it(&document.value));
        position.unwrap_or_default()
    }

    fn conflict(&mut self, difference: &Disagreement<'_>, other: usize) {
        let (other, this) = (
            &self.documents[other].name,
            &self.documents[self.current].name,
        );
        let shown = |value: Option<&Value>| value.map_or("nothing".to_owned(), describe);
        self.found.push(Diagnostic::new(
            &CONFLICTING_SOURCES,
            this,
            Place::Pointer(difference.pointer.clone()),
            format!(
                "the sources differ: `{other}` has {}, `{this}` has {}",
                shown(difference.left),
                shown(difference.right),
            ),
            "fetch both again, so that they are of one version of the document",
        ));
    }
}

fn holds(document: &Value, pointer: &str, item: &Value) -> bool {
    let items = document.pointer(pointer).and_then(Value::as_array);
    items.is_some_and(|items| items.contains(item))
}

/// What diagnostics call the merged document.
fn name(documents: &[Document]) -> String {
    match documents {
        [] => String::new(),
        [only] => only.name.clone(),
        [first, rest @ ..] => format!("{} and {} more", first.name, rest.len()),
    }
}

fn no_sources() -> Diagnostic {
    Diagnostic::new(
        &NO_SOURCES,
        "the list of sources",
        Place::File,
        "it is empty",
        "name at least one document or page",
    )
}
