//! Cursors: where a page begins, in a form that says nothing to a client.
//!
//! A cursor names the item that the page comes after or before. It stays good
//! when items come and go, and is good for one collection only.

use std::fmt::Write as _;

use super::made::digest;

const MASK: u64 = 0x938c_2cc0_dcc0_5f2b;

/// The edge of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cursor {
    /// The page begins after the item of this number.
    After(u64),
    /// The page ends before the item of this number.
    Before(u64),
}

impl Cursor {
    pub(crate) fn text(self, collection: &str) -> String {
        let (number, direction) = match self {
            Self::After(number) => (number, 1),
            Self::Before(number) => (number, 2),
        };
        let sum = check(collection, number, direction);
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = write!(text, "{:016x}{:016x}", number ^ MASK ^ sum, sum);
        text
    }

    /// The cursor of a text, if it is one of this collection.
    pub(crate) fn parse(text: &str, collection: &str) -> Option<Self> {
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        let (masked, sum) = text.split_at(16);
        let sum = u64::from_str_radix(sum, 16).ok()?;
        let number = u64::from_str_radix(masked, 16).ok()? ^ MASK ^ sum;
        match sum {
            _ if sum == check(collection, number, 1) => Some(Self::After(number)),
            _ if sum == check(collection, number, 2) => Some(Self::Before(number)),
            _ => None,
        }
    }
}

fn check(collection: &str, number: u64, direction: u8) -> u64 {
    let state = digest(collection.as_bytes(), MASK);
    digest(&[direction], digest(&number.to_le_bytes(), state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_for_its_own_collection_only() {
        for cursor in [Cursor::After(0), Cursor::After(u64::MAX), Cursor::Before(7)] {
            let text = cursor.text("/webhooks");
            assert_eq!(Cursor::parse(&text, "/webhooks"), Some(cursor));
            assert_eq!(Cursor::parse(&text, "/api-keys"), None);
        }
    }

    #[test]
    fn any_other_text_is_not_a_cursor() {
        let good = Cursor::After(7).text("/webhooks");
        for text in [
            "",
            "7",
            "ü",
            &good[1..],
            &format!("{good}0"),
            &good.replace('a', "b"),
        ] {
            assert_eq!(Cursor::parse(text, "/webhooks"), None, "{text}");
        }
        assert_eq!(Cursor::parse(&"ü".repeat(16), "/webhooks"), None);
    }
}
