//! What the files of this workspace have to be, and who asks: the commands of
//! `cargo xtask`, and the only code of the tools that reads or writes files or
//! the network.

pub mod codes;
pub mod diff;
pub mod fetch;
pub mod install;
pub mod lock;
pub mod output;
pub mod release;
pub mod report;
pub mod snapshots;
pub mod stamp;
pub mod transaction;
pub mod tree;
pub mod update;
pub mod workspace;
