//! What an OpenAPI document says, and whether it is sound.
//!
//! [`ingest`] reads and validates, [`overlay`] corrects, [`summary`] describes.
//! Nothing here touches a file, and nothing knows of Rust code but for the
//! [`names`] that things of a document have in it.

pub mod diagnostic;
pub mod finding;
pub mod ingest;
pub mod names;
pub mod overlay;
pub mod schema;
pub mod summary;
pub mod text;
