//! One document of many files.
//!
//! A `$ref` may lead to another file, by its path from the file it stands in.
//! What it leads to becomes a component of the root document, once however many
//! ways lead there; where no component may stand, as for a path item, it is
//! written in place of the reference. The result is the text of one document,
//! which the stages after this one read as any other, and the record of where
//! its parts stand in the files, for diagnostics.
//!
//! Nothing here opens a file: whoever asks gives what reads them.

mod addresses;
mod component;
mod copy;
mod files;
mod inline;
mod names;
mod operations;
mod origins;
mod part;
mod path;
mod prescan;
mod slot;

use crate::diagnostic::{Diagnostic, Outcome, outcome};
use crate::downgrade::name_by_pointer;
use crate::read::{self, read};
use crate::source::{Source, to_canonical_json};
use copy::Copier;
use files::Files;

pub(crate) use files::RULES;
pub use files::Read;
pub use origins::Origins;

/// A document as one source, whatever it was before.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// The text of the whole; that of the root itself where it is all there is.
    pub source: Source,
    /// Where its parts stand.
    pub origins: Origins,
    /// What files of several have that is not of the type of its schema.
    mistyped: Vec<Diagnostic>,
}

impl Bundle {
    /// A document that is one file.
    pub fn alone(source: Source) -> Self {
        let origins = Origins::new(&source.name);
        let mistyped = Vec::new();
        Self {
            source,
            origins,
            mistyped,
        }
    }

    /// The listed values and defaults that are not of the type of their schema, in
    /// the files as they are written: read, texts without quotes are texts.
    pub fn mistyped(&self) -> Vec<Diagnostic> {
        if self.origins.is_alone() {
            read::mistyped(&self.source)
        } else {
            self.mistyped.clone()
        }
    }
}

/// Makes one document of a root and the files that it refers to.
///
/// `path` is that of the root from the top of the folder in which its files
/// are; `read` reads such a path.
pub fn bundle(root: Source, path: &str, read_file: &Read<'_>) -> Outcome<Bundle> {
    if !prescan::may_lead_out(&root) {
        return Ok(Bundle::alone(root));
    }
    let Ok(mut document) = read(&root) else {
        // Whoever reads it next says what is wrong.
        return Ok(Bundle::alone(root));
    };
    // What looks like a file may be the `$id` of a schema in this one.
    name_by_pointer(&mut document);
    let mut copier = Copier::new(Files::new(path, &root, document.value, read_file));
    let (value, origins) = copier.document();
    let is_alone = copier.is_alone();
    let mut files = copier.into_files();
    outcome((), std::mem::take(&mut files.found))?;
    if is_alone {
        return Ok(Bundle::alone(root));
    }
    let mut mistyped = read::mistyped(&root);
    mistyped.append(&mut files.mistyped);
    let source = Source {
        bytes: to_canonical_json(&value).into_bytes(),
        ..root
    };
    Ok(Bundle {
        source,
        origins: origins.rewritten(),
        mistyped,
    })
}
