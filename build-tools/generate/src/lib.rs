//! Which Rust code follows from a document: [`pipeline`] takes it through the
//! stages, and [`package`] makes a whole crate of the code. Nothing here touches
//! a file.
//!
//! The stages, in the order of the data: [`normalise`] gives the effective
//! document, `simplify` one in the subset that the generator takes whole,
//! [`lower`] one with markers for what the generator has no words for, [`run`]
//! the generator's code, [`rewrite`] the crate's, and [`render`] its text.
//! [`target`] says what each kind of crate asks of them.

#[macro_use]
#[path = "../../document/src/declare_rules.rs"]
mod declare_rules;

mod assumed;
mod circles;
mod credentials;
pub mod digest;
pub mod exercise;
pub mod folder;
mod journal;
pub mod lower;
mod marker;
pub mod normalise;
mod on_wire;
mod on_wire_styles;
mod own_type;
pub mod package;
mod paging;
mod parts;
pub mod pipeline;
pub mod plan;
mod prelude;
pub mod render;
pub mod rewrite;
pub mod run;
mod same;
mod servers;
mod simplify;
pub mod target;
mod templates;
mod trace;
pub mod uses;
mod without_brackets;

pub use normalise::Held;
pub use on_wire::{OnWire, of_value, on_wire, on_wire_beside};
pub use pipeline::{Corrected, Made, correct, make, make_named};
pub use target::Target;
pub use trace::{Stage, Trace, trace, trace_named};

use api_document::rule::Rule;

/// The rules of this crate.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    let stages = [run::RULES, rewrite::RULES, package::RULES];
    let stages = stages.into_iter().flatten();
    normalise::all_rules()
        .chain(simplify::all_rules())
        .chain(stages)
}
