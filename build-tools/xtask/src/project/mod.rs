//! What the files of this workspace have to be. Nothing here reads or writes a
//! file, save through [`crate::workspace`].

mod build;
mod expected;
mod inputs;
mod lock;
mod operations_table;
pub mod release;
mod snapshots;
mod out_of_date;
pub mod up_to_date;

use api_document::rule::Rule;

pub use build::Build;
pub use expected::Expected;
pub use inputs::Inputs;
pub use out_of_date::OutOfDate;
pub use snapshots::{Snapshot, snapshots};

/// The rules of this module.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    release::all_rules()
        .chain(expected::RULES)
        .chain(operations_table::RULES)
}
