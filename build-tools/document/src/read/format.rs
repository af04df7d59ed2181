//! Which of the three formats a source is in: by its content, and by its
//! extension only where the content leaves it open.

use super::fences::{self, Fence};

/// The formats a document comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
    Page,
}

/// The format of `text`, or `None` when nothing about it tells.
pub(super) fn detect(name: &str, text: &str) -> Option<Format> {
    let fences = fences::fences(text);
    let has_document = fences.iter().any(|fence| fence.heading().is_some());
    if has_document && !has_version_line(text, &fences) {
        return Some(Format::Page);
    }
    if text.trim_start().starts_with(['{', '[']) {
        return Some(bracketed(name, text));
    }
    if has_version_line(text, &fences) {
        return Some(Format::Yaml);
    }
    by_extension(name).or_else(|| by_first_lines(text, &fences))
}

/// The format of a file that another refers to: a part of a document says
/// nothing of what it is, and its texts may have any Markdown.
pub(super) fn of_part(name: &str, text: &str) -> Option<Format> {
    match by_extension(name) {
        Some(Format::Yaml) if text.trim_start().starts_with(['{', '[']) => {
            Some(bracketed(name, text))
        }
        Some(format @ (Format::Json | Format::Yaml)) => Some(format),
        _ => detect(name, text),
    }
}

/// Whether a text has a document that is not in a fenced block, whatever it is
/// called.
pub(super) fn is_whole(text: &str) -> bool {
    text.trim_start().starts_with('{') || has_version_line(text, &fences::fences(text))
}

/// Whether a text is a rendered page: no document and no Markdown starts with
/// one of these tags.
pub(super) fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<head")
}

/// YAML may start with a bracket too, but then its name has to say so.
fn bracketed(name: &str, text: &str) -> Format {
    let named_yaml = by_extension(name) == Some(Format::Yaml);
    if named_yaml && serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
        Format::Yaml
    } else {
        Format::Json
    }
}

/// Whether an unindented `openapi: 3...` or `swagger: 2...` is outside
/// every fenced block. Front matter of a page says `openapi: POST /path`
/// instead, and a block scalar in YAML cannot reach the first column.
fn has_version_line(text: &str, fences: &[Fence<'_>]) -> bool {
    let mut ahead = fences.iter().peekable();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        while ahead.next_if(|fence| fence.ends_before(offset)).is_some() {}
        let inside = ahead.peek().is_some_and(|fence| fence.covers(offset));
        if is_version_line(line) && !inside {
            return true;
        }
        offset += line.len();
    }
    false
}

fn is_version_line(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else {
        return false;
    };
    let quotes = ['"', '\''];
    matches!(key.trim_end().trim_matches(quotes), "openapi" | "swagger")
        && value
            .trim_start()
            .trim_start_matches(quotes)
            .starts_with(|first: char| first.is_ascii_digit())
}

fn by_extension(name: &str) -> Option<Format> {
    let file = name.split(['?', '#']).next()?;
    let (_, extension) = file.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "json" => Some(Format::Json),
        "yaml" | "yml" => Some(Format::Yaml),
        "md" | "mdx" | "markdown" => Some(Format::Page),
        _ => None,
    }
}

fn by_first_lines(text: &str, fences: &[Fence<'_>]) -> Option<Format> {
    if fences.iter().any(Fence::is_yaml) {
        return Some(Format::Page);
    }
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with(['#', '%']) && *line != "---")?;
    let key = first.split_once(':').map(|(key, _)| key)?;
    let is_key = !key.is_empty() && !key.contains([' ', '<', '>', '/']);
    is_key.then_some(Format::Yaml)
}
