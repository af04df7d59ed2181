//! On which line of a JSON text each JSON pointer stands.

use crate::diagnostic::join_pointer;
use crate::source::MAX_DEPTH;
use std::collections::HashMap;

/// The lines of a JSON text, counted from 1, by pointer.
///
/// The text must be valid JSON, laid out in any way; of other text, what was
/// understood before the first fault is given.
pub(super) fn of_json(text: &str) -> HashMap<String, usize> {
    let mut reader = Reader {
        bytes: text.as_bytes(),
        at: 0,
        line: 1,
        depth: 0,
        lines: HashMap::new(),
    };
    let _ = reader.value("");
    reader.lines
}

struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
    line: usize,
    /// How many objects and lists are open.
    depth: usize,
    lines: HashMap<String, usize>,
}

impl Reader<'_> {
    fn value(&mut self, pointer: &str) -> Option<()> {
        self.blank();
        self.lines.entry(pointer.to_owned()).or_insert(self.line);
        match self.peek()? {
            b'{' => self.inside(|reader| reader.members(pointer)),
            b'[' => self.inside(|reader| reader.items(pointer)),
            b'"' => self.string().map(|_| ()),
            _ => self.scalar(),
        }
    }

    /// Reads an object or a list, where it is not nested deeper than is read.
    fn inside(&mut self, read: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        read(self)?;
        self.depth -= 1;
        Some(())
    }

    /// `None` where there is none: a list would not come to its end.
    fn scalar(&mut self) -> Option<()> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| !b",]} \t\r\n".contains(&byte))
        {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn members(&mut self, pointer: &str) -> Option<()> {
        self.at += 1;
        loop {
            self.blank();
            match self.peek()? {
                b'}' => break,
                b',' => self.at += 1,
                _ => {
                    let line = self.line;
                    let name = join_pointer(pointer, &self.string()?);
                    self.lines.insert(name.clone(), line);
                    self.blank();
                    if self.peek()? != b':' {
                        return None;
                    }
                    self.at += 1;
                    self.value(&name)?;
                }
            }
        }
        self.at += 1;
        Some(())
    }

    fn items(&mut self, pointer: &str) -> Option<()> {
        self.at += 1;
        let mut index = 0;
        loop {
            self.blank();
            match self.peek()? {
                b']' => break,
                b',' => self.at += 1,
                _ => {
                    self.value(&format!("{pointer}/{index}"))?;
                    index += 1;
                }
            }
        }
        self.at += 1;
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        if self.peek()? != b'"' {
            return None;
        }
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        serde_json::from_slice(self.bytes.get(start..self.at)?).ok()
    }

    fn blank(&mut self) {
        while let Some(byte) = self.peek().filter(u8::is_ascii_whitespace) {
            self.line += usize::from(byte == b'\n');
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}
