//! The report of a comparison, and the forms it is read in, one module for
//! each. All are pure functions from the report.

mod github;
mod html;
mod json;
mod markdown;
mod shared;
mod text;

pub use super::explained::RustItem;
pub use github::github;
pub use html::html;
pub use json::{Compared, Entry, Report, Summary, json_schema};
pub use markdown::{markdown, markdown_text};
pub use text::text;
