//! What the files of this workspace have to be. Nothing here reads or writes a
//! file, save through [`crate::workspace`].

mod build;
mod inputs;
pub mod lock;
pub mod release;
mod snapshots;
mod stale;
pub mod up_to_date;

pub use build::{Build, PACKAGE, expected};
pub use inputs::Inputs;
pub use snapshots::{Snapshot, snapshots};
pub use stale::Stale;
