//! What the files of this workspace have to be, and who asks: the commands of
//! `cargo xtask`, and the only code of the tools that reads or writes files or
//! the network.

#[macro_use]
#[path = "../../document/src/declare_rules.rs"]
mod declare_rules;

pub mod diff;
pub mod project;
pub mod proof;
pub mod update;
pub mod upstream;
pub mod workspace;

use api_document::rule::Rule;

/// The rules of this library.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    let modules = workspace::all_rules().chain(project::all_rules());
    let modules = modules.chain(upstream::all_rules());
    modules.chain(update::all_rules()).chain(proof::RULES)
}
