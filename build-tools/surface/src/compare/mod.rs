//! Compares two surfaces: what a change means for Rust code that uses the crate.
//!
//! The rules are those of Cargo's `SemVer` guide. A field's type is compared here,
//! which cargo-semver-checks does not do. Not judged is what generated crates do
//! not have: discriminants, exported symbols, target features, whether a trait is
//! object safe, and whether a private field takes `Send` away.

mod bump;
mod change;
mod declaration;
mod migration;
mod rules;
mod successors;

use crate::surface::Surface;
pub use bump::Bump;
pub use change::{SurfaceChange, owner};

/// Lists every difference between two surfaces, by path.
pub fn compare(base: &Surface, revision: &Surface) -> Vec<SurfaceChange> {
    let removed = base
        .items
        .iter()
        .filter(|(path, _)| !revision.items.contains_key(*path))
        .map(|(path, item)| rules::removed(path, item));
    let added = revision
        .items
        .iter()
        .filter(|(path, _)| !base.items.contains_key(*path))
        .map(|(path, item)| rules::added(base, path, item));
    let altered = base.items.iter().filter_map(|(path, before)| {
        let after = revision.items.get(path)?;
        (before != after).then(|| rules::changed(base, path, before, after))
    });
    let mut changes: Vec<SurfaceChange> = removed.chain(added).chain(altered).collect();
    changes.sort_by(|left, right| left.path.cmp(&right.path));
    migration::add([base, revision], &mut changes);
    changes
}

/// Returns the verdict on two versions of generated code.
///
/// It is that of their surfaces, and at least a patch where the code differs.
pub fn verdict(changes: &[SurfaceChange], same_code: bool) -> Bump {
    let surface = changes.iter().map(|change| change.bump).max();
    let code = if same_code { Bump::None } else { Bump::Patch };
    surface.unwrap_or_default().max(code)
}

/// Returns whether two printed codes are equal, apart from the header that names
/// the document.
pub fn same_code(base: &str, revision: &str) -> bool {
    without_header(base) == without_header(revision)
}

/// Returns the code without the comment that names the document's digest.
fn without_header(code: &str) -> &str {
    code.split_once("\n\n").map_or(code, |(_, code)| code)
}
