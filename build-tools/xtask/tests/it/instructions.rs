//! The comparison with the committed counts of instructions objects to what it
//! has to, and the workflow compares with the compiler that they are of.

#[path = "../instructions/baseline.rs"]
mod baseline;

use baseline::{Counts, compare};

const RUSTC: &str = "1.95.0 x86_64-unknown-linux-gnu";

fn counts(rustc: &str, instructions: &[(&str, u64)]) -> Counts {
    let named = |(name, count): &(&str, u64)| ((*name).to_owned(), *count);
    Counts {
        rustc: rustc.to_owned(),
        instructions: instructions.iter().map(named).collect(),
    }
}

fn compared(found: u64) -> Result<String, String> {
    let expected = counts(RUSTC, &[("call", 70), ("diff", 2000)]);
    compare(&expected, &counts(RUSTC, &[("call", 70), ("diff", found)]))
}

#[test]
fn a_twentieth_more_instructions_pass_and_one_beyond_does_not() {
    let said =
        "call: expected 70 instructions, found 70\ndiff: expected 2000 instructions, found 2";
    assert_eq!(compared(2100).unwrap(), format!("{said}100"));
    let objection = compared(2101).unwrap_err();
    let said = format!("{said}101, over 5 % more: ");
    assert!(objection.starts_with(&said), "{objection}");
    assert!(objection.ends_with("--test instructions -- --renew"));
}

#[test]
fn what_was_won_is_told_so_that_it_is_held() {
    assert!(compared(1899).unwrap().contains("to hold what was won"));
    assert!(!compared(1900).unwrap().contains("won"));
}

#[test]
fn counts_of_another_compiler_are_not_compared_and_that_is_told() {
    let expected = counts(RUSTC, &[("call", 70)]);
    let found = counts("1.96.0 x86_64-unknown-linux-gnu", &[("call", 7000)]);
    let said = "nothing is compared: expected rustc 1.95.0 x86_64-unknown-linux-gnu, \
                found rustc 1.96.0 x86_64-unknown-linux-gnu";
    assert_eq!(compare(&expected, &found).unwrap(), said);
}

#[test]
fn a_count_that_only_one_side_has_is_an_objection() {
    let both = counts(RUSTC, &[("call", 70), ("diff", 2000)]);
    let one = counts(RUSTC, &[("call", 70)]);
    for (expected, found) in [(&both, &one), (&one, &both)] {
        let objection = compare(expected, found).unwrap_err();
        assert!(objection.contains("\"diff\""), "{objection}");
    }
}
