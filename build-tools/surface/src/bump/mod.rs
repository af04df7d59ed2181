//! What a change of the document does to Rust code that uses the generated
//! crate: the second of the two verdicts.
//!
//! It is read off the public surfaces that generation really gives for both
//! documents, by the rules of Cargo's `SemVer` guide. A field's type is
//! compared here; cargo-semver-checks does not do that. What no generated crate
//! has is not judged: discriminants, exported symbols, target features, and
//! whether a trait can be an object or a private field takes `Send` away.

mod declaration;
mod rules;

use crate::Surface;
use serde::Serialize;
use std::fmt;

/// The part of the version that has to go up.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Bump {
    /// The generated code is the same.
    #[default]
    None,
    /// The code differs, its surface does not.
    Patch,
    /// The surface grew; code that uses it goes on compiling.
    Minor,
    /// Code that uses the crate may stop compiling.
    Major,
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

/// One difference between two surfaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurfaceChange {
    /// The item's path, as in [`Surface::items`].
    pub path: String,
    /// What it means for users.
    pub bump: Bump,
    /// What happened, in words.
    pub message: String,
}

/// Every difference between two surfaces, by path.
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
    changes
}

/// The verdict on two generated codes: that of their surfaces, and at least
/// a patch where the codes differ at all.
pub fn verdict(changes: &[SurfaceChange], same_code: bool) -> Bump {
    let surface = changes.iter().map(|change| change.bump).max();
    let code = if same_code { Bump::None } else { Bump::Patch };
    surface.unwrap_or_default().max(code)
}

/// Whether two printed codes are the same, whatever documents they are from.
pub fn same_code(base: &str, revision: &str) -> bool {
    without_header(base) == without_header(revision)
}

/// The code without the comment that names the document's digest.
fn without_header(code: &str) -> &str {
    code.split_once("\n\n").map_or(code, |(_, code)| code)
}
