//! Which value in a JSON text an error of `serde_json` is about, by where the error stands.
//!
//! Decoding once more with the way kept would compile every type a second time.
//!
//! Self-contained (`serde_json`): the generator copies this file into stand-alone crates.

use std::ops::Range;

/// A step from a value to one within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Member(String),
    Item(usize),
}

/// The way to the value that an error in a text is about: as far as it can be told.
///
/// Of a single value the error stands behind it, of an object or a list of the wrong kind
/// before or within its opening, and of one that lacks something behind its end.
pub(crate) fn way_to(error: &serde_json::Error, body: &[u8]) -> Vec<Step> {
    let Some(place) = place_of(error, body) else {
        return Vec::new();
    };
    let mut walk = Walk::default();
    for (kind, token) in Tokens::of(body) {
        let opens_here = matches!(kind, Kind::Object | Kind::List) && token.start == place;
        if token.start >= place && !opens_here {
            break;
        }
        walk.reach(kind);
        if opens_here {
            return walk.way;
        }
        walk.pass(kind, body.get(token).unwrap_or_default());
    }
    if matches!(walk.last, Some(Kind::Name | Kind::Object | Kind::List)) {
        // A name is given twice, or the value is none to open.
        walk.way.pop();
    }
    walk.way
}

/// How many bytes of the text were read when the error was found.
fn place_of(error: &serde_json::Error, body: &[u8]) -> Option<usize> {
    let mut line = 1..error.line();
    let mut start = 0;
    while line.next().is_some() {
        let rest = body.get(start..)?;
        start += rest.iter().position(|byte| *byte == b'\n')? + 1;
    }
    (error.line() > 0).then_some(start + error.column())
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The start of an object.
    Object,
    /// The start of a list.
    List,
    /// The end of either.
    End,
    /// The name of a member.
    Name,
    /// A text, a number, a boolean or null.
    Single,
    Comma,
}

/// The way to the value at hand, or to the place where the next one will be.
#[derive(Default)]
struct Walk {
    way: Vec<Step>,
    last: Option<Kind>,
}

impl Walk {
    /// Comes to a value: the next of its list, where it follows a comma.
    fn reach(&mut self, kind: Kind) {
        let is_value = matches!(kind, Kind::Object | Kind::List | Kind::Single);
        if let (Some(Kind::Comma), Some(Step::Item(index))) = (self.last, self.way.last_mut())
            && is_value
        {
            *index += 1;
        }
    }

    fn pass(&mut self, kind: Kind, token: &[u8]) {
        match kind {
            Kind::Object => self.way.push(Step::Member(String::new())),
            Kind::List => self.way.push(Step::Item(0)),
            Kind::End => {
                self.way.pop();
            }
            Kind::Name => {
                if let Some(last) = self.way.last_mut() {
                    *last = Step::Member(serde_json::from_slice(token).unwrap_or_default());
                }
            }
            Kind::Single | Kind::Comma => {}
        }
        self.last = Some(kind);
    }
}

/// The tokens of a text that is JSON up to the place of the error.
pub(crate) struct Tokens<'b> {
    body: &'b [u8],
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = (Kind, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.past(self.at, |byte| byte.is_ascii_whitespace() || byte == b':');
        let (kind, end) = match self.body.get(start)? {
            b'{' => (Kind::Object, start + 1),
            b'[' => (Kind::List, start + 1),
            b'}' | b']' => (Kind::End, start + 1),
            b',' => (Kind::Comma, start + 1),
            b'"' => {
                let end = self.end_of_text(start + 1);
                let next = self.past(end, |byte| byte.is_ascii_whitespace());
                match self.body.get(next) {
                    Some(b':') => (Kind::Name, end),
                    _ => (Kind::Single, end),
                }
            }
            _ => {
                let within = |byte: u8| !byte.is_ascii_whitespace() && !b",:]}".contains(&byte);
                (Kind::Single, self.past(start + 1, within))
            }
        };
        self.at = end;
        Some((kind, start..end))
    }
}

impl<'b> Tokens<'b> {
    pub(crate) fn of(body: &'b [u8]) -> Self {
        Self { body, at: 0 }
    }

    /// The first place from `at` on whose byte is no such one.
    fn past(&self, at: usize, is_one: impl Fn(u8) -> bool) -> usize {
        let rest = self.body.get(at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is_one(*byte));
        at + length.unwrap_or(rest.len())
    }

    /// The place behind the quotation mark that ends a text.
    fn end_of_text(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(byte) = self.body.get(at) {
            at += match byte {
                b'\\' => 2,
                b'"' => return at + 1,
                _ => 1,
            };
        }
        self.body.len()
    }
}
