//! What comes out of the passes.

use crate::uses::Use;
use std::collections::BTreeSet;
use syn::File;

/// The code of a crate, and what the passes know of it.
#[derive(Debug)]
pub struct Rewritten {
    /// The code, without what was taken.
    pub file: File,
    /// What it takes from beside itself.
    pub uses: BTreeSet<Use>,
    /// The methods of the client that take credentials.
    pub setters: Vec<String>,
    /// What the code lacks, for the report.
    pub notes: Vec<String>,
}
