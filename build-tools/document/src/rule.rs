//! The kinds of diagnostics, each with what it means.
//!
//! A rule stands in the module that gives its diagnostics, declared by the macro
//! `rules!`; every crate lists the rules of its modules, and `cargo xtask
//! explain` looks a code up in all of them.

use serde::Serialize;
use std::fmt;

/// A kind of diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The stable name in the brackets of a diagnostic, such as `dangling-ref`.
    pub code: &'static str,
    /// How bad it usually is; `--strict` makes errors of warnings, and `lint`
    /// reports as a warning what only our own document must not have.
    pub severity: Severity,
    /// What was found.
    pub meaning: &'static str,
    /// Why it is reported.
    pub why: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// Whether something stops the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something to know of, that stops nothing.
    Warning,
    /// Nothing is made until it is corrected.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}
