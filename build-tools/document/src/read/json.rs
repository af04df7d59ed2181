//! JSON, read strictly: a repeated key is a fault, and so is deep nesting.
//!
//! The syntax is left to `serde_json`. It keeps its position to itself, so the
//! bytes it takes are counted on their way in.

use super::decode::{Cursor, place_at};
use crate::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use crate::read::decode::{CUT_OFF, NOT_READ};
use crate::source::{MAX_DEPTH, duplicate_key, fault, too_deep};
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Number, Value};
use std::cell::{Cell, RefCell};
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

/// Reads the JSON of one source.
pub(super) fn read(file: &str, text: &str) -> Outcome<Value> {
    let reading = Reading {
        file,
        text,
        taken: Cell::new(0),
        cursor: Cell::new(Cursor::START),
        found: RefCell::new(Vec::new()),
    };
    let mut deserializer = serde_json::Deserializer::from_reader(Counted {
        rest: text.as_bytes(),
        taken: &reading.taken,
    });
    let node = Node {
        reading: &reading,
        depth: 0,
        path: None,
    };
    let parsed = node
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    let mut found = reading.found.take();
    match parsed {
        Ok(value) => outcome(value, found),
        Err(error) => {
            // Its own faults are `Syntax` and `Eof`; `Data` is `Node::enter`.
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
    /// How many bytes the parser has taken.
    taken: Cell<usize>,
    /// The place of the last fault; faults are found in document order.
    cursor: Cell<Cursor>,
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
        let part = |character: char| character.is_ascii_digit() || "+-.eE".contains(character);
        let number = taken.trim_end_matches(|character| !part(character));
        let start = number.trim_end_matches(part).len();
        &number[start..]
    }

    fn place(&self, offset: usize) -> Place {
        let cursor = self.cursor.get().forward(self.text.as_bytes(), offset);
        self.cursor.set(cursor);
        cursor.place()
    }

    fn report(&self, found: Diagnostic) {
        self.found.borrow_mut().push(found);
    }
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

/// The way from the outermost value to a member, kept on the stack.
#[derive(Clone, Copy)]
struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    segment: Segment<'p>,
}

#[derive(Clone, Copy)]
enum Segment<'p> {
    Key(&'p str),
    Index(usize),
}

impl Path<'_> {
    fn pointer(&self) -> String {
        let parent = self.parent.map(Path::pointer).unwrap_or_default();
        match self.segment {
            Segment::Key(key) => join_pointer(&parent, key),
            Segment::Index(index) => format!("{parent}/{index}"),
        }
    }
}

/// One value that is about to be read.
#[derive(Clone, Copy)]
struct Node<'r> {
    reading: &'r Reading<'r>,
    depth: usize,
    path: Option<&'r Path<'r>>,
}

impl<'r> Node<'r> {
    fn child<'c>(&self, path: &'c Path<'c>) -> Node<'c>
    where
        'r: 'c,
    {
        Node {
            reading: self.reading,
            depth: self.depth,
            path: Some(path),
        }
    }

    /// The same node, one level in; an error when that is too deep.
    fn enter<E: de::Error>(mut self) -> Result<Self, E> {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return Ok(self);
        }
        let place = self.reading.place(self.reading.offset());
        self.reading.report(too_deep(self.reading.file, place));
        Err(E::custom("too deep"))
    }

    fn repeated(&self, key: &str, offset: usize) {
        let segment = Segment::Key(key);
        let parent = self.path;
        let pointer = Path { parent, segment }.pointer();
        let place = self.reading.place(offset);
        let found = duplicate_key(self.reading.file, place, &pointer);
        self.reading.report(found);
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, rounded: f64) -> Result<Value, E> {
        let value = self.reading.number().parse().unwrap_or(rounded);
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let node = self.enter()?;
        let mut items = Vec::new();
        loop {
            let path = Path {
                parent: node.path,
                segment: Segment::Index(items.len()),
            };
            match access.next_element_seed(node.child(&path))? {
                Some(item) => items.push(item),
                None => return Ok(Value::Array(items)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let node = self.enter()?;
        let mut members = Map::new();
        while let Some((key, offset)) = access.next_key_seed(Key(node.reading))? {
            let repeated = members.contains_key(&key);
            if repeated {
                node.repeated(&key, offset);
            }
            let path = Path {
                parent: node.path,
                segment: Segment::Key(&key),
            };
            let value = access.next_value_seed(node.child(&path))?;
            if !repeated {
                members.insert(key, value);
            }
        }
        Ok(Value::Object(members))
    }
}

/// A key that is about to be read: its opening quote is the byte taken last.
struct Key<'r>(&'r Reading<'r>);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = (String, usize);

    fn deserialize<D: de::Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        let offset = self.0.offset();
        let text = <String as de::Deserialize>::deserialize(key)?;
        Ok((text, offset))
    }
}

fn broken(file: &str, text: &str, error: &serde_json::Error) -> Diagnostic {
    let told = error.to_string();
    let reason = told
        .rsplit_once(" at line ")
        .map_or(told.as_str(), |(reason, _)| reason);
    fault(
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
