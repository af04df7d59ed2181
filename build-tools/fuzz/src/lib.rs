//! What the fuzz targets share: inputs of several parts, and edits that leave
//! a document a document.
//!
//! Random bytes are hardly ever a document, so an input that is one is edited
//! as a tree: see [`mutate()`]. The input stays text that any command takes.

mod edit;
mod mutate;
mod parts;
mod words;

pub use mutate::mutate;
pub use parts::{parts, source};
