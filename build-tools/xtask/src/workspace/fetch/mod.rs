//! Fetches a source that the user named by its https address.
//!
//! An address is somebody else's machine, so time and size are limited, no
//! redirect leads away from https, and a server that asks to wait is obeyed.

mod address;
mod cache;
mod fetcher;
mod limits;
mod many;
mod pause;
mod refused;

pub use address::{address_of, is_allowed, is_loopback};
pub use fetcher::{Fetched, Fetcher};
pub use limits::Limits;
pub use many::{Step, fetch_all};
pub(crate) use refused::RULES;
