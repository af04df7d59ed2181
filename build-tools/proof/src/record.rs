//! The record of a proof, as Markdown.

use super::Judged;
use super::witness::VERSION;
use rust_surface::Bump;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Where the record is kept, from the workspace's root.
pub const FILE: &str = "build-tools/proof/SEMVER.md";

/// The record of a proof that holds; `rustc` is the compiler's version.
pub fn record(judged: &[Judged], rustc: &str) -> String {
    let count = |wanted: &dyn Fn(&Judged) -> bool| judged.iter().filter(|one| wanted(one)).count();
    let ours = |one: &Judged| one.evidence.ours;
    let witness = |one: &Judged| one.evidence.witness.bump;
    let same = count(&|one| bump_of_witness(ours(one)) == witness(one));
    let major = count(&|one| ours(one) == Bump::Major && witness(one) < Bump::Major);
    let minor = count(&|one| ours(one) == Bump::Minor && witness(one) < Bump::Minor);
    let mut text = format!(
        "# The Rust verdict, shown on {all} edits\n\n\
         Written by `cargo run -p semver-proof` with cargo-semver-checks {VERSION} and {rustc}.\n\
         Do not edit: the edits are in `tests/fixtures/semver/edits.txt`.\n\n\
         - Ours is never below that of cargo-semver-checks, which knows no patch; a lint that\n  \
           only warns asks for nothing. On {same} edits the two say the same.\n\
         - On {major} edits it is silent and ours is major: the edit's code compiles with the\n  \
           crate of the base and no longer with that of the revision.\n\
         - On {minor} edits it is silent and ours is minor: the edit's code compiles with the\n  \
           crate of the revision and not yet with that of the base.\n\
         - Where ours is below major, `tests/fixtures/semver/user.rs`, which uses every\n  \
           operation and type of the base's crate, compiles with that of the revision.\n\n\
         | edit | ours | cargo-semver-checks | its lints | the edit's code |\n\
         |---|---|---|---|---|\n",
        all = judged.len(),
    );
    for one in judged {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            one.edit.name,
            ours(one),
            witness(one),
            lints(one),
            proof(one),
        );
    }
    text
}

/// The edits in a record, with the verdicts it gives for them.
pub fn rows(text: &str) -> Vec<(String, String)> {
    text.lines()
        .filter_map(|line| line.strip_prefix("| "))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(" | ");
            Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
        })
        .collect()
}

/// What cargo-semver-checks would say if it saw all that we see: it knows no
/// patch.
fn bump_of_witness(ours: Bump) -> Bump {
    if ours == Bump::Patch {
        Bump::None
    } else {
        ours
    }
}

/// The lints that failed, then those that only warned.
fn lints(one: &Judged) -> String {
    let witness = &one.evidence.witness;
    let warnings = witness
        .warnings
        .iter()
        .map(|lint| format!("{lint} (warns)"));
    let all: Vec<String> = witness.lints.iter().cloned().chain(warnings).collect();
    all.join(", ")
}

fn proof(one: &Judged) -> String {
    let codes = |codes: &BTreeSet<String>| codes.iter().cloned().collect::<Vec<_>>().join(", ");
    match one.evidence.ours {
        Bump::Major => format!("{} with the revision", codes(&one.evidence.with_revision)),
        Bump::Minor => format!("{} with the base", codes(&one.evidence.with_base)),
        Bump::Patch | Bump::None => String::new(),
    }
}
