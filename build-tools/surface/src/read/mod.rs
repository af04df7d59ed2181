//! Reads the surface of a crate from its source text, without compiling it.
//!
//! [`sources`] reads the modules, [`resolve`] follows paths and `use`,
//! [`expose`] finds the public names, and [`describe`] and [`impls`] describe
//! what they name in the words of [`rename`] and [`mod@print`].

mod attributes;
mod describe;
mod digest;
mod expose;
mod impls;
mod macros;
mod print;
mod public_names;
mod rename;
mod resolve;
mod sources;

use crate::surface::Surface;
use api_document::diagnostic::Outcome;
use api_document::rule::Rule;
pub use digest::Digest;
use std::collections::BTreeMap;
use std::fmt;

/// The rules of this crate.
pub fn all_rules() -> impl Iterator<Item = &'static Rule> {
    sources::RULES.iter()
}

/// Reads the surface of one file, as if it were a whole crate.
///
/// A path such as `crate::Client` that the file does not define counts as public.
pub fn of_file(file: &syn::File) -> Surface {
    expose::surface(&sources::Crate::of_file(file.clone()))
}

/// Reads the surface of a crate from its files, by their paths below `src`.
///
/// Paths have forward slashes, and `lib.rs` is the root. Tests, and files that no
/// `mod` declares, are left out.
pub fn of_sources(texts: &BTreeMap<String, String>) -> Outcome<Surface> {
    Ok(expose::surface(&sources::Crate::of_sources(texts)?))
}

/// Code in one file that is compared with other code.
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
    /// Reads the modules of a file, and their digest.
    pub fn of(file: syn::File) -> Self {
        let krate = sources::Crate::of_file(file);
        Self {
            digest: Digest::of(&krate),
            krate,
        }
    }

    /// Returns the digest, for [`surface_beside`](Self::surface_beside) of the other code.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Returns the surface without the items that the other code has as well.
    ///
    /// Two surfaces differ in none of those, and they are nearly all.
    pub fn surface_beside(mut self, other: &Digest) -> Surface {
        self.digest.leave_out(other, &mut self.krate);
        expose::surface(&self.krate)
    }
}
