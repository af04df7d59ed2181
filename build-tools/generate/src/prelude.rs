//! Names of the standard library that generated code says without their paths, so
//! that no type of a document may have them.

/// `Default` and `Option` are also told by name alone by what is derived.
pub(crate) const TAKEN: [&str; 6] = ["Ok", "Err", "Some", "None", "Default", "Option"];
