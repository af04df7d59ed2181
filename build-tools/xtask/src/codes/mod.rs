//! What each kind of diagnostic means, for `cargo xtask explain`.
//!
//! One table for each stage; a test holds that every code a stage can give is
//! in one of them, and no other.

mod document;
mod generation;
mod lint;
mod overlay;
mod sources;
mod verdicts;
mod workspace;

use api_document::located::Severity;

/// What a kind of diagnostic means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, as it stands in brackets.
    pub code: &'static str,
    /// How bad it usually is; `--strict` makes errors of warnings, and `lint`
    /// tells as a warning what only our own document must not have.
    pub severity: Severity,
    /// What was found.
    pub meaning: &'static str,
    /// Why it is told.
    pub why: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

const STAGES: [&[Code]; 7] = [
    sources::CODES,
    document::CODES,
    overlay::CODES,
    generation::CODES,
    lint::CODES,
    verdicts::CODES,
    workspace::CODES,
];

/// What `code` means, or nothing if no diagnostic has that code.
///
/// ```
/// assert!(build_tools::codes::explain("dangling-ref").is_some());
/// assert!(build_tools::codes::explain("no-such-code").is_none());
/// ```
pub fn explain(code: &str) -> Option<&'static Code> {
    all().find(|one| one.code == code)
}

/// Every code there is, stage by stage.
pub fn all() -> impl Iterator<Item = &'static Code> {
    STAGES.into_iter().flatten()
}

const fn error(
    code: &'static str,
    meaning: &'static str,
    why: &'static str,
    remedy: &'static str,
) -> Code {
    Code {
        code,
        severity: Severity::Error,
        meaning,
        why,
        remedy,
    }
}

const fn warning(
    code: &'static str,
    meaning: &'static str,
    why: &'static str,
    remedy: &'static str,
) -> Code {
    Code {
        severity: Severity::Warning,
        ..error(code, meaning, why, remedy)
    }
}
