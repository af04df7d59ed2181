//! Which Rust code follows from a document: normalise, generate, polish and
//! render, one after the other in [`chain`], and [`stand_alone`], which makes a
//! whole crate of it. Nothing here touches a file.

#[macro_use]
#[path = "../../document/src/declare_rules.rs"]
mod declare_rules;

pub mod chain;
pub mod generate;
pub mod normalise;
pub mod polish;
pub mod profile;
pub mod render;
pub mod stand_alone;
mod mention;

use api_document::rule::Rule;

/// The rules of this crate.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    let stages = normalise::all_rules().chain(generate::all_rules());
    stages.chain(polish::RULES).chain(stand_alone::RULES)
}
