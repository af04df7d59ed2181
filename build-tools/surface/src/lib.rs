//! The public surface of a crate: what its users can name, as sorted items,
//! for a reviewer to read and for two versions to be compared.
//!
//! Read from source text alone, without compiling: items that macros make and
//! traits that the compiler derives by itself (`Send`, `Unpin`) do not show.
//! What an item is called is what users call it: `pub use` is followed, and
//! types are named by their public paths whatever the source calls them.

#[macro_use]
#[path = "../../document/src/declare_rules.rs"]
mod declare_rules;

mod attributes;
pub mod bump;
mod describe;
mod digest;
mod expose;
mod impls;
mod names;
mod print;
mod resolve;
mod sources;
#[cfg(test)]
mod tests;

use api_document::diagnostic::Outcome;
use api_document::rule::Rule;
pub use digest::Digest;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The rules of this crate.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    sources::RULES.iter()
}

/// What the users of a crate can name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items by their paths, as `types::Webhook` for a type,
    /// `types::Webhook.id` for a field and `Client::builder()` for a function.
    /// An impl stands under the type (or else the trait) it belongs to, as
    /// `Client impl Clone for Client`.
    pub items: BTreeMap<String, Item>,
}

/// One item of a surface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// The whole declaration on one line, without attributes and value.
    pub signature: String,
    /// What changes how the item can be used, as in the source:
    /// `#[non_exhaustive]`, `#[cfg(feature = "…")]`, `#[must_use]`,
    /// `#[deprecated]`, `#[repr(…)]`; and three that the source says otherwise: `private
    /// fields`, `hidden variants` and, for an item of a trait, `provided`.
    pub attributes: BTreeSet<String>,
    /// The value of a constant, where it is a literal.
    pub value: Option<String>,
}

/// What an item is.
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
    /// A function outside any type.
    Function,
    /// A function of a type or trait, whether or not it takes `self`.
    Method,
    /// A constant, also of a type or trait.
    Constant,
    /// A static.
    Static,
    /// A type alias.
    Alias,
    /// A trait.
    Trait,
    /// A type that implementations of a trait choose.
    AssociatedType,
    /// A trait implemented for a type, by hand or by derive.
    Impl,
    /// A public name for something that stands elsewhere: in another crate,
    /// or in this one under a shorter name.
    Reexport,
    /// A macro.
    Macro,
}

impl Surface {
    /// One line for each item, in the order of their paths.
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

/// The surface of one file taken for a whole crate. What it refers to as
/// `crate::…` without defining it is taken for public.
pub fn of_file(file: &syn::File) -> Surface {
    expose::surface(&sources::Crate::of_file(file.clone()))
}

/// The surface of a crate, from the texts of its files by their paths below
/// `src`, with forward slashes. `lib.rs` is the root; files that no `mod`
/// names, and tests, are left out.
pub fn of_sources(texts: &BTreeMap<String, String>) -> Outcome<Surface> {
    Ok(expose::surface(&sources::Crate::of_sources(texts)?))
}

/// A code in one file, to be held against another.
pub struct Code {
    krate: sources::Crate,
    digest: Digest,
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Code").finish_non_exhaustive()
    }
}

impl Code {
    /// Reads the code.
    pub fn of(file: syn::File) -> Self {
        let krate = sources::Crate::of_file(file);
        Self {
            digest: Digest::of(&krate),
            krate,
        }
    }

    /// What the other code has to know of this one.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The surface, without the items that the other code has too. To tell two
    /// surfaces apart those are not needed, and they are nearly all.
    pub fn surface_beside(mut self, other: &Digest) -> Surface {
        self.digest.leave_out(other, &mut self.krate);
        expose::surface(&self.krate)
    }
}
