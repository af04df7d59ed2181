//! The fenced blocks of a documentation page.

use super::heading::Heading;
use crate::diagnostic::Place;

/// A fenced block of a page.
#[derive(Debug)]
pub(super) struct Fence<'t> {
    /// The line of the opening fence, counted from 1.
    pub(super) line: usize,
    /// How far the opening fence is indented.
    pub(super) indent: usize,
    /// What follows the opening fence on its line.
    info: &'t str,
    /// Where the opening fence starts, in bytes.
    pub(super) start: usize,
    /// Where the lines inside start and end, in bytes.
    pub(super) inside: (usize, usize),
    /// The character the fence is made of, and how many of them.
    fill: char,
    length: usize,
    pub(super) closed: bool,
}

impl Fence<'_> {
    /// The heading, where the block is headed like a document block.
    pub(super) fn heading(&self) -> Option<Heading> {
        let heading = Heading::parse(self.info)?;
        self.is_yaml().then_some(heading)
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

    /// Where the block starts.
    pub(super) fn place(&self) -> Place {
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
    // Most texts have none, which is told faster than by lines.
    if !['`', '~'].iter().any(|fill| has_three(text, *fill)) {
        return found;
    }
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

/// Whether a character stands three times in a row somewhere.
fn has_three(text: &str, fill: char) -> bool {
    // To search for one character is several times as fast as for three.
    let mut found = text.match_indices(fill).map(|(at, _)| &text[at..]);
    found.any(|rest| rest.chars().take(3).filter(|c| *c == fill).count() == 3)
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
