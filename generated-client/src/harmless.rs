//! Text from the server, made harmless where people read it.

/// The text in one line that leaves a terminal as it was: without characters that move the
/// cursor, begin a line, or turn the direction in which it is written.
pub(crate) fn line(text: &str) -> String {
    let replaced = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        c if is_harmful(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(replaced).collect()
}

/// Whether a terminal does something else with it than to show it.
pub(crate) fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_nothing_that_a_terminal_obeys() {
        let text = line("a\r\nb\u{1b}[2J\u{202e}c\u{2066}d\u{61c}\u{200f}\u{2028}e\u{9b}f é ف 🦀");
        assert_eq!(
            text,
            "a  b\u{fffd}[2J\u{fffd}c\u{fffd}d\u{fffd}\u{fffd} e\u{fffd}f é ف 🦀"
        );
        assert!(!text.chars().any(is_harmful));
    }
}
