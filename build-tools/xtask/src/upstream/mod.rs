//! Where a new document comes from: sources that are named, or a place on the
//! network that has the whole document or an index of its pages.
//!
//! What the pages are called does not matter: the headings of their blocks say
//! which document and version they are of.

mod gathered;
mod links;
mod named;
mod place;

use api_document::rule::Rule;

pub use gathered::Gathered;
pub use named::named;
pub use place::gather;

/// Where the vendor is said to have the document, the best place first: whole,
/// and as an index of pages.
pub const VENDOR: [&str; 2] = [
    "https://management-api.fpjs.io/docs-yaml",
    "https://docs.fingerprint.com/llms.txt",
];

/// The rules of this module.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    place::RULES.iter()
}
