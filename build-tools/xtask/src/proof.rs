//! The rules of `semver-proof`.
//!
//! They are here because that crate is built on this one, and `explain` has
//! to know them.

const PROOF: &str = "The proof is worth what its edits are.";

rules! {
    pub(crate) RULES:

    pub MALFORMED_EDIT: Error {
        code: "malformed-edit",
        meaning: "An edit of the table is not of its form.",
        why: PROOF,
        help: "Write it as the edits around it.",
    }

    pub USER_CODE: Error {
        code: "user-code",
        meaning: "The user code of the table does not compile with the crate of the base.",
        why: PROOF,
        help: "Correct the user code.",
    }

    pub NO_SEMVER_CHECKS: Error {
        code: "no-semver-checks",
        meaning: "The program cargo-semver-checks is not installed.",
        why: "Every verdict is held against its report.",
        help: "Run the `cargo install` that the message names.",
    }

    pub SEMVER_CHECKS_FAILED: Error {
        code: "semver-checks-failed",
        meaning: "The program cargo-semver-checks gave no verdict.",
        why: "Without its verdict an edit is not proven.",
        help: "Read its message; often the two crates do not build.",
    }

    pub CARGO_FAILED: Error {
        code: "cargo-failed",
        meaning: "Cargo could not be run, or failed.",
        why: PROOF,
        help: "Read its message.",
    }

    pub PROGRAM_FAILED: Error {
        code: "program-failed",
        meaning: "A program of the table could not be run, failed, or did not say of each call whether it was sent.",
        why: PROOF,
        help: "Read its message.",
    }

    pub RUSTC_FAILED: Error {
        code: "rustc-failed",
        meaning: "The compiler could not be run.",
        why: PROOF,
        help: "Check that `rustc` is on the path.",
    }
}
