//! What an OpenAPI document says, and whether it is sound.
//!
//! [`ingest`] reads and validates, [`overlay`] corrects, [`summary`] describes.
//! Nothing here touches a file, and nothing knows of Rust code but for the
//! [`names`] that things of a document have in it.

pub mod diagnostic;
pub mod ingest;
pub mod located;
mod merge;
pub mod names;
pub mod overlay;
mod read;
mod repair;
pub mod schema;
mod source;
pub mod summary;
pub mod text;
mod validate;
