//! Runs the generator on a lowered document.
//!
//! The generator panics on several constructs that are legal OpenAPI. What it
//! cannot take is found by halving, named and left out, and the rest is
//! generated; a strict target is refused instead.

mod audit;
mod bisect;
mod code;
mod generator;
pub mod partial;
mod salvage;

pub use audit::modules;
pub(crate) use code::OPERATIONS;
pub use code::{Code, Operations};
pub use generator::settings;
pub use salvage::{Generated, generate};
pub(crate) use salvage::{RULES, refused};
