//! Faults of the overlay, of names it gives, and of what the rules ask for.

use super::{Code, error};

const STRICT: &str = "A correction that no longer fits is a sign that upstream changed, and must not pass in silence.";
const ONE_ERROR: &str = "Every operation of the published client fails with one error type, which reads `error.message`, `error.code` and `error.violations`.";

pub(super) const CODES: &[Code] = &[
    error(
        "invalid-overlay",
        "The overlay is not as the Overlay Specification has it, or an action lacks what this workspace asks for.",
        "Every action says why it is there and how many nodes it matches.",
        "Write the action with `target`, `description`, `x-matches`, and `update` or `remove: true`.",
    ),
    error(
        "overlay-mismatch",
        "An action matches another number of nodes than it says, or a node that it cannot change.",
        STRICT,
        "Look at each node; correct the target or `x-matches`, or delete the action.",
    ),
    error(
        "overlay-stale",
        "An action changes nothing: the document is already so.",
        STRICT,
        "Delete the action, or run `cargo xtask update` with --drop-stale.",
    ),
    error(
        "overlay-layout",
        "An action cannot be cut out of the overlay's text.",
        "What --drop-stale leaves must still be the same overlay, comments and all.",
        "Write the actions as a YAML list, each on lines of its own, or delete the action by hand.",
    ),
    error(
        "invalid-name",
        "A name that the overlay gives is no name of a Rust type, or is taken.",
        "It becomes the name of a type.",
        "Give each schema an UpperCamelCase name of its own.",
    ),
    error(
        "name-collision",
        "A rule needs a schema name that the document uses for something else.",
        "Two schemas cannot have one name.",
        "Give the document's schema another name with `x-rust-name` in the overlay.",
    ),
    error(
        "no-error-schema",
        "No operation describes what its errors look like.",
        ONE_ERROR,
        "Describe an error response of one operation, in the overlay.",
    ),
    error(
        "error-types-conflict",
        "Two error schemas contradict each other.",
        ONE_ERROR,
        "Correct one of them in the overlay.",
    ),
    error(
        "error-form",
        "The error schemas lack what the client reads.",
        ONE_ERROR,
        "Correct them in the overlay; if upstream changed the form of its errors, the client has to follow.",
    ),
];
