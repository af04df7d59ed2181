//! Text of a document as people may be shown it.

/// Text of a document as a terminal may show it: nothing in it steers the
/// terminal or turns the direction of what follows.
pub fn tame(text: &str) -> String {
    text.replace(steers, "\u{fffd}")
}

/// The same of several lines: only what turns their direction is taken out.
pub fn straight(text: &str) -> String {
    text.replace(turns, "\u{fffd}")
}

/// Whether a character is a control character, or turns the direction of text.
pub fn steers(c: char) -> bool {
    turns(c) || c.is_control()
}

fn turns(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
