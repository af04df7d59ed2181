//! Lists that come in pages: a stream of pages, and one of their items.
//!
//! Everything here serves any list; the generated code says of each page where its items and
//! the next cursor are.

mod cursors;
mod items;
mod pages;

use serde::de::DeserializeOwned;

pub use items::Items;
pub use pages::Pages;

/// A page of a list: its items, and the cursor of the next page.
///
/// Every list type in [`crate::types`] that has a cursor implements it. Code that works for
/// any list can be written with it.
pub trait Page: sealed::Sealed + DeserializeOwned + Send + 'static {
    /// The type of an item.
    type Item: Send + 'static;

    /// Returns the cursor of the next page, or `None` at the end of the list.
    fn next_cursor(&self) -> Option<&str>;

    /// Returns the items of the page.
    fn into_items(self) -> Vec<Self::Item>;
}

/// Keeps [`Page`] to this crate, so that it can grow.
pub(crate) mod sealed {
    pub trait Sealed {}
}
