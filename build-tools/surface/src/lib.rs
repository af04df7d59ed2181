//! The public surface of a crate, and what a change of it means for its users.
//!
//! A surface is a sorted list of the items that users can name, for a reviewer to
//! read and for two versions to be compared. It is read from source text alone,
//! without compiling: items that macros make, and traits that the compiler
//! implements by itself (`Send`, `Unpin`), are missing from it; only the impls that
//! a macro of the crate makes of a type are read. An item is called
//! what users call it: `pub use` is followed, and types are named by their public
//! paths, whatever the source calls them.

#[macro_use]
#[path = "../../document/src/declare_rules.rs"]
mod declare_rules;

mod compare;
mod read;
mod surface;

pub use compare::{Bump, SurfaceChange, compare, owner, same_code, verdict};
pub use read::{Code, Digest, all_rules, of_file, of_sources};
pub use surface::{Item, Kind, Surface};
