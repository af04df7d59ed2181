//! One difference between two surfaces, and what to do about it.

use super::bump::Bump;
use crate::surface::Kind;

/// One difference between two surfaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurfaceChange {
    /// The item's path, as in [`Surface::items`](crate::Surface::items).
    pub path: String,
    /// The kind of the item; where it changed, the new one.
    pub kind: Kind,
    /// The part of the version that it raises.
    pub bump: Bump,
    /// The item's line in the base, unless it was added.
    pub before: Option<String>,
    /// The item's line in the revision, unless it was removed.
    pub after: Option<String>,
    /// What users whose code stops compiling, or does something else, have to
    /// do, in one line. Something for every major change.
    pub migration: Option<String>,
}

/// The type that a member or an impl belongs to, or the trait of an item, by the
/// path of that: `types::A` of `types::A.b` and of `types::A impl Clone for types::A`.
pub fn owner(path: &str) -> Option<&str> {
    let end = path
        .find(" impl")
        .or_else(|| path.rfind('.'))
        .or_else(|| path.rfind("::"))?;
    path.get(..end)
}
