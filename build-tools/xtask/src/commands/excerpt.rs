//! The line of a file that a diagnostic is about, with the place marked.
//!
//! The file may be anything: what is shown of it is cut to a window around the
//! place, and nothing in it steers the terminal.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use api_document::credentials::has_credentials;
use api_document::diagnostic::Place;
use api_document::display::tame;
use api_document::ingest::Source;
use api_document::located::Located;
use api_document::rule::Severity;
use std::ops::Range;

/// How many characters of a line are shown before the place, and from it on.
const BEFORE: usize = 40;
const FROM: usize = 80;

/// How many bytes on both sides of a place have what is shown of its line, and
/// the start of an address that is shown in part.
const AROUND: usize = 2000;

/// A diagnostic as people read it: what and where, the line, and what to do.
pub(crate) fn shown(located: &Located, lines: Option<&mut SourceLines>, colour: bool) -> String {
    let excerpt = lines.and_then(|lines| lines.excerpt(located, colour));
    let parts = [Some(located.heading()), excerpt, Some(located.help())];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("\n")
}

/// A file whose lines can be shown.
#[derive(Debug)]
pub(crate) struct SourceLines {
    bytes: Vec<u8>,
    /// Where each line starts.
    starts: Vec<usize>,
    /// The line, column and byte that were looked for last: columns of one
    /// long line are mostly asked for in order.
    last: (usize, usize, usize),
}

impl SourceLines {
    pub(crate) fn of(source: Source) -> Self {
        let bytes = source.bytes;
        let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1));
        Self {
            starts: starts.collect(),
            bytes,
            last: (0, 1, 0),
        }
    }

    /// The bytes of a line, counted from 1, without its end.
    fn line(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let end = self
            .starts
            .get(number)
            .map_or(self.bytes.len(), |next| next - 1);
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r');
        let line = self.bytes.get(start..end)?;
        let shown = line.iter().rposition(|byte| !blank(byte));
        let bom = if line.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        Some(start + bom..start + shown.map_or(bom, |last| last + 1))
    }

    /// The byte at a column of a line, both counted from 1.
    fn column(&mut self, number: usize, column: usize) -> Option<usize> {
        let line = self.line(number)?;
        let (at, from) = match self.last {
            (last, reached, byte) if last == number && reached <= column => (reached, byte),
            _ => (1, line.start),
        };
        let rest = self.bytes.get(from..line.end)?;
        let byte = rest
            .iter()
            .enumerate()
            .filter(|(_, byte)| !is_continuation(**byte))
            .nth(column - at)
            .map_or(line.end, |(offset, _)| from + offset);
        self.last = (number, column, byte);
        Some(byte)
    }

    /// What is marked for a diagnostic, and the line it is on.
    fn place(&mut self, located: &Located) -> Option<(Range<usize>, Range<usize>)> {
        let number = located.line?;
        let line = self.line(number)?;
        let mark = match &located.diagnostic.place {
            Place::Line { column, .. } => {
                let at = self.column(number, (*column).max(1))?;
                at..self.aligned((at + 1).min(line.end))
            }
            Place::Pointer(_) => located.mark.clone()?,
            Place::File => return None,
        };
        let start = mark.start.clamp(line.start, line.end);
        let end = mark.end.clamp(start, line.end);
        (start == mark.start).then_some((line, start..end))
    }

    fn text(&self, range: Range<usize>) -> String {
        String::from_utf8_lossy(self.bytes.get(range).unwrap_or_default()).into_owned()
    }

    /// The line of a diagnostic, with a mark under the place; nothing where the
    /// diagnostic has no line, or the file does not have it.
    ///
    /// What is printed ends in logs: a line with credentials is not shown.
    fn excerpt(&mut self, located: &Located, colour: bool) -> Option<String> {
        let (line, mark) = self.place(located)?;
        let around = line.start.max(mark.start.saturating_sub(AROUND));
        let around = around..line.end.min(mark.start.saturating_add(AROUND));
        if has_credentials(&self.text(around)) {
            return None;
        }
        let (text, span) = self.window(line, mark);
        let level = match located.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let snippet = Snippet::source(text)
            .line_start(located.line?)
            .annotation(AnnotationKind::Primary.span(span));
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Some(renderer.render(&[Group::with_level(level).element(snippet)]))
    }

    /// The part of a line that is shown, and which of its bytes are marked.
    fn window(&self, line: Range<usize>, mark: Range<usize>) -> (String, Range<usize>) {
        // A character has at most four bytes; one more shows that there is more.
        let widest = |characters: usize| 4 * (characters + 1);
        let from = self.aligned(mark.start.saturating_sub(widest(BEFORE)).max(line.start));
        let to = self.aligned((mark.start + widest(FROM)).min(line.end));
        let before = last(&self.text(from..mark.start), BEFORE);
        let marked = first(&self.text(mark.start..mark.end.min(to)), FROM);
        let room = FROM - marked.chars().count().min(FROM);
        let after = first(&self.text(mark.end.min(to)..to), room);
        let start = harmless(&before);
        let place = harmless(&marked);
        let span = start.len()..start.len() + place.len();
        (start + &place + &harmless(&after), span)
    }

    /// The byte, or the next one that starts a character.
    fn aligned(&self, byte: usize) -> usize {
        let rest = self.bytes.get(byte..).unwrap_or_default();
        byte + rest
            .iter()
            .take_while(|byte| is_continuation(**byte))
            .count()
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// The first characters of a text, with a sign of what was cut off.
fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The last characters of a text, with a sign of what was cut off, which
/// indentation is not.
fn last(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most) {
        Some((cut, c)) => {
            let kept = text.get(cut + c.len_utf8()..).unwrap_or_default();
            if text
                .get(..cut + c.len_utf8())
                .is_some_and(|cut| cut.trim().is_empty())
            {
                kept.trim_start().to_owned()
            } else {
                format!("…{kept}")
            }
        }
        None => text.to_owned(),
    }
}

/// The text as a terminal may show it on one line.
fn harmless(text: &str) -> String {
    tame(&text.replace('\t', "    ")).replace(['\u{2028}', '\u{2029}'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use api_document::diagnostic::Diagnostic;
    use api_document::located::Locator;

    fn reported(name: &str, text: &[u8], place: Place) -> String {
        in_colours(name, text, place, false)
    }

    fn in_colours(name: &str, text: &[u8], place: Place, colour: bool) -> String {
        let (mut lines, located) = read(name, text, place);
        shown(&located, Some(&mut lines), colour)
    }

    fn read(name: &str, text: &[u8], place: Place) -> (SourceLines, Located) {
        let source = Source {
            name: name.to_owned(),
            bytes: text.to_vec(),
        };
        let diagnostic = Diagnostic {
            rule: &api_document::ingest::UNTYPED_SCHEMA,
            file: name.to_owned(),
            place,
            message: "it does not exist".to_owned(),
            help: "add it".to_owned(),
        };
        let locator = Locator::of([&diagnostic], |_| Some(source.clone()));
        let located = locator.locate(Severity::Warning, &diagnostic);
        (SourceLines::of(source), located)
    }

    fn pointer(pointer: &str) -> Place {
        Place::Pointer(pointer.to_owned())
    }

    fn excerpt_of(name: &str, text: &[u8], place: Place) -> String {
        let reported = reported(name, text, place);
        let (first, rest) = reported.split_once('\n').unwrap_or_default();
        assert!(first.starts_with("warning[untyped-schema]: "), "{reported}");
        let excerpt = rest.strip_suffix("\n  help: add it");
        assert!(excerpt.is_some(), "{reported}");
        excerpt.unwrap_or_default().to_owned()
    }

    #[test]
    fn the_key_is_marked_in_json() {
        let text = "{\n  \"a\": {\n    \"b/c\": [1,\n 2]}}";
        let expected = r#"warning[untyped-schema]: d.json:3#/a/b~1c: it does not exist
  |
3 |     "b/c": [1,
  |     ^^^^^
  help: add it"#;
        assert_eq!(
            reported("d.json", text.as_bytes(), pointer("/a/b~1c")),
            expected
        );
    }

    #[test]
    fn the_key_is_marked_in_yaml() {
        let text = "a:\n  'b': 1\n  c: 2\n";
        let expected = "\
warning[untyped-schema]: d.yaml:3#/a/c: it does not exist
  |
3 |   c: 2
  |   ^
  help: add it";
        assert_eq!(
            reported("d.yaml", text.as_bytes(), pointer("/a/c")),
            expected
        );
    }

    #[test]
    fn the_key_is_marked_on_a_documentation_page() {
        let page = "# Title\n\n## OpenAPI\n\n````yaml d.json get /a\nopenapi: 3.0.0\npaths:\n  /a:\n    get:\n      tags: []\n````\n";
        let expected = "   |\n10 |       tags: []\n   |       ^^^^";
        let excerpt = excerpt_of("d.md", page.as_bytes(), pointer("/paths/~1a/get/tags"));
        assert_eq!(excerpt, expected);
    }

    #[test]
    fn a_column_is_marked_where_the_syntax_is_broken() {
        let expected = "  |\n2 | é }\n  |   ^";
        let place = Place::Line { line: 2, column: 3 };
        assert_eq!(excerpt_of("d.json", "{\né }".as_bytes(), place), expected);
    }

    #[test]
    fn a_column_behind_the_line_is_marked_at_its_end() {
        for column in [4, 9] {
            let place = Place::Line { line: 1, column };
            assert_eq!(
                excerpt_of("d.json", b"{ a\r\n", place),
                "  |\n1 | { a\n  |    ^"
            );
        }
    }

    #[test]
    fn a_hostile_line_neither_steers_the_terminal_nor_turns_it() {
        let text = "a: \x1b[31m\u{202e}\u{2066}\u{2028}\t\u{7}z\u{9b}\n".as_bytes();
        let mut text = text.to_vec();
        text.splice(3..3, [0xFF]);
        let place = Place::Line { line: 1, column: 1 };
        let reported = reported("d.yaml", &text, place);
        assert!(reported.contains("\n1 | a: "), "{reported}");
        let steers = |c: char| {
            c != '\n' && (api_document::display::steers(c) || matches!(c, '\u{2028}' | '\u{2029}'))
        };
        assert!(!reported.contains(steers), "{reported:?}");
        assert_eq!(reported.lines().count(), 5, "{reported}");
    }

    #[test]
    fn a_long_line_is_cut_to_a_window_around_the_place() {
        let long = format!(
            "{{\"a\":\"{}\",\"key\":1,\"b\":\"{}\"}}",
            "x€".repeat(500_000),
            "€y".repeat(500_000)
        );
        let column = long.chars().take_while(|c| *c != 'k').count() + 1;
        let place = Place::Line { line: 1, column };
        let excerpt = excerpt_of("d.json", long.as_bytes(), place);
        let lines: Vec<&str> = excerpt.lines().collect();
        assert!(lines[1].starts_with("1 | …"), "{excerpt}");
        assert!(
            lines[1].ends_with('…') && lines[1].chars().count() < 140,
            "{excerpt}"
        );
        assert_eq!(
            lines[1]
                .find("key")
                .map(|at| lines[1][..at].chars().count()),
            lines[2].find('^')
        );
    }

    #[test]
    fn deep_indentation_is_no_reason_to_hide_the_place() {
        let text = format!("a:\n{}b: 1\n", " ".repeat(300));
        assert_eq!(
            excerpt_of("d.yaml", text.as_bytes(), pointer("/a/b")),
            "  |\n2 | b: 1\n  | ^"
        );
    }

    #[test]
    fn an_item_of_a_list_is_marked_as_far_as_its_line_goes() {
        let text = "{\"a\": [1, {\n\"b\": 2}]}";
        let expected = "  |\n1 | {\"a\": [1, {\n  |           ^";
        assert_eq!(
            excerpt_of("d.json", text.as_bytes(), pointer("/a/1")),
            expected
        );
    }

    #[test]
    fn a_byte_order_mark_moves_no_mark() {
        let text = "\u{feff}{\"a\": 1}".as_bytes();
        let expected = "  |\n1 | {\"a\": 1}\n  |  ^^^";
        assert_eq!(excerpt_of("d.json", text, pointer("/a")), expected);
    }

    #[test]
    fn no_place_in_no_text_is_too_odd_to_show() {
        let text = b"\xEF\xBB\xBFa: \xE2\x82\xAC\xF0\x9F\n\xFF\xAC\t\r\n\n \xCC\x81\xE2\x80\x8D";
        let place = Place::Line { line: 1, column: 1 };
        for line in 0..6 {
            for start in 0..=text.len() + 1 {
                for end in start..=text.len() + 1 {
                    let (mut lines, mut one) = read("d.yaml", text, place.clone());
                    one.line = Some(line);
                    one.mark = Some(start..end);
                    one.diagnostic.place = pointer("/a");
                    let by_mark = shown(&one, Some(&mut lines), false);
                    one.diagnostic.place = Place::Line {
                        line,
                        column: start,
                    };
                    let by_column = shown(&one, Some(&mut lines), false);
                    for reported in [by_mark, by_column] {
                        assert!(matches!(reported.lines().count(), 2 | 5), "{reported:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn tabs_are_shown_as_spaces() {
        let expected = "  |\n2 |     \"a\": 1}\n  |     ^^^";
        assert_eq!(
            excerpt_of("d.json", b"{\n\t\"a\": 1}", pointer("/a")),
            expected
        );
    }

    #[test]
    fn a_place_without_a_line_is_told_as_ever() {
        let expected = "warning[untyped-schema]: d.json: it does not exist\n  help: add it";
        assert_eq!(reported("d.json", b"{", Place::File), expected);
        let place = Place::Line { line: 7, column: 1 };
        assert_eq!(reported("d.json", b"{", place).lines().count(), 2);
    }

    #[test]
    fn colours_are_for_terminals_alone() {
        let text = b"a:\n  b: 1\n";
        assert!(in_colours("d.yaml", text, pointer("/a/b"), true).contains('\x1b'));
        assert!(!in_colours("d.yaml", text, pointer("/a/b"), false).contains('\x1b'));
    }
}
