//! What is legal, but makes poor code.

use super::{Code, warning};

pub(super) const CODES: &[Code] = &[
    warning(
        "untyped-object",
        "A schema says nothing of what its values hold.",
        "In Rust it is a map of any JSON, or any JSON value. Often the document is only careless: \
         an id that is text was declared as an object, and no text decodes as one.",
        "Look at what the service really sends, and write that down in an overlay.",
    ),
    warning(
        "mixed-casing",
        "One field is spelled differently in different places.",
        "Either the service really does so, or one of the two is never sent, and reads as absent.",
        "Look at what the service really sends, and correct the other in an overlay.",
    ),
    warning(
        "inconsistent-error-types",
        "An operation's errors do not all have the body that errors have elsewhere.",
        "A caller wants to handle every error in one way; an operation has one error type in Rust.",
        "Check whether the difference is real; correct what is wrong in an overlay.",
    ),
    warning(
        "closed-response-enum",
        "An answer has a closed list of values.",
        "Services add values without notice. A closed enum refuses the whole answer then; the \
         enums made here keep a value that they do not know.",
        "Nothing, for a crate made here.",
    ),
    warning(
        "number-for-integer",
        "Something that is counted is a `number`.",
        "In Rust it is a float: a limit of 10 is sent as `10.0`, which many servers refuse.",
        "Make it `type: integer` in an overlay, if it never has a fraction.",
    ),
    warning(
        "rust-name-collision",
        "Two names of the document are one name in Rust.",
        "They are told apart by a number, which says nothing to a reader, and which can change \
         hands when the document changes.",
        "Rename one of them in an overlay where that changes nothing on the wire: operations and \
         schemas, not properties and values.",
    ),
    warning(
        "opaque-schema-name",
        "A schema is named by what looks like a digest of its content.",
        "The name of the type says nothing, and changes whenever the schema does: a major change.",
        "Give it a name with `x-rust-name` in an overlay.",
    ),
    warning(
        "ambiguous-union",
        "A union has no discriminator, and one part takes the values of a later one.",
        "The parts are tried in order, and the first that fits is taken; what the later part has \
         more is lost.",
        "Add a `discriminator`, or make a property required that only one part has, in an overlay.",
    ),
];
