//! What a kind of change means, why it has its level, and what to do.

use crate::change::Level;

/// What a kind of change means, for `cargo xtask explain`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The id, as in the report.
    pub id: String,
    /// The levels a change of this kind can have; worst first.
    pub levels: Vec<Level>,
    /// What changed.
    pub meaning: String,
    /// Why it has its level.
    pub why: String,
    /// What to do.
    pub remedy: String,
}

/// What to do about a change that can have these levels.
pub(crate) fn remedy(levels: &[Level]) -> &'static str {
    match levels.first() {
        Some(Level::Breaking) => {
            "Find the calls it reaches and change them before the service does; if they are \
             not concerned, accept the change with a reason and a date."
        }
        Some(Level::NonBreaking) => {
            "Nothing has to be done; regenerate the client to have the use of it."
        }
        Some(Level::Docs) => "Nothing has to be done; regenerate to have the new wording.",
        _ => "Nothing has to be done on the wire; look at the verdict for Rust code.",
    }
}
