//! Documentation pages: Markdown with the document of one operation in a
//! fenced YAML block, headed `yaml <document> <METHOD> <path>`.
//!
//! The vendor publishes one such page per operation. The rest of the page is
//! prose made from the same document, so only the block is read.

use super::fences::{Fence, fences};
use super::heading::Heading;
use super::scalar::Scalars;
use super::yaml;
use crate::diagnostic::{Diagnostic, Outcome, Place, join_pointer, outcome};
use crate::positions::Positions;
use crate::read::decode::CUT_OFF;
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

    HEADING_OF_ANOTHER_VERSION: Error {
        code: "heading-of-another-version",
        meaning: "The heading of a documentation page names another version than the document \
                  in its block.",
        why: "The heading decides which version a page belongs to, and a page must not bring \
              another one in.",
        help: "Fetch the page again; if it is so upstream, tell them.",
    }
}

/// The headings of all document blocks of a text; none if it has a document
/// outside of them.
pub(super) fn headings(text: &str) -> Vec<Heading> {
    fences(text).iter().filter_map(Fence::heading).collect()
}

/// Reads the one document block of a page. Lines in diagnostics are lines of
/// the page, and so are the positions that are noted.
pub(super) fn read(
    file: &str,
    text: &str,
    scalars: Scalars,
    mut positions: Option<&mut Positions>,
) -> Outcome<Value> {
    let fences = fences(text);
    let fence = document_block(file, &fences)?;
    let block = Block::cut(text, fence);
    let value = yaml::read(
        file,
        &block.text,
        &block.shifts,
        scalars,
        positions.as_deref_mut(),
    )?;
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
    let found = [
        other_operation(&heading, &value).map(|message| (&HEADING_NOT_IN_BLOCK, message)),
        other_version(&heading, &value).map(|message| (&HEADING_OF_ANOTHER_VERSION, message)),
    ];
    let help = "fetch the page again; if it stays so, correct the heading in the stored copy";
    let found = found
        .into_iter()
        .flatten()
        .map(|(rule, message)| Diagnostic::new(rule, file, fence.place(), message, help));
    outcome(value, found.collect())
}

fn other_operation(heading: &Heading, document: &Value) -> Option<String> {
    let Heading { method, path, .. } = heading;
    let operation = join_pointer(&join_pointer("/paths", path), &method.to_ascii_lowercase());
    document.pointer(&operation).is_none().then(|| {
        format!("the block is headed `{method} {path}`, but its document has no `{operation}`")
    })
}

fn other_version(heading: &Heading, document: &Value) -> Option<String> {
    let headed = heading.edition.version.as_str();
    let stated = document.pointer("/info/version")?.as_str()?;
    (!headed.is_empty() && !headed.eq_ignore_ascii_case(stated)).then(|| {
        format!("the block is headed as of version `{headed}`, but its document says `{stated}`")
    })
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
