//! What the generator cannot take, and what a crate lacks.

use super::{Code, error, warning};

pub(super) const CODES: &[Code] = &[
    warning(
        "operation-left-out",
        "An operation is not in the generated crate.",
        "It has something that cannot be written faithfully. Nothing is generated that would send \
         or read something else than the document says.",
        "Write it in a simpler form, in an overlay. With --strict no crate is made.",
    ),
    warning(
        "parameter-left-out",
        "An optional parameter is not in the generated crate.",
        "It has a form that cannot be written; the operation works without it.",
        "Write it in a simpler form, in an overlay. With --strict no crate is made.",
    ),
    warning(
        "untyped-schema",
        "A schema is any JSON value in the generated crate.",
        "What it says cannot be a type, or contradicts itself. Its values are kept as they come.",
        "Write it in a simpler form, in an overlay. With --strict no crate is made.",
    ),
    warning(
        "other-server",
        "An operation or path names a server of its own.",
        "A generated client talks to one server, and would ask the wrong one.",
        "Make a second `Client` with that base URL for it.",
    ),
    error(
        "several-error-types",
        "The error responses of an operation have different bodies.",
        "The generator takes one error type for an operation.",
        "Run the document through the overlay and the rules first, as `cargo xtask generate` does.",
    ),
    error(
        "several-request-types",
        "A request body of our own document has more than one media type.",
        "The published client sends one.",
        "Remove all but one in the overlay.",
    ),
    error(
        "parameter-style",
        "The published client would write a parameter in another way than our document says.",
        "It writes queries as exploded forms, paths and headers as plain values, and no cookies; \
         a parameter that is written otherwise is not understood.",
        "Describe it in the overlay as the client writes it, if the service takes that too; else \
         the client has to learn the style.",
    ),
    error(
        "generator-refused",
        "The generator cannot take the document.",
        "It gave an error, or stopped in its tracks, which is caught.",
        "Correct the construct it names in the overlay.",
    ),
    error(
        "unexpected-generator-output",
        "The generator's code is not of the form that the later stages know.",
        "Code that is not understood is not changed by guess.",
        "Rename the operation or schema it names in the overlay; after an update of the generator, the polishing stage has to follow.",
    ),
    error(
        "invalid-crate-name",
        "A crate cannot have this name.",
        "Cargo takes letters, digits, `-` and `_`, a letter first.",
        "Give another --crate-name.",
    ),
    error(
        "foreign-folder",
        "The output folder holds something else than a generated crate.",
        "Files that were not generated are never overwritten.",
        "Give --output-dir a new or empty folder.",
    ),
];
