//! The cursors of a list, and where it stands.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// Where a list stands between two pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// There is a page to ask for.
    Going,
    /// The next page was given before.
    Repeated,
    /// There is nothing more to ask for.
    Over,
}

/// The cursors of a list, as far as it was followed.
pub(super) struct Cursors {
    pub(super) state: State,
    /// The cursor of the next page, or `None` for the first page and after the last.
    next: Option<String>,
    /// The cursor of the page that was given last.
    given: Option<String>,
    /// The hashes of all cursors so far: a few bytes for each page, whatever its cursor.
    seen: HashSet<u64>,
    hasher: RandomState,
}

impl Cursors {
    /// Starts at a cursor, or at the list's beginning.
    pub(super) fn from(start: Option<String>) -> Self {
        let hasher = RandomState::new();
        let seen = start.iter().map(|cursor| hasher.hash_one(cursor)).collect();
        Self {
            state: State::Going,
            next: start,
            given: None,
            seen,
            hasher,
        }
    }

    pub(super) fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }

    pub(super) fn given(&self) -> Option<&str> {
        self.given.as_deref()
    }

    /// Notes that a page was given, which names the next one.
    ///
    /// An empty cursor names none: asking with it would start again.
    pub(super) fn advance(&mut self, next: Option<&str>) {
        let next = next.filter(|cursor| !cursor.is_empty());
        self.state = match next {
            None => State::Over,
            Some(cursor) if self.seen.insert(self.hasher.hash_one(cursor)) => State::Going,
            Some(_) => State::Repeated,
        };
        self.given = std::mem::replace(&mut self.next, next.map(str::to_owned));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_ends_without_a_cursor_or_with_an_empty_one() {
        for end in [None, Some("")] {
            let mut cursors = Cursors::from(None);
            cursors.advance(Some("a"));
            assert_eq!((cursors.state, cursors.next()), (State::Going, Some("a")));
            cursors.advance(end);
            assert_eq!((cursors.state, cursors.next()), (State::Over, None));
            assert_eq!(cursors.given(), Some("a"));
        }
    }

    #[test]
    fn a_cursor_is_repeated_however_long_ago_it_was() {
        let mut cursors = Cursors::from(Some("0".to_owned()));
        for cursor in 1..1000 {
            cursors.advance(Some(&cursor.to_string()));
            assert_eq!(cursors.state, State::Going);
        }
        cursors.advance(Some("0"));
        assert_eq!(
            (cursors.state, cursors.next()),
            (State::Repeated, Some("0"))
        );
    }
}
