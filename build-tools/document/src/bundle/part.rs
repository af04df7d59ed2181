//! The parts that a bundled document is put together from.

use super::files::At;
use crate::diagnostic::escape_segment;

/// What becomes a component: a place in one of the files, and as what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) section: &'static str,
    pub(super) at: At,
}

/// A place in a file that may or may not be read.
pub(super) struct Target {
    /// The path of the file from the folder's top.
    pub(super) path: String,
    pub(super) pointer: String,
}

/// A part of the result, with pointers that start at it.
#[derive(Default)]
pub(super) struct Piece {
    /// Places that get a reference to a component.
    pub(super) links: Vec<(String, Key)>,
    /// Places that get a reference to an operation, where the document has it.
    pub(super) operations: Vec<(String, Target)>,
    /// Parts that are of another place.
    pub(super) origins: Vec<(String, At)>,
    /// Whether it is the root document.
    pub(super) is_root: bool,
}

/// The pointer of a component.
pub(super) fn component_pointer(section: &str, name: &str) -> String {
    format!("/components/{section}/{}", escape_segment(name))
}
