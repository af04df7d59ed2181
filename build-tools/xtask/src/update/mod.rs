//! An update to a new API document: [`plan`] is a pure function from the
//! workspace as it is and the new sources to the workspace as it should be,
//! [`compile`] tries the result, and a [`Transaction`] puts it in place.
//!
//! [`Transaction`]: crate::workspace::Transaction

mod compile;
mod copy;
mod effects;
mod entry;
mod examples;
mod fitting;
mod naming;
mod notes;
mod plan;
mod pull_request;
mod removed;

use api_document::rule::Rule;

pub use compile::{compile, target_folder};
pub use effects::Section;
pub use plan::{Update, plan};
pub use pull_request::{PullRequest, pull_request};
pub use removed::removed;

/// The rules of this module.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    [naming::RULES, compile::RULES, removed::RULES]
        .into_iter()
        .flatten()
}
