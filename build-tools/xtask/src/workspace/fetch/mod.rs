//! Reads a source that the user named: a file, or an https address.
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

use super::reading::read_source;
use api_document::diagnostic::Outcome;
use api_document::ingest::Source;
use std::path::Path;

pub use address::{address_of, is_allowed, is_loopback};
pub use fetcher::{Fetched, Fetcher};
pub use limits::Limits;
pub use many::{Step, fetch_all};
pub(crate) use refused::RULES;

/// Reads a file, or fetches an address.
pub async fn source(fetcher: &Fetcher, name: &str) -> Outcome<Source> {
    match address_of(name) {
        Some(url) => Ok(fetcher.get(&url).await?.source),
        None => read_source(Path::new(name)),
    }
}
