//! Actions that upstream made unnecessary, and the overlay's text without
//! them.

use super::apply::{Failure, run};
use super::parse::{Overlay, parse};
use crate::diagnostic::{Diagnostic, Outcome, Place};
use crate::read::read;
use crate::source::{Document, Source};
use serde_json::Value;

rules! {
    pub(crate) RULES:

    OVERLAY_LAYOUT: Error {
        code: "overlay-layout",
        meaning: "An action cannot be cut out of the overlay's text.",
        why: "What --drop-stale leaves must still be the same overlay, comments and all.",
        help: "Write the actions as a YAML list, each on lines of its own, or delete the action \
               by hand.",
    }
}

/// An action that no longer does anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Its place in the list of actions, from 0.
    pub index: usize,
    /// Its JSONPath.
    pub target: String,
    /// Why it does nothing.
    pub why: &'static str,
}

/// The actions that match nothing of the document, or change nothing there.
///
/// An action that still changes one of its nodes is not stale: somebody has to
/// narrow its target.
pub fn stale(document: &Document, overlay: &Overlay) -> Vec<Stale> {
    let mut value = document.value.clone();
    let mut found = Vec::new();
    for (index, action) in overlay.actions.iter().enumerate() {
        let (nodes, failures) = run(action, overlay.version, &mut value);
        let unchanged = |failure: &Failure| matches!(failure, Failure::Unchanged(_));
        let why = match failures.as_slice() {
            [Failure::Mismatch(0)] => "it matches nothing",
            failures if failures.len() == nodes.len() && failures.iter().all(unchanged) => {
                "it changes nothing: upstream fixed it"
            }
            _ => continue,
        };
        found.push(Stale {
            index,
            target: action.target.clone(),
            why,
        });
    }
    found
}

/// The overlay's text without some of its actions; comments and the layout of
/// all else stay. A comment right above an action goes with it.
pub fn without(source: &Source, dropped: &[Stale]) -> Outcome<Source> {
    let text = String::from_utf8_lossy(&source.bytes);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let blocks = blocks(&lines);
    let mut keep = vec![true; lines.len()];
    for one in dropped {
        if let Some((start, end)) = blocks.get(one.index) {
            keep.iter_mut()
                .take(*end)
                .skip(*start)
                .for_each(|line| *line = false);
        }
    }
    let mut kept: String = lines
        .iter()
        .zip(keep)
        .filter(|(_, keep)| *keep)
        .map(|(line, _)| *line)
        .collect();
    if dropped.len() == blocks.len() {
        kept = kept.replacen("\nactions:", "\nactions: []", 1);
    }
    let without = Source {
        name: source.name.clone(),
        bytes: kept.into_bytes(),
    };
    verify(source, &without, dropped)?;
    Ok(without)
}

/// The lines of each action: from its comment to the next action.
fn blocks(lines: &[&str]) -> Vec<(usize, usize)> {
    let Some(list) = lines.iter().position(|line| line.starts_with("actions:")) else {
        return Vec::new();
    };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let item = |line: &str| line.trim_start().starts_with("- ");
    let Some(first) = lines.iter().skip(list).position(|line| item(line)) else {
        return Vec::new();
    };
    let depth = lines.get(list + first).map_or(0, |line| indent(line));
    let starts: Vec<usize> = (list..lines.len())
        .filter(|at| {
            lines
                .get(*at)
                .is_some_and(|line| item(line) && indent(line) == depth)
        })
        .collect();
    starts
        .iter()
        .map(|start| (with_comment(lines, *start), end(lines, *start, depth)))
        .collect()
}

/// Finds the first line of the comment right above a line.
fn with_comment(lines: &[&str], at: usize) -> usize {
    let above = lines.iter().take(at).rev();
    at - above
        .take_while(|line| line.trim_start().starts_with('#'))
        .count()
}

/// The line after an action: blank lines that follow it go with it.
fn end(lines: &[&str], start: usize, depth: usize) -> usize {
    let inside = |line: &&&str| {
        let text = line.trim_start();
        text.trim().is_empty() || line.len() - text.len() > depth
    };
    start + 1 + lines.iter().skip(start + 1).take_while(inside).count()
}

/// What is left must be the overlay less the dropped actions, whatever the
/// text looked like.
fn verify(source: &Source, without: &Source, dropped: &[Stale]) -> Outcome<()> {
    let mut expected = read(source)?.value;
    if let Some(Value::Array(actions)) = expected.get_mut("actions") {
        for one in dropped.iter().rev() {
            if one.index < actions.len() {
                actions.remove(one.index);
            }
        }
    }
    let same = read(without).is_ok_and(|left| left.value == expected);
    if same && parse(without).is_ok() {
        return Ok(());
    }
    let indices: Vec<String> = dropped.iter().map(|one| one.index.to_string()).collect();
    Err(Diagnostic {
        rule: &OVERLAY_LAYOUT,
        file: source.name.clone(),
        place: Place::Pointer("/actions".to_owned()),
        message: "its layout is not one action after the other, each in lines of its own"
            .to_owned(),
        help: format!("delete by hand the stale actions: {}", indices.join(", ")),
    }
    .into())
}
