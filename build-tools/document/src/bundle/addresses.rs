//! What is relative to the file it stands in and is not a `$ref`: the operation
//! that a link leads to, and the file that has an example.
//!
//! Neither is read for it. An operation that the document has is referred to
//! there; anything else stays the same file, as seen from the root document.

use super::copy::Copier;
use super::files::At;
use super::part::{Piece, Target};
use super::path;
use crate::percent;

impl Copier<'_> {
    /// A reference to an operation.
    pub(super) fn operation(
        &mut self,
        reference: &str,
        from: &At,
        to: &str,
        piece: &mut Piece,
    ) -> String {
        let (path, fragment) = path::split(reference);
        if self.stays(from, reference) || path::has_scheme(path) {
            return reference.to_owned();
        }
        let target = if path.is_empty() {
            let at = self.files.locate(from, reference);
            at.map(|at| (self.files.path(at.file).to_owned(), at.pointer))
        } else {
            let pointer = percent::decoded(fragment).unwrap_or_else(|| fragment.to_owned());
            let path = path::resolve(self.files.path(from.file), path).ok();
            path.map(|path| (path, pointer))
        };
        if let Some((path, pointer)) = target {
            let target = Target { path, pointer };
            piece.operations.push((to.to_owned(), target));
        }
        self.address(reference, from)
    }

    /// The address of a file, as seen from the root document.
    pub(super) fn address(&self, address: &str, from: &At) -> String {
        if from.file == 0 {
            return address.to_owned();
        }
        let [root, file] = [0, from.file].map(|file| self.files.path(file));
        path::rebased(root, file, address)
    }
}
