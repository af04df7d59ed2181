//! Faults of what `diff` and `semver-proof` are given.

use super::{Code, error};

const ACCEPTED: &str = "A change is accepted knowingly: which, where, why, and for how long.";
const PROOF: &str = "The proof is worth what its edits are.";

pub(super) const CODES: &[Code] = &[
    error(
        "unknown-id",
        "No change, and no diagnostic, has this id.",
        "Ids are stable; one that is not known is a misprint.",
        "Copy the id from the report.",
    ),
    error(
        "invalid-accepted",
        "The file of accepted changes is not TOML of the form it must have.",
        ACCEPTED,
        "Write each as `[[accepted]]` with id, location, reason and until.",
    ),
    error(
        "no-reason",
        "A change is accepted without a reason.",
        ACCEPTED,
        "Say why.",
    ),
    error(
        "invalid-date",
        "The last day of an accepted change is no date.",
        ACCEPTED,
        "Write it as in 2027-01-31.",
    ),
    error(
        "expired-accepted",
        "An accepted change is past its last day.",
        ACCEPTED,
        "Look at the change again; give it a later day, or remove it.",
    ),
    error(
        "unused-accepted",
        "An accepted change is not among the changes.",
        "What matches nothing would hide a later change of the same kind.",
        "Remove it.",
    ),
    error(
        "unknown-revision",
        "Git does not know the revision, or it has no document.",
        "There is nothing to compare.",
        "Name a commit, branch or tag that has the document; fetch the history if it is cut off.",
    ),
    error(
        "malformed-edit",
        "An edit of the table is not of its form.",
        PROOF,
        "Write it as the edits around it.",
    ),
    error(
        "user-code",
        "The user code of the table does not compile with the crate of the base.",
        PROOF,
        "Correct the user code.",
    ),
    error(
        "no-semver-checks",
        "The program cargo-semver-checks is not installed.",
        "It is the witness that the verdicts are held against.",
        "Run the `cargo install` that the message names.",
    ),
    error(
        "semver-checks-failed",
        "The program cargo-semver-checks gave no verdict.",
        "Without a witness there is no proof.",
        "Read its message; often the two crates do not build.",
    ),
    error(
        "cargo-failed",
        "Cargo could not be run, or failed.",
        PROOF,
        "Read its message.",
    ),
    error(
        "rustc-failed",
        "The compiler could not be run.",
        PROOF,
        "Check that `rustc` is on the path.",
    ),
];
