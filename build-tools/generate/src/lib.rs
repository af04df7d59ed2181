//! Which Rust code follows from a document: normalise, generate, polish and
//! render, one after the other in [`chain`], and [`stand_alone`], which makes a
//! whole crate of it. Nothing here touches a file.

pub mod chain;
pub mod generate;
pub mod normalise;
pub mod polish;
pub mod profile;
pub mod render;
pub mod stand_alone;
mod mention;
