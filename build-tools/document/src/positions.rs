//! The positions of a document's values in its source.
//!
//! A reader notes them on its way, where somebody asks: so the lines of
//! diagnostics cost no second reading, and nothing where there are none.

use crate::diagnostic::unescape_segment;
use std::collections::HashMap;
use std::ops::Range;

/// The position of one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The line of the member's name or, without a name, the line the value
    /// starts on; counted from 1.
    pub line: usize,
    /// The name of the member, as written, in bytes of the source.
    pub name: Option<Range<usize>>,
    /// The value, in bytes of the source.
    pub value: Range<usize>,
}

impl Position {
    /// What to mark when showing the value: its name, or else the value itself.
    pub fn mark(&self) -> Range<usize> {
        self.name.clone().unwrap_or_else(|| self.value.clone())
    }
}

/// The positions of all values of a document.
#[derive(Debug, Default)]
pub struct Positions {
    /// In the order of the source; the outermost value comes first.
    positions: Vec<Position>,
    /// The values inside each value, by member name or index.
    inside: HashMap<(usize, Box<str>), usize>,
}

impl Positions {
    /// The position of the value that a JSON pointer names.
    pub fn get(&self, pointer: &str) -> Option<&Position> {
        let (found, named) = self.descend(pointer)?;
        named.then_some(found)
    }

    /// The position of the value that a JSON pointer names or, where the source
    /// does not have that, of the nearest value around it.
    pub fn nearest(&self, pointer: &str) -> Option<&Position> {
        self.descend(pointer).map(|(found, _)| found)
    }

    /// How many values there are.
    pub fn count(&self) -> usize {
        self.positions.len()
    }

    /// The innermost value on the way of a pointer, and whether that is the end
    /// of the way.
    fn descend(&self, pointer: &str) -> Option<(&Position, bool)> {
        let mut segments = pointer.split('/');
        if segments.next() != Some("") {
            return None;
        }
        let mut at = 0;
        for segment in segments {
            match self.inside.get(&(at, unescape_segment(segment).into())) {
                Some(inner) => at = *inner,
                None => return Some((self.positions.get(at)?, false)),
            }
        }
        Some((self.positions.get(at)?, true))
    }

    /// Notes the position of the value with a name or index in the value
    /// `around`, and returns its number. Of a repeated name, the first
    /// value is found.
    pub(crate) fn add(&mut self, around: Option<usize>, segment: &str, at: Position) -> usize {
        let number = self.positions.len();
        self.positions.push(at);
        if let Some(around) = around {
            let inside = self.inside.entry((around, segment.into()));
            inside.or_insert(number);
        }
        number
    }

    /// Notes where a value ends.
    pub(crate) fn end(&mut self, number: usize, end: usize) {
        if let Some(position) = self.positions.get_mut(number) {
            position.value.end = end.max(position.value.start);
        }
    }

    /// Counts all bytes from another start.
    pub(crate) fn shift(&mut self, to: impl Fn(usize) -> usize) {
        let moved = |range: &Range<usize>| to(range.start)..to(range.end);
        for position in &mut self.positions {
            position.name = position.name.as_ref().map(moved);
            position.value = moved(&position.value);
        }
    }
}
