//! What is wrong with an input: the file, the place in it, and what to do.
//!
//! Every stage answers with [`Outcome`]; only `main` decides how a diagnostic
//! is printed and which exit code it gives.

use crate::rule::Rule;
use std::fmt;

/// One thing wrong with one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of diagnostic, with its code and what it means.
    pub rule: &'static Rule,
    /// The file (or other source) it is about, as the user named it.
    pub file: String,
    /// Where in the file.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

/// The part of a file that a diagnostic is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A line and a column, both counted from 1.
    Line { line: usize, column: usize },
    /// An RFC 6901 JSON pointer.
    Pointer(String),
}

impl Diagnostic {
    /// A diagnostic of `rule` about a place in a file.
    pub fn new(
        rule: &'static Rule,
        file: &str,
        place: Place,
        message: impl Into<String>,
        help: &str,
    ) -> Self {
        Self {
            rule,
            file: file.to_owned(),
            place,
            message: message.into(),
            help: help.to_owned(),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error[{}]: {}", self.rule.code, self.file)?;
        match &self.place {
            Place::File => {}
            Place::Line { line, column } => write!(f, ":{line}:{column}")?,
            Place::Pointer(pointer) => write!(f, "#{pointer}")?,
        }
        write!(f, ": {}\n  help: {}", self.message, self.help)
    }
}

/// Everything wrong that one stage found; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// The diagnostics in the order they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(found: T) -> Self {
        Self(found.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// What a stage gives: its result, or what is wrong with its input.
pub type Outcome<T> = Result<T, Diagnostics>;

/// `value` when nothing was found wrong, every diagnostic otherwise.
pub fn outcome<T>(value: T, found: Vec<Diagnostic>) -> Outcome<T> {
    if found.is_empty() {
        Ok(value)
    } else {
        Err(Diagnostics(found))
    }
}

/// Appends one segment to a JSON pointer, escaped as RFC 6901 asks.
pub fn join_pointer(pointer: &str, segment: &str) -> String {
    let mut joined = String::with_capacity(pointer.len() + 1 + segment.len());
    joined.push_str(pointer);
    joined.push('/');
    // Few have anything to escape, and this is done often.
    if segment.contains(['~', '/']) {
        joined.push_str(&escape_segment(segment));
    } else {
        joined.push_str(segment);
    }
    joined
}

/// Escapes one segment of a JSON pointer, as RFC 6901 asks.
pub fn escape_segment(segment: &str) -> String {
    let mut escaped = String::with_capacity(segment.len() + 2);
    for part in segment.split_inclusive(['~', '/']) {
        match (part.strip_suffix('~'), part.strip_suffix('/')) {
            (Some(plain), _) => escaped.extend([plain, "~0"]),
            (_, Some(plain)) => escaped.extend([plain, "~1"]),
            _ => escaped.push_str(part),
        }
    }
    escaped
}

/// Unescapes one segment of a JSON pointer, as RFC 6901 asks.
pub fn unescape_segment(segment: &str) -> String {
    if !segment.contains('~') {
        return segment.to_owned();
    }
    segment.replace("~1", "/").replace("~0", "~")
}
