//! Names of the standard library that generated code says without their paths.

/// Those that no type of a document may have. `Default` and `Option` are also told by name alone by what is derived.
pub(crate) const TAKEN: [&str; 6] = ["Ok", "Err", "Some", "None", "Default", "Option"];

/// Names that code says with their paths where a type is called so.
pub(crate) const IN_FULL: [&str; 6] = ["Box", "Result", "String", "ToString", "TryInto", "Vec"];
