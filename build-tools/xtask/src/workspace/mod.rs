//! Where the files are, and how they are read and replaced: bytes in and out.
//! What is in them, [`crate::project`] knows.

mod checkout;
pub mod fetch;
mod folder;
mod git;
pub mod install;
mod output;
mod paths;
mod reading;
mod revision;
mod trace;
mod transaction;
mod tree;

use api_document::rule::Rule;

pub use checkout::Workspace;
pub use folder::read_document;
pub use git::{document_with_files, file_at};
pub use output::{Output, diff};
pub use paths::{
    CARGO_LOCK, CHANGELOG, CLIENT, DOCUMENT, EFFECTIVE, EXAMPLE_TESTS, EXAMPLES, EXERCISE,
    GENERATED, LOCK, MANIFEST, NAMES, OVERLAY, PAGES, README, SERVED, SIMULATOR_MANIFEST,
    SNAPSHOTS, SOURCES, SUPPLEMENT, document_file,
};
pub use reading::{read_source, read_sources, unreadable, unwritable};
pub use revision::AtRevision;
pub use trace::write_trace;
pub use transaction::{Transaction, recover};

/// The rules of this module.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    let modules = [
        reading::RULES,
        folder::RULES,
        checkout::RULES,
        revision::RULES,
        fetch::RULES,
        install::RULES,
        transaction::RULES,
    ];
    modules.into_iter().flatten()
}
