//! Judges whether the evidence about an edit shows that the verdict is right.

use crate::semver_checks::Findings;
use crate::table::Edit;
use rust_surface::Bump;
use std::collections::BTreeSet;

/// An edit with its evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The edit.
    pub edit: Edit,
    /// The evidence about it.
    pub evidence: Evidence,
}

/// The evidence about one edit.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Our verdict.
    pub ours: Bump,
    /// The report of cargo-semver-checks.
    pub semver_checks: Findings,
    /// The errors of the edit's code with the crate of the base.
    pub with_base: BTreeSet<String>,
    /// The errors of the edit's code with the crate of the revision.
    pub with_revision: BTreeSet<String>,
    /// The errors of the code that uses all of the base, with the crate of
    /// the revision; not compiled where our verdict is major.
    pub users: BTreeSet<String>,
}

/// Lists the objections to our verdict; there are none where it is proven.
pub fn objections(edit: &Edit, evidence: &Evidence) -> Vec<String> {
    let Evidence {
        ours,
        semver_checks,
        with_base,
        with_revision,
        users,
    } = evidence;
    let mut objections = Vec::new();
    let mut require = |holds: bool, objection: String| {
        if !holds {
            objections.push(objection);
        }
    };
    require(
        *ours == edit.expected,
        format!("ours is {ours}, expected {}", edit.expected),
    );
    require(
        *ours >= semver_checks.bump,
        format!(
            "ours is {ours}, below {} of cargo-semver-checks: {:?}",
            semver_checks.bump, semver_checks.lints
        ),
    );
    require(
        *ours == Bump::Major || users.is_empty(),
        format!("ours is {ours}, and users' code stops compiling: {users:?}"),
    );
    match ours {
        Bump::Major => {
            require(
                with_base.is_empty(),
                format!("its code does not compile with the base: {with_base:?}"),
            );
            require(
                edit.silent == with_revision.is_empty(),
                if edit.silent {
                    format!("its code does not compile with the revision: {with_revision:?}")
                } else {
                    "its code compiles with the revision".to_owned()
                },
            );
        }
        Bump::Minor => {
            require(
                !with_base.is_empty(),
                "its code compiles with the base".to_owned(),
            );
            require(
                with_revision.is_empty(),
                format!("its code does not compile with the revision: {with_revision:?}"),
            );
        }
        Bump::Patch | Bump::None => {}
    }
    objections
}
