//! Generation of only what differs between two documents, for `diff`.
//!
//! The generator takes most of the time of a comparison. Given the part of each
//! document that differs, and what has that in its own code, it makes the types
//! that differ and few others, even where every operation refers to one that does.
//! Where a name, an unusable type or an empty module could make the whole come out
//! otherwise, nothing is given, and the wholes are generated. A test holds the two
//! ways against each other on edits of every kind.

mod affected;
mod excluded_names;
mod graph;
mod links;
mod same;

pub use affected::{Kept, Part, kept};

use super::salvage::Generated;
use super::{audit, generator};

/// Generates from a part of a document; nothing where that could come out
/// otherwise than with the whole.
pub fn of_part(part: &Part) -> Option<Generated> {
    let target = part.lowered.target;
    let output = generator::run(&part.lowered.document, target).ok()?;
    let file = &output.code.file;
    if !audit::unusable_in(file).is_empty() || !part.stands_alone(&audit::types(file)) {
        return None;
    }
    Some(Generated {
        code: output.code,
        plan: part.lowered.plan.clone(),
        notes: Vec::new(),
        warnings: Vec::new(),
        target,
        uses: output.uses,
        lowered: part.lowered.document.clone(),
    })
}
