//! Documentation pages: Markdown with the document of one operation in a
//! fenced YAML block, headed `yaml <document> <METHOD> <path>`.
//!
//! The vendor publishes one such page per operation. The rest of the page is
//! prose made from the same document, so only the block is read.

use super::yaml;
use crate::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use crate::positions::Positions;
use crate::read::decode::CUT_OFF;
use crate::schema::METHODS;
use serde_json::Value;

const PAGE: &str = "A documentation page carries its operation in one fenced YAML block, headed by the \
     document's file name, the method and the path; only that is read.";

rules! {
    pub(crate) RULES:

    NO_DOCUMENT_BLOCK: Error {
        code: "no-document-block",
        meaning: "A documentation page has no block with a document.",
        why: PAGE,
        help: "Use the page of one operation.",
    }

    SEVERAL_DOCUMENT_BLOCKS: Error {
        code: "several-document-blocks",
        meaning: "A documentation page has more than one block with a document.",
        why: PAGE,
        help: "Use the page of one operation.",
    }

    UNCLOSED_BLOCK: Error {
        code: "unclosed-block",
        meaning: "A fenced block of a documentation page does not end.",
        why: PAGE,
        help: CUT_OFF,
    }

    HEADING_NOT_IN_BLOCK: Error {
        code: "heading-not-in-block",
        meaning: "The block of a documentation page has no operation of the method and path in \
                  its heading.",
        why: PAGE,
        help: "Fetch the page again; if it is so upstream, tell them.",
    }
}

/// A fenced block of a page.
#[derive(Debug)]
pub(super) struct Fence<'t> {
    /// The line of the opening fence, counted from 1.
    line: usize,
    /// How far the opening fence is indented.
    indent: usize,
    /// What follows the opening fence on its line.
    info: &'t str,
    /// Where the opening fence starts, in bytes.
    start: usize,
    /// Where the lines inside start and end, in bytes.
    inside: (usize, usize),
    /// The character the fence is made of, and how many of them.
    fill: char,
    length: usize,
    closed: bool,
}

/// What the heading of a document block says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Heading<'t> {
    method: &'t str,
    path: &'t str,
}

impl<'t> Fence<'t> {
    /// The heading, where the block is headed like a document block.
    pub(super) fn heading(&self) -> Option<Heading<'t>> {
        let mut words = self.info.split_whitespace();
        let (_language, _document) = (words.next()?, words.next()?);
        let (method, path) = (words.next()?, words.next()?);
        let is_method = METHODS.contains(&method.to_ascii_lowercase().as_str());
        let headed = self.is_yaml() && is_method && path.starts_with('/') && words.next().is_none();
        headed.then_some(Heading { method, path })
    }

    /// Whether the block says that it holds YAML.
    pub(super) fn is_yaml(&self) -> bool {
        let language = self.info.split_whitespace().next().unwrap_or_default();
        language.eq_ignore_ascii_case("yaml") || language.eq_ignore_ascii_case("yml")
    }

    /// Whether the byte at `offset` is inside the block.
    pub(super) fn covers(&self, offset: usize) -> bool {
        (self.start..self.inside.1).contains(&offset)
    }

    /// Whether the block has ended at `offset`.
    pub(super) fn ends_before(&self, offset: usize) -> bool {
        self.inside.1 <= offset
    }

    fn place(&self) -> Place {
        Place::Line {
            line: self.line,
            column: self.indent + 1,
        }
    }
}

/// Every fenced block of a page, in order. A block that is not closed reaches
/// to the end.
pub(super) fn fences(text: &str) -> Vec<Fence<'_>> {
    let mut found = Vec::new();
    let mut open: Option<Fence<'_>> = None;
    let mut offset = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let (start, end) = (offset, offset + line.len());
        offset = end;
        let Some(marker) = marker(line) else { continue };
        match open.take() {
            Some(mut fence) if marker.closes(&fence) => {
                fence.inside.1 = start;
                fence.closed = true;
                found.push(fence);
            }
            None if marker.opens() => {
                open = Some(Fence {
                    line: index + 1,
                    indent: marker.indent,
                    info: marker.rest,
                    start,
                    inside: (end, text.len()),
                    fill: marker.fill,
                    length: marker.length,
                    closed: false,
                });
            }
            unchanged => open = unchanged,
        }
    }
    found.extend(open);
    found
}

/// A line that starts with three or more backticks or tildes.
struct Marker<'t> {
    indent: usize,
    fill: char,
    length: usize,
    rest: &'t str,
}

fn marker(line: &str) -> Option<Marker<'_>> {
    let body = line.trim_start_matches(' ');
    let fill = body.chars().next().filter(|fill| "`~".contains(*fill))?;
    let rest = body.trim_start_matches(fill);
    let length = body.len() - rest.len();
    (length >= 3).then_some(Marker {
        indent: line.len() - body.len(),
        fill,
        length,
        rest: rest.trim(),
    })
}

impl Marker<'_> {
    fn opens(&self) -> bool {
        self.fill == '~' || !self.rest.contains('`')
    }

    /// A line indented four columns deeper than the opening fence is content.
    fn closes(&self, fence: &Fence<'_>) -> bool {
        self.fill == fence.fill
            && self.length >= fence.length
            && self.rest.is_empty()
            && self.indent <= fence.indent + 3
    }
}

/// Reads the one document block of a page. Lines in diagnostics are lines of
/// the page, and so are the positions that are noted.
pub(super) fn read(
    file: &str,
    text: &str,
    mut positions: Option<&mut Positions>,
) -> Outcome<Value> {
    let fences = fences(text);
    let fence = document_block(file, &fences)?;
    let block = Block::cut(text, fence);
    let value = yaml::read(file, &block.text, &block.shifts, positions.as_deref_mut())?;
    if let Some(positions) = positions {
        let starts = block.starts(fence);
        positions.shift(|offset| in_page(&starts, offset));
    }
    check_heading(file, fence, value)
}

fn document_block<'f, 't>(file: &str, fences: &'f [Fence<'t>]) -> Outcome<&'f Fence<'t>> {
    let mut headed = fences.iter().filter(|fence| fence.heading().is_some());
    let Some(first) = headed.next() else {
        return Err(no_block(file, fences).into());
    };
    let mut found: Vec<_> = headed
        .map(|extra| several_blocks(file, first, extra))
        .collect();
    if !first.closed {
        found.push(unclosed_block(file, first));
    }
    outcome(first, found)
}

/// The YAML of a block, with an empty line for each line of the page before
/// it: so the lines of the YAML are the lines of the page.
struct Block {
    text: String,
    /// For each line of the page, how many columns of indentation were taken
    /// away; shorter than the page where none were.
    shifts: Vec<usize>,
}

impl Block {
    fn cut(page: &str, fence: &Fence<'_>) -> Self {
        let mut text = "\n".repeat(fence.line);
        let mut shifts = vec![0; fence.line];
        let (from, to) = fence.inside;
        for line in page[from..to].split_inclusive('\n') {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            let shift = spaces.min(fence.indent);
            text.push_str(&line[shift..]);
            shifts.push(shift);
        }
        Self { text, shifts }
    }

    /// Where each line of the block starts: in the block, and what is left of
    /// it in the page.
    fn starts(&self, fence: &Fence<'_>) -> Vec<(usize, usize)> {
        let before = fence.line.min(self.text.len());
        let (mut in_block, mut in_page) = (before, fence.inside.0);
        let lines = self.text[before..].split_inclusive('\n');
        lines
            .zip(self.shifts.iter().skip(before))
            .map(|(line, shift)| {
                let start = (in_block, in_page + shift);
                in_block += line.len();
                in_page += shift + line.len();
                start
            })
            .collect()
    }
}

/// The offset in the page of an offset in its block.
fn in_page(starts: &[(usize, usize)], offset: usize) -> usize {
    let after = starts.partition_point(|(in_block, _)| *in_block <= offset);
    let line = after.checked_sub(1).and_then(|line| starts.get(line));
    line.map_or(0, |(in_block, in_page)| in_page + offset - in_block)
}

fn check_heading(file: &str, fence: &Fence<'_>, value: Value) -> Outcome<Value> {
    let Some(heading) = fence.heading() else {
        return Ok(value);
    };
    let method = heading.method.to_ascii_lowercase();
    let operation = join_pointer(&join_pointer("/paths", heading.path), &method);
    if value.pointer(&operation).is_some() {
        return Ok(value);
    }
    let message = format!(
        "the block is headed `{} {}`, but its document has no `{operation}`",
        heading.method, heading.path
    );
    let help = "fetch the page again; if it stays so, correct the heading in the stored copy";
    Err(Diagnostic::new(&HEADING_NOT_IN_BLOCK, file, fence.place(), message, help).into())
}

fn no_block(file: &str, fences: &[Fence<'_>]) -> Diagnostic {
    let almost = fences.iter().find(|fence| fence.is_yaml());
    Diagnostic::new(
        &NO_DOCUMENT_BLOCK,
        file,
        almost.map_or(Place::File, Fence::place),
        if almost.is_some() {
            "the page has a YAML block, but none that is headed as a document".to_owned()
        } else {
            "the page has no fenced YAML block with a document".to_owned()
        },
        "use the page of one operation; its block is headed `yaml <document> <METHOD> <path>`",
    )
}

fn several_blocks(file: &str, first: &Fence<'_>, extra: &Fence<'_>) -> Diagnostic {
    let message = format!(
        "the page has a second document block; the first is at line {}",
        first.line
    );
    let help = "split the page, so that each source holds one document";
    Diagnostic::new(&SEVERAL_DOCUMENT_BLOCKS, file, extra.place(), message, help)
}

fn unclosed_block(file: &str, fence: &Fence<'_>) -> Diagnostic {
    let message = "the document block that starts here is not closed".to_owned();
    let help = "fetch the page again: it looks cut off";
    Diagnostic::new(&UNCLOSED_BLOCK, file, fence.place(), message, help)
}
