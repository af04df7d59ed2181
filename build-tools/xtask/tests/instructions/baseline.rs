//! Counts of instructions beside those that are committed: what is over, and
//! whether the two can be compared at all. Neither counts nor reads files.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many of a hundred instructions more are let pass.
const TOLERATED: u128 = 5;

/// How the baseline is renewed.
const RENEW: &str = "cargo test --workspace --test instructions -- --renew";

/// Instructions by what was run, and the compiler that it was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Version and target: another compiler makes other instructions.
    pub(crate) rustc: String,
    pub(crate) instructions: BTreeMap<String, u64>,
}

/// Compares what was found with the baseline: what is said of it line by line, as an
/// error where it is to stop.
pub(crate) fn compare(expected: &Counts, found: &Counts) -> Result<String, String> {
    if expected.rustc != found.rustc {
        return Ok(format!(
            "nothing is compared: expected rustc {}, found rustc {}",
            expected.rustc, found.rustc
        ));
    }
    let names = |counts: &Counts| counts.instructions.keys().cloned().collect::<Vec<_>>();
    if names(expected) != names(found) {
        return Err(format!(
            "expected counts of {:?}, found {:?}: if that is meant, {RENEW}",
            names(expected),
            names(found)
        ));
    }
    let (mut hold, mut lines) = (true, Vec::new());
    for ((name, expected), found) in expected
        .instructions
        .iter()
        .zip(found.instructions.values())
    {
        let (holds, line) = judge(*expected, *found);
        hold &= holds;
        lines.push(format!("{name}: {line}"));
    }
    let said = lines.join("\n");
    if hold { Ok(said) } else { Err(said) }
}

fn judge(expected: u64, found: u64) -> (bool, String) {
    let (whole, more) = (100 * u128::from(expected), 100 * u128::from(found));
    let tolerated = TOLERATED * u128::from(expected);
    let said = format!("expected {expected} instructions, found {found}");
    if more > whole + tolerated {
        let help = format!("take back what costs them or, if they are worth it, {RENEW}");
        return (false, format!("{said}, over {TOLERATED} % more: {help}"));
    }
    if more + tolerated < whole {
        return (true, format!("{said}: to hold what was won, {RENEW}"));
    }
    (true, said)
}
