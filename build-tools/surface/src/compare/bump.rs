//! The verdict on a change: the part of the version that it raises.

use serde::Serialize;
use std::fmt;

/// The part of the version that has to be raised.
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
    /// The surface grew; code that uses the crate still compiles.
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
