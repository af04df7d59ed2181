//! Brings a document of OpenAPI 3.1 or 3.2 to the form of 3.0, which all later
//! stages take.
//!
//! What both versions can say is said in the words of 3.0. What only the newer can
//! say about a schema is kept in an extension, [`KEYWORDS`], where a comparison
//! finds it; the schema then allows all that it did, and more. A document of 3.0
//! is as it was.

mod content;
mod defs;
mod head;
mod kept;
mod lists;
mod members;
mod numbers;
mod nulls;
mod objects;
mod origins;
mod path_items;
mod places;
mod references;
mod schema;
mod several;
mod siblings;
mod stage;
mod types;
mod values;

use crate::diagnostic::{Diagnostic, join_pointer};
use crate::localise::localise_references;
use crate::rule::Rule;
use crate::source::{Document, is_newer};
use serde_json::Value;
use stage::Stage;
use std::borrow::Cow;

pub use crate::validate::kind::{KEYWORDS, WEBHOOKS};
pub use head::VERSION;
pub use origins::Origins;
pub use stage::{NEWER_FEATURE, OLDER_KEYWORD};

/// The rules of this stage.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    stage::RULES.iter()
}

/// A document in the form of OpenAPI 3.0.
#[derive(Debug, Clone)]
pub struct Downgraded<'d> {
    /// The document.
    pub document: Cow<'d, Document>,
    /// Where its parts stand in the document as written.
    pub origins: Origins,
    /// What is not followed, at its place as written.
    pub warnings: Vec<Diagnostic>,
}

/// Brings a document to the form of OpenAPI 3.0. Faults of it are left for the
/// validation to find.
pub fn downgrade(document: &Document) -> Downgraded<'_> {
    if !is_newer(document) {
        return Downgraded {
            document: Cow::Borrowed(document),
            origins: Origins::default(),
            warnings: Vec::new(),
        };
    }
    let mut written = document.value.clone();
    references::by_pointer(&mut written);
    let mut stage = Stage::new(&document.name, &written);
    let mut value = written.clone();
    head::downgrade(&mut stage, &mut value);
    path_items::write_out(&mut stage, &mut value);
    members::document(&mut stage, &mut value);
    path_items::put_aside(&stage, &mut value);
    // A definition may have definitions in it.
    while let Some((name, mut schema)) = stage.pending.pop() {
        let at = join_pointer("/components/schemas", &name);
        schema::downgrade(&mut stage, &mut schema, &at);
        stage.hoisted.insert(name, schema);
    }
    stage.add_hoisted(&mut value);
    stage.warn_of_older();
    let Stage {
        mut origins,
        warnings,
        ..
    } = stage;
    relocate(&mut value, &origins);
    for copy in localise_references(&mut value) {
        let from = origins.of(&copy.from);
        origins.note(copy.at, from);
    }
    let document = Document {
        name: document.name.clone(),
        value,
    };
    Downgraded {
        document: Cow::Owned(document),
        origins,
        warnings,
    }
}

/// Turns the references of a newer document that lead to a place in it by another
/// name, such as an anchor, into pointers.
pub(crate) fn name_by_pointer(document: &mut Document) {
    if is_newer(document) {
        references::by_pointer(&mut document.value);
    }
}

/// Turns the references to what has moved.
fn relocate(node: &mut Value, origins: &Origins) {
    match node {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(reference) if key == "$ref" => turn(reference, origins),
                    Value::Object(mapping) if key == "mapping" => {
                        for target in mapping.values_mut() {
                            if let Value::String(reference) = target {
                                turn(reference, origins);
                            }
                        }
                    }
                    _ => relocate(value, origins),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| relocate(item, origins)),
        _ => {}
    }
}

fn turn(reference: &mut String, origins: &Origins) {
    if let Some(pointer) = reference.strip_prefix('#').filter(|at| at.starts_with('/')) {
        *reference = format!("#{}", origins.now(pointer));
    }
}
