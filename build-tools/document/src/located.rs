//! A diagnostic with its severity and source line.
//!
//! The stages know values, not texts, so they name a place by its JSON pointer.
//! A person is shown the line of the file beside the pointer.

use crate::diagnostic::{Diagnostic, Place};
use crate::display::tame;
use crate::positions::{Position, Positions};
use crate::read::{read_part_with_positions, read_with_positions};
use crate::rule::Severity;
use crate::source::Source;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

/// A diagnostic with its severity and source line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// How bad it is for the command that found it.
    pub severity: Severity,
    /// The line of the file, counted from 1, where there is one.
    pub line: Option<usize>,
    /// What to mark in the file, in bytes, where the place is a value: its name,
    /// or else the value itself.
    pub mark: Option<Range<usize>>,
    /// What was found.
    pub diagnostic: Diagnostic,
}

/// Finds the lines of diagnostics in the files they are about.
#[derive(Debug, Default)]
pub struct Locator(HashMap<String, Positions>);

impl Locator {
    /// For the files in which one of the diagnostics points at a value; `read`
    /// gives a file's content, or nothing.
    pub fn of<'d>(
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
        read: impl Fn(&str) -> Option<Source>,
    ) -> Self {
        let mut files = HashMap::new();
        for one in diagnostics {
            if matches!(one.place, Place::Pointer(_)) && !files.contains_key(&one.file) {
                let positions = read(&one.file).and_then(|source| positions(&source));
                files.insert(one.file.clone(), positions.unwrap_or_default());
            }
        }
        Self(files)
    }

    /// For one file that is read already.
    pub fn in_file(name: &str, positions: Positions) -> Self {
        Self(HashMap::from([(name.to_owned(), positions)]))
    }

    /// The diagnostic with its line: that of the value it points at or, where
    /// the file has no such value, of the nearest one around it.
    pub fn locate(&self, severity: Severity, diagnostic: &Diagnostic) -> Located {
        let (line, mark) = match &diagnostic.place {
            Place::File => (None, None),
            Place::Line { line, .. } => (Some(*line), None),
            Place::Pointer(pointer) => {
                let positions = self.0.get(&diagnostic.file);
                let position = positions.and_then(|positions| positions.nearest(pointer));
                (
                    position.map(|position| position.line),
                    position.map(Position::mark),
                )
            }
        };
        Located {
            severity,
            line,
            mark,
            diagnostic: diagnostic.clone(),
        }
    }
}

/// The positions of a document, or of a part of one.
pub fn positions(source: &Source) -> Option<Positions> {
    let read = read_with_positions(source).or_else(|_| read_part_with_positions(source));
    read.ok().map(|(_, positions)| positions)
}

impl Located {
    /// What was found and where: all but the help.
    pub fn heading(&self) -> String {
        let Diagnostic {
            rule,
            file,
            place,
            message,
            help: _,
        } = &self.diagnostic;
        let place = match (place, self.line) {
            (Place::Line { line, column }, _) => format!(":{line}:{column}"),
            (Place::Pointer(pointer), Some(line)) => format!(":{line}#{}", tame(pointer)),
            (Place::Pointer(pointer), None) => format!("#{}", tame(pointer)),
            (Place::File, _) => String::new(),
        };
        // A message may quote another program, line by line.
        let message: Vec<String> = message.lines().map(tame).collect();
        let (severity, code, file) = (self.severity, rule.code, tame(file));
        format!("{severity}[{code}]: {file}{place}: {}", message.join("\n"))
    }

    /// The line that says what to do.
    pub fn help(&self) -> String {
        format!("  help: {}", tame(&self.diagnostic.help))
    }
}

impl fmt::Display for Located {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.heading(), self.help())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repair::UNTYPED_SCHEMA;

    fn reported(name: &str, text: &str, place: Place) -> String {
        let diagnostic = Diagnostic {
            rule: &UNTYPED_SCHEMA,
            file: name.to_owned(),
            place,
            message: "it does not exist".to_owned(),
            help: "add it".to_owned(),
        };
        let read = |name: &str| {
            Some(Source {
                name: name.to_owned(),
                bytes: text.as_bytes().to_vec(),
            })
        };
        let locator = Locator::of([&diagnostic], read);
        let located = locator.locate(Severity::Warning, &diagnostic).to_string();
        located.lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn the_line_of_the_value_stands_beside_its_pointer() {
        let at =
            |name, text, pointer: &str| reported(name, text, Place::Pointer(pointer.to_owned()));
        let json = "{\n  \"a\": {\n    \"b/c\": [1,\n 2]}}";
        for (pointer, line) in [("/a", 2), ("/a/b~1c", 3), ("/a/b~1c/1", 4)] {
            let expected =
                format!("warning[untyped-schema]: d.json:{line}#{pointer}: it does not exist");
            assert_eq!(at("d.json", json, pointer), expected);
        }
        assert!(at("d.yaml", "a:\n  b: 1\n", "/a/b").contains("d.yaml:2#/a/b"));
    }

    #[test]
    fn what_is_not_in_the_file_is_on_the_line_of_what_is_around_it() {
        let place = Place::Pointer("/a/gone/too".to_owned());
        let reported = reported("d.json", "{\n\"a\": {}}", place);
        assert!(reported.contains("d.json:2#/a/gone/too"), "{reported}");
    }

    #[test]
    fn a_place_without_a_value_is_told_as_it_is() {
        let line = Place::Line { line: 3, column: 7 };
        assert!(reported("d.json", "{", line).contains("d.json:3:7: it"));
        assert!(reported("d.json", "{", Place::File).contains("d.json: it"));
    }
}
