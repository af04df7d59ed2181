//! Faults of the workspace, of an update, and of a release.

use super::{Code, error};

const WHOLE: &str = "A new document is taken in whole or not at all.";
const CHAIN: &str =
    "Each file follows from the one before: pages, document, effective document, code.";
const VERSION: &str =
    "The newest heading of the changelog is the crate's version; the manifest and the lock follow.";

pub(super) const CODES: &[Code] = &[
    error(
        "no-workspace",
        "The command was not run inside the workspace.",
        "It works on the workspace's files.",
        "Change into the checkout.",
    ),
    error(
        "no-document",
        "There is not exactly one vendored document.",
        CHAIN,
        "Run the `cargo xtask ingest` that the message names, and delete the other.",
    ),
    error(
        "document-edited",
        "The vendored document is not what the pages give.",
        CHAIN,
        "Correct upstream's mistakes in the overlay, and ingest the pages again.",
    ),
    error(
        "tree-out-of-date",
        "Generated files or snapshots are not what the inputs say.",
        "An update starts from a tree in which everything agrees, or its own changes could not be told from others.",
        "Run `cargo xtask check` and what it tells, then update again.",
    ),
    error(
        "same-name",
        "Two sources would be kept under one name.",
        "The sources of record are kept side by side in one folder.",
        "Give one of the two another file name.",
    ),
    error(
        "client-does-not-compile",
        "The client that was generated from the new document does not compile.",
        WHOLE,
        "Correct the construct in the overlay; the message names the copy that was tried.",
    ),
    error(
        "no-target-folder",
        "Cargo does not say where it builds.",
        WHOLE,
        "Run `cargo metadata` and mend what it names.",
    ),
    error(
        "update-in-progress",
        "Another command is replacing files of this workspace.",
        WHOLE,
        "Wait until it is done and run the command again.",
    ),
    error(
        "invalid-journal",
        "What an interrupted update left behind cannot be read.",
        WHOLE,
        "Delete the folder that the message names, and restore the tree from version control.",
    ),
    error(
        "unusable-version",
        "The API's version cannot be the build metadata of a crate's version.",
        "The crate's version says which version of the API it is for.",
        "Correct `info.version` in the overlay, or tell upstream.",
    ),
    error(
        "invalid-changelog",
        "The changelog has no heading with a version.",
        VERSION,
        "Head the newest entry with its version.",
    ),
    error(
        "no-crate-version",
        "The manifest has no version.",
        VERSION,
        "Restore the manifest from version control.",
    ),
    error(
        "invalid-cargo-lock",
        "Cargo.lock does not have the crate.",
        VERSION,
        "Restore Cargo.lock from version control.",
    ),
    error(
        "wrong-tag",
        "The tag is not the newest version.",
        VERSION,
        "Tag the commit with the version that the message names.",
    ),
    error(
        "missing-module",
        "A source file names a module that has no file.",
        "The public surface is read from the sources.",
        "Add the file, or take the module away.",
    ),
    error(
        "invalid-rust",
        "A source file is not Rust.",
        "The public surface is read from the sources.",
        "Mend what the compiler says of it.",
    ),
];
