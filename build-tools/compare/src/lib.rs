//! The changes between two documents, and their effect on the wire.
//!
//! [`compare`] is a pure function of two valid `OpenAPI` 3.0 documents. It
//! compares meaning, not text: references are followed, `allOf` is merged, and
//! names and order that are not sent are passed over. Each change is judged by
//! where it is used, and reported once per operation and direction it reaches.

#[macro_use]
#[path = "../../document/src/declare_rules.rs"]
mod declare_rules;

pub mod accepted;
mod catalogue;
mod change;
mod found;
mod open_enums;
mod operation;
mod part;
mod schema;
mod unchanged;
mod value;
mod walk;

use api_document::ingest::Document;
use api_document::rule::Rule;
use part::Root;
use walk::Walk;

pub use catalogue::explanation::Explanation;
pub use catalogue::{all, explain};
pub use change::{Assumption, Change, Direction, Level, sort, worst};
pub use open_enums::judge_for_open_enums;

/// The rules of this crate's diagnostics.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    accepted::RULES.iter()
}

/// Every change from `base` to `revision`: worst first, then by location,
/// pointer and id.
///
/// Both documents must be valid; what is not is passed over. Where there are
/// more than a hundred thousand changes, edits of shared schemas are reported
/// for one operation instead of all.
pub fn compare(base: &Document, revision: &Document) -> Vec<Change> {
    let mut walk = Walk::new(Root(&base.value), Root(&revision.value));
    operation::compare(&mut walk);
    let mut changes = walk.found.changes;
    sort(&mut changes);
    changes
}
