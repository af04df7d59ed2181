//! Runs the generator on a lowered document.
//!
//! The generator panics on several constructs that are legal OpenAPI. What it
//! cannot take is found by halving, named and left out, and the rest is
//! generated; a strict target is refused instead.

mod audit;
mod batches;
mod bisect;
mod code;
mod form;
mod generator;
mod items;
mod parts;
pub mod partial;
mod references;
mod salvage;
mod share;
mod type_batches;
mod types;

pub(crate) use audit::declared;
pub use audit::modules;
pub(crate) use code::OPERATIONS;
pub use code::{Batch, Code, Operations};
pub use generator::settings;
pub(crate) use generator::whole;
pub(crate) use parts::{Stages, Whole};
pub use salvage::{Generated, generate};
pub(crate) use salvage::{RULES, generate_in_parts, refused};
