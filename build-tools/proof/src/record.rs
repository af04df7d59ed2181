//! Writes the record of a proof, as Markdown.

use crate::judge::Judged;
use crate::semver_checks::VERSION;
use rust_surface::Bump;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The path of the record, from the workspace's root.
pub const FILE: &str = "build-tools/proof/SEMVER.md";

/// Returns the record of a proof; `rustc` is the compiler's version.
pub fn record(judged: &[Judged], rustc: &str) -> String {
    let verdicts: Vec<[Bump; 2]> = judged
        .iter()
        .map(|one| [one.evidence.ours, one.evidence.semver_checks.bump])
        .collect();
    let mut text = introduction(&verdicts, rustc);
    for one in judged {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            one.edit.name,
            one.evidence.ours,
            one.evidence.semver_checks.bump,
            lints(one),
            proof(one),
        );
    }
    text
}

/// Returns the text before the rows, from our verdicts and those of
/// cargo-semver-checks.
pub fn introduction(verdicts: &[[Bump; 2]], rustc: &str) -> String {
    let count = |wanted: &dyn Fn(Bump, Bump) -> bool| {
        let found = verdicts
            .iter()
            .filter(|[ours, theirs]| wanted(*ours, *theirs));
        found.count()
    };
    let alone = |bump| count(&|ours, theirs| ours == bump && theirs < bump);
    format!(
        "# The Rust verdict, proven on {all} edits\n\n\
         Written by `cargo run -p semver-proof` with cargo-semver-checks {VERSION} and {rustc}.\n\
         Do not edit: the edits are in `tests/fixtures/semver/edits.txt`.\n\n\
         - Our verdict is never below that of cargo-semver-checks, which is never a patch and\n  \
           is not raised by a lint that only warns. On {same} edits the two agree.\n\
         - On {major} edits ours alone is major: the edit's code compiles with the crate of the\n  \
           base, and does not compile with that of the revision, or compiles with both and\n  \
           sends something else with each.\n\
         - On {minor} edits ours alone is minor: the edit's code compiles with the crate of the\n  \
           revision, and does not compile with that of the base.\n\
         - Where ours is below major, `tests/fixtures/semver/user.rs`, which uses every\n  \
           operation and type of the base's crate, compiles with that of the revision.\n\n\
         | edit | ours | cargo-semver-checks | its lints | the edit's code |\n\
         |---|---|---|---|---|\n",
        all = verdicts.len(),
        same = count(&|ours, theirs| without_patch(ours) == theirs),
        major = alone(Bump::Major),
        minor = alone(Bump::Minor),
    )
}

/// Returns the edits of a record, each with our verdict and that of
/// cargo-semver-checks.
pub fn rows(text: &str) -> Vec<[String; 3]> {
    text.lines()
        .filter_map(|line| line.strip_prefix("| "))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split(" | ");
            let mut next = || cells.next().map(str::to_owned);
            Some([next()?, next()?, next()?])
        })
        .collect()
}

/// Returns the verdict that cargo-semver-checks would agree with.
fn without_patch(ours: Bump) -> Bump {
    if ours == Bump::Patch {
        Bump::None
    } else {
        ours
    }
}

/// Lists the lints that failed, then those that only warned.
fn lints(one: &Judged) -> String {
    let report = &one.evidence.semver_checks;
    let warnings = report.warnings.iter().map(|lint| format!("{lint} (warns)"));
    let all: Vec<String> = report.lints.iter().cloned().chain(warnings).collect();
    all.join(", ")
}

fn proof(one: &Judged) -> String {
    let codes = |codes: &BTreeSet<String>| codes.iter().cloned().collect::<Vec<_>>().join(", ");
    match one.evidence.ours {
        Bump::Major if one.edit.silent => "compiles with both".to_owned(),
        Bump::Major => format!("{} with the revision", codes(&one.evidence.with_revision)),
        Bump::Minor => format!("{} with the base", codes(&one.evidence.with_base)),
        Bump::Patch | Bump::None => String::new(),
    }
}
