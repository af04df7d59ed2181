//! The values of a surface: its items, and what each of them is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The items of a crate that its users can name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items by path: `types::Webhook` is a type, `types::Webhook.id` a field
    /// and `Client::builder()` a function. An impl is listed under its type, or
    /// else its trait, as `Client impl Clone for Client`.
    pub items: BTreeMap<String, Item>,
}

/// One item of a surface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The kind of item.
    pub kind: Kind,
    /// The declaration on one line, without attributes and value.
    pub signature: String,
    /// The attributes that change how the item can be used, as in the source:
    /// `#[non_exhaustive]`, `#[cfg(feature = "…")]`, `#[must_use]`,
    /// `#[deprecated]` and `#[repr(…)]`. Three more stand for what the source
    /// expresses without an attribute: `private fields`, `hidden variants` and,
    /// for an item of a trait, `provided`.
    pub attributes: BTreeSet<String>,
    /// The value of a constant that is a literal.
    pub value: Option<String>,
}

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A module.
    Module,
    /// A struct.
    Struct,
    /// A union.
    Union,
    /// An enum.
    Enum,
    /// A variant of an enum.
    Variant,
    /// A public field of a struct or union.
    Field,
    /// A free function.
    Function,
    /// A function of a type or trait, with or without `self`.
    Method,
    /// A constant, also of a type or trait.
    Constant,
    /// A static.
    Static,
    /// A type alias.
    Alias,
    /// A trait.
    Trait,
    /// An associated type of a trait.
    AssociatedType,
    /// An implementation of a trait, written or derived.
    Impl,
    /// A public name for an item of another crate, or for an item of this crate
    /// that has a shorter name.
    Reexport,
    /// A macro.
    Macro,
}

impl Surface {
    /// Returns one line for each item, in the order of their paths.
    pub fn lines(&self) -> Vec<String> {
        self.items.values().map(ToString::to_string).collect()
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.signature)?;
        if let Some(value) = &self.value {
            write!(f, " = {value}")?;
        }
        for attribute in &self.attributes {
            write!(f, "  {attribute}")?;
        }
        Ok(())
    }
}
