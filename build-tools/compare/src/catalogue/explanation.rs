//! The explanation of a rule: its meaning, the reason of its level, and what to do.

use crate::change::Level;

/// The explanation of a rule, for `cargo xtask explain`.
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
            "Find the affected calls and change them before the service does; if none is \
             affected, accept the change with a reason and a date."
        }
        Some(Level::NonBreaking) => "No action needed; regenerate the client to use it.",
        Some(Level::Docs) => "No action needed; regenerate the client to update its documentation.",
        _ => "No action needed on the wire; check the verdict for Rust code.",
    }
}
