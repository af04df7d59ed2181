//! What an OpenAPI document says, and whether it is sound.
//!
//! [`bundle`] makes one document of many files, [`ingest`] reads and validates, [`overlay`] corrects, [`summary`] describes.
//! Nothing here touches a file, and nothing knows of Rust code but for the
//! [`names`] that things of a document have in it.

// `rules!` calls this crate by the name that others know.
extern crate self as api_document;

#[macro_use]
mod declare_rules;

mod alike;
pub mod bundle;
pub mod correspondence;
pub mod credentials;
pub mod diagnostic;
pub mod display;
pub mod distinct;
pub mod downgrade;
pub mod edition;
pub mod index;
pub mod ingest;
pub mod integers;
mod localise;
pub mod located;
pub mod member;
mod merge;
pub mod names;
pub mod overlay;
pub mod pages;
mod percent;
pub mod positions;
mod read;
mod repair;
pub mod rule;
pub mod schema;
mod source;
pub mod summary;
pub mod threads;
mod validate;
pub mod way;

use rule::Rule;

/// The rules of this crate.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    read::all_rules()
        .chain(source::RULES)
        .chain(bundle::RULES)
        .chain(credentials::RULES)
        .chain(index::RULES)
        .chain(pages::RULES)
        .chain(merge::RULES)
        .chain(validate::all_rules())
        .chain(downgrade::all_rules())
        .chain(repair::RULES)
        .chain(overlay::all_rules())
}
