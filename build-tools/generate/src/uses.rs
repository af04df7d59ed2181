//! What generated code takes from beside itself.

/// A crate, a feature of a crate or a helper module that generated code uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// The crate `chrono`.
    Chrono,
    /// The crate `uuid`.
    Uuid,
    /// The client's `object.rs`.
    Object,
    /// The template `objects.rs`.
    Objects,
    /// The client's `open_enum.rs`.
    OpenEnum,
    /// The client's `text_enum.rs`.
    TextEnum,
    /// The template `decoding.rs`, and the client's `misfit.rs`.
    Decoding,
    /// The template `given.rs`.
    Given,
    /// The template `parameters.rs`.
    Parameters,
    /// The client's `path.rs`.
    Path,
    /// The template `query.rs`.
    Query,
    /// The template `unions.rs`.
    Unions,
    /// The client's `whole_value.rs`.
    WholeValue,
    /// `reqwest`'s multipart bodies.
    Multipart,
}
