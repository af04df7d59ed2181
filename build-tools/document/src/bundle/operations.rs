//! Where the operations of other files stand in the document.

use super::files::{At, Files};
use super::part::{Piece, Target};

/// The paths of the document that were written in place of references, with
/// where each stands.
pub(super) struct Paths(Vec<(String, At)>);

impl Paths {
    pub(super) fn of(root: &Piece) -> Self {
        let is_path = |place: &str| place.starts_with("/paths/");
        let paths = root.origins.iter().filter(|(place, _)| is_path(place));
        Self(paths.cloned().collect())
    }

    /// The pointer of what stands at a place of the files, if the document has it.
    pub(super) fn pointer(&self, target: &Target, files: &Files<'_>) -> Option<String> {
        let file = files.at_path(&target.path)?;
        if file == 0 {
            return Some(target.pointer.clone());
        }
        self.0.iter().find_map(|(place, at)| {
            let inside = (at.file == file).then(|| target.pointer.strip_prefix(&at.pointer))??;
            let is_inside = inside.is_empty() || inside.starts_with('/');
            is_inside.then(|| format!("{place}{inside}"))
        })
    }
}
