//! JSON, read strictly: a repeated key is a fault, and so is deep nesting.
//!
//! The syntax is left to `serde_json`. It keeps its position to itself, so the
//! bytes it takes are counted on their way in. Readers that give positions take
//! more than JSON: raw line breaks in text, or any Unicode space.

use super::decode::{Cursor, place_at};
use super::keys::Keys;
use super::scalar::Scalars;
use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
use crate::member::Members;
use crate::positions::{Position, Positions};
use crate::read::decode::{CUT_OFF, NOT_READ};
use crate::source::{MAX_DEPTH, duplicate_key, too_deep};
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Number, Value};
use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::fmt;
use std::io::Read;

rules! {
    pub(crate) RULES:

    BROKEN_JSON: Error {
        code: "broken-json",
        meaning: "A source is not JSON, though it starts like it.",
        why: NOT_READ,
        help: CUT_OFF,
    }
}

/// Reads the JSON of one source, and notes the positions of its values.
pub(super) fn read(
    file: &str,
    text: &str,
    scalars: Scalars,
    positions: Option<&mut Positions>,
) -> Outcome<Value> {
    let reading = Reading {
        file,
        text,
        scalars,
        taken: Cell::new(0),
        cursor: Cell::new(Cursor::START),
        breaks: OnceCell::new(),
        positions: positions.is_some().then(RefCell::default),
        found: RefCell::new(Vec::new()),
    };
    let mut deserializer = serde_json::Deserializer::from_reader(Counted {
        rest: text.as_bytes(),
        taken: &reading.taken,
    });
    let slot = Slot {
        reading: &reading,
        depth: 0,
        segment: Segment::Root,
        around: None,
    };
    let parsed = slot
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    if let (Some(positions), Some(noted)) = (positions, reading.positions) {
        *positions = noted.into_inner();
    }
    let mut found = reading.found.take();
    match parsed {
        Ok(value) => outcome(value, found),
        Err(error) => {
            // Its own faults are `Syntax` and `Eof`; `Data` is `Slot::enter`.
            if found.is_empty() || error.classify() != Category::Data {
                found.push(broken(file, text, &error));
            }
            outcome(Value::Null, found)
        }
    }
}

/// What one reading has seen so far.
struct Reading<'t> {
    file: &'t str,
    text: &'t str,
    scalars: Scalars,
    /// How many bytes the parser has taken.
    taken: Cell<usize>,
    /// The last place that was asked for; that is done in document order.
    cursor: Cell<Cursor>,
    /// Where the lines end, once a line is asked for out of order.
    breaks: OnceCell<Vec<usize>>,
    positions: Option<RefCell<Positions>>,
    found: RefCell<Vec<Diagnostic>>,
}

impl Reading<'_> {
    /// The offset of the byte that the parser took last.
    fn offset(&self) -> usize {
        self.taken.get().saturating_sub(1)
    }

    /// The text of the number that was read last. Without its feature
    /// `float_roundtrip`, `serde_json` rounds one in five doubles of full length
    /// wrongly; read from the text, what is written comes back as it was.
    fn number(&self) -> &str {
        let taken = self.text.get(..self.taken.get()).unwrap_or_default();
        // The parser looks at one more byte, to see that the number has ended.
        let number = taken.trim_end_matches(|character| !is_numeric(character));
        let start = number.trim_end_matches(is_numeric).len();
        &number[start..]
    }

    /// The number that was read last, or its text.
    fn or_written(&self, number: Value) -> Value {
        match self.scalars {
            Scalars::Resolved => number,
            Scalars::AsWritten => Value::String(self.number().to_owned()),
        }
    }

    /// Where the value starts that is read next. The parser has taken the byte
    /// in front of it, or already its first one.
    fn start(&self) -> usize {
        let rest = self.text.get(self.offset()..).unwrap_or_default();
        let between = |byte: u8| byte == b':' || byte.is_ascii_whitespace();
        self.offset() + rest.bytes().take_while(|byte| between(*byte)).count()
    }

    /// Where the value ends that was read last.
    fn end(&self, value: &Value) -> usize {
        let taken = self.taken.get();
        let Value::Number(_) = value else {
            return taken;
        };
        // The parser looks at one more byte, to see that the number has ended.
        let read = self.text.as_bytes().get(..taken).unwrap_or_default();
        read.len()
            - usize::from(
                read.last()
                    .is_some_and(|byte| !is_numeric(char::from(*byte))),
            )
    }

    fn cursor(&self, offset: usize) -> Cursor {
        let cursor = self.cursor.get().forward(self.text.as_bytes(), offset);
        self.cursor.set(cursor);
        cursor
    }

    fn place(&self, offset: usize) -> Place {
        self.cursor(offset).place()
    }

    /// The line of any byte, also of one before the last that was asked for.
    fn line_of(&self, offset: usize) -> usize {
        let breaks = self.breaks.get_or_init(|| {
            let bytes = self.text.bytes().enumerate();
            let breaks = bytes.filter(|(_, byte)| *byte == b'\n');
            breaks.map(|(offset, _)| offset).collect()
        });
        1 + breaks.partition_point(|at| *at < offset)
    }

    fn report(&self, found: Diagnostic) {
        self.found.borrow_mut().push(found);
    }
}

/// Whether a character may be part of a number.
fn is_numeric(character: char) -> bool {
    character.is_ascii_digit() || "+-.eE".contains(character)
}

/// Hands out bytes and counts them.
struct Counted<'t> {
    rest: &'t [u8],
    taken: &'t Cell<usize>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.rest.read(buffer)?;
        self.taken.set(self.taken.get() + count);
        Ok(count)
    }
}

/// What a value is called in the one around it.
#[derive(Clone, Copy)]
enum Segment<'k> {
    Root,
    /// A key, with where it starts and ends.
    Key(&'k str, (usize, usize)),
    Index(usize),
}

/// One value that is about to be read.
#[derive(Clone, Copy)]
struct Slot<'r> {
    reading: &'r Reading<'r>,
    depth: usize,
    segment: Segment<'r>,
    /// The number of the value around this one among the positions.
    around: Option<usize>,
}

impl<'r> Slot<'r> {
    fn child<'c>(&self, segment: Segment<'c>) -> Slot<'c>
    where
        'r: 'c,
    {
        Slot {
            reading: self.reading,
            depth: self.depth,
            segment,
            around: self.around,
        }
    }

    /// Notes where the value starts, and gives its number.
    fn note(&self, positions: &RefCell<Positions>) -> usize {
        let start = self.reading.start();
        let (segment, name) = match self.segment {
            Segment::Root => (Cow::Borrowed(""), None),
            Segment::Key(key, (start, end)) => (Cow::Borrowed(key), Some(start..end)),
            Segment::Index(index) => (Cow::Owned(index.to_string()), None),
        };
        let marked = name.as_ref().map_or(start, |name| name.start);
        let position = Position {
            line: self.reading.cursor(marked).line(),
            name,
            value: start..start,
        };
        positions.borrow_mut().add(self.around, &segment, position)
    }

    /// The same slot, one level in; an error when that is too deep.
    fn enter<E: de::Error>(mut self) -> Result<Self, E> {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return Ok(self);
        }
        let place = self.reading.place(self.reading.offset());
        self.reading.report(too_deep(self.reading.file, place));
        Err(E::custom("too deep"))
    }

    fn repeated(&self, key: &str, offset: usize, first: usize) {
        let place = self.reading.place(offset);
        let first = self.reading.line_of(first);
        let found = duplicate_key(self.reading.file, place, key, first);
        self.reading.report(found);
    }
}

impl<'de> DeserializeSeed<'de> for Slot<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let Some(positions) = &self.reading.positions else {
            return deserializer.deserialize_any(self);
        };
        let number = self.note(positions);
        let value = deserializer.deserialize_any(Slot {
            around: Some(number),
            ..self
        })?;
        let end = self.reading.end(&value);
        positions.borrow_mut().end(number, end);
        Ok(value)
    }
}

impl<'de> Visitor<'de> for Slot<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(match self.reading.scalars {
            Scalars::Resolved => Value::Bool(value),
            Scalars::AsWritten => Value::String(value.to_string()),
        })
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(self.reading.or_written(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(self.reading.or_written(value.into()))
    }

    fn visit_f64<E>(self, rounded: f64) -> Result<Value, E> {
        let value = self.reading.number().parse().unwrap_or(rounded);
        let value = Number::from_f64(value).map_or(Value::Null, Value::Number);
        Ok(self.reading.or_written(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let slot = self.enter()?;
        let mut items = Vec::new();
        loop {
            let segment = Segment::Index(items.len());
            match access.next_element_seed(slot.child(segment))? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let slot = self.enter()?;
        let (mut members, mut keys) = (Map::new(), Keys::default());
        while let Some((key, name)) = access.next_key_seed(Key(slot.reading))? {
            let repeated = members.has(&key);
            if repeated {
                slot.repeated(&key, name.0, keys.first(&members, &key));
            }
            let segment = Segment::Key(&key, name);
            let value = access.next_value_seed(slot.child(segment))?;
            if !repeated {
                keys.note(&key, name.0);
                members.insert(key, value);
            }
        }
        Ok(Value::Object(members))
    }
}

/// A key that is about to be read: its opening quote is the byte taken last.
struct Key<'r>(&'r Reading<'r>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = (String, (usize, usize));

    fn deserialize<D: de::Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        let start = self.0.offset();
        let text = <String as de::Deserialize>::deserialize(key)?;
        Ok((text, (start, self.0.taken.get())))
    }
}

fn broken(file: &str, text: &str, error: &serde_json::Error) -> Diagnostic {
    let reported = error.to_string();
    let reason = reported
        .rsplit_once(" at line ")
        .map_or(reported.as_str(), |(reason, _)| reason);
    Diagnostic::new(
        &BROKEN_JSON,
        file,
        error_place(text, error),
        format!("this is not JSON: {reason}"),
        "fetch the source again; a download that was cut off looks like this",
    )
}

/// `serde_json` counts the bytes of a line; a place counts its characters.
fn error_place(text: &str, error: &serde_json::Error) -> Place {
    let line = error.line().max(1);
    let bytes = text
        .split('\n')
        .nth(line - 1)
        .unwrap_or_default()
        .as_bytes();
    let Place::Line { column, .. } = place_at(bytes, error.column().saturating_sub(1)) else {
        return Place::File;
    };
    Place::Line { line, column }
}
