//! What the simplifying modules work on.

use crate::journal::Journal;
use crate::plan::{Brackets, Plan};
use crate::target::Settings;
use serde_json::Value;

pub(super) struct Work<'d> {
    /// The document as it came, to follow references in.
    pub(super) shared: &'d Value,
    pub(super) document: Value,
    pub(super) plan: Plan,
    pub(super) journal: Journal,
    pub(super) brackets: Brackets,
    pub(super) settings: &'static Settings,
}
