//! What the files of this workspace have to be, and who asks: the commands of
//! `cargo xtask`, and the only code of the tools that reads or writes files or
//! the network.

pub mod codes;
pub mod diff;
pub mod project;
pub mod update;
pub mod workspace;
