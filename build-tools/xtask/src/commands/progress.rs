//! How far the fetching of pages is: one line that changes, on a terminal, or a
//! line for each page.

use api_document::display::tame;
use build_tools::workspace::fetch::Step;
use std::io::{IsTerminal, stderr};

/// Shows a step on standard error.
pub(super) fn show(step: &Step<'_>) {
    let terminal = stderr().is_terminal();
    eprint!("{}", line(step, terminal));
}

fn line(step: &Step<'_>, terminal: bool) -> String {
    let Step {
        done,
        all,
        address,
        unchanged,
    } = step;
    let how = if *unchanged { ", unchanged" } else { "" };
    let text = format!("page {done} of {all}{how}: {}", tame(address));
    match (terminal, done == all) {
        (false, _) => format!("{text}\n"),
        (true, false) => format!("\r\u{1b}[K{text}"),
        // Nothing of it is left.
        (true, true) => "\r\u{1b}[K".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::line;
    use build_tools::workspace::fetch::Step;

    fn step(done: usize) -> Step<'static> {
        Step {
            done,
            all: 2,
            address: "https://x.example/a\u{1b}.md",
            unchanged: done == 2,
        }
    }

    #[test]
    fn a_log_gets_whole_lines_and_a_terminal_one_that_goes_away() {
        let first = "page 1 of 2: https://x.example/a\u{fffd}.md";
        assert_eq!(line(&step(1), false), format!("{first}\n"));
        assert_eq!(line(&step(1), true), format!("\r\u{1b}[K{first}"));
        assert!(line(&step(2), false).starts_with("page 2 of 2, unchanged: "));
        assert_eq!(line(&step(2), true), "\r\u{1b}[K");
    }
}
