//! The two kinds of crate the tools generate.

/// Which kind of crate is being generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// The published client: calls go through its hand-written transport, one
    /// error type serves the whole API, and the version header is the
    /// transport's to send.
    Library,
    /// A complete crate for any document, on the generator's own run-time.
    StandAlone,
}
