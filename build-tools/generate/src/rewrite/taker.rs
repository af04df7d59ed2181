//! Where items go that are done.

use syn::Item;

/// Takes the items of an operation, or of the builder of a type.
pub(crate) type Taker<'t> = &'t mut dyn FnMut(Vec<Item>);
