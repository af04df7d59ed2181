//! Whether what was found out about an edit holds together.

use super::table::Edit;
use super::witness::Testimony;
use rust_surface::Bump;
use std::collections::BTreeSet;

/// What was found out about one edit.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Our verdict.
    pub ours: Bump,
    /// That of cargo-semver-checks.
    pub witness: Testimony,
    /// The errors of the edit's code with the crate of the base.
    pub with_base: BTreeSet<String>,
    /// The errors of the edit's code with the crate of the revision.
    pub with_revision: BTreeSet<String>,
    /// The errors of the code that uses all of the base, with the crate of
    /// the revision; not looked for where ours is major.
    pub users: BTreeSet<String>,
}

/// Everything that does not hold; empty where the verdict is shown to be
/// right.
pub fn faults(edit: &Edit, evidence: &Evidence) -> Vec<String> {
    let Evidence {
        ours,
        witness,
        with_base,
        with_revision,
        users,
    } = evidence;
    let mut faults = Vec::new();
    let mut hold = |holds: bool, fault: String| {
        if !holds {
            faults.push(fault);
        }
    };
    hold(
        *ours == edit.expected,
        format!("ours is {ours}, expected {}", edit.expected),
    );
    hold(
        *ours >= witness.bump,
        format!(
            "ours is {ours}, below the witness's {}: {:?}",
            witness.bump, witness.lints
        ),
    );
    hold(
        *ours == Bump::Major || users.is_empty(),
        format!("ours is {ours}, and users' code stops compiling: {users:?}"),
    );
    match ours {
        Bump::Major => {
            hold(
                with_base.is_empty(),
                format!("its code does not compile with the base: {with_base:?}"),
            );
            hold(
                !with_revision.is_empty(),
                "its code compiles with the revision".to_owned(),
            );
        }
        Bump::Minor => {
            hold(
                !with_base.is_empty(),
                "its code compiles with the base".to_owned(),
            );
            hold(
                with_revision.is_empty(),
                format!("its code does not compile with the revision: {with_revision:?}"),
            );
        }
        Bump::Patch | Bump::None => {}
    }
    faults
}
