//! Applies the actions of an overlay to a document.

use super::parse::{Action, Edit, Matches, Overlay};
use crate::diagnostic::{Diagnostic, Outcome, Place, outcome, unescape_segment};
use crate::rule::Rule;
use crate::source::Document;
use serde_json::Value;
use serde_json_path::JsonPath;
use std::fmt::Write as _;

const STRICT: &str = "A correction that no longer fits is a sign that upstream changed, and must not pass in \
     silence.";

rules! {
    pub(crate) RULES:

    OVERLAY_MISMATCH: Error {
        code: "overlay-mismatch",
        meaning: "An action matches another number of nodes than it says, or a node that it \
                  cannot change.",
        why: STRICT,
        help: "Check each node; correct the target or `x-matches`, or delete the action.",
    }

    pub OVERLAY_STALE: Error {
        code: "overlay-stale",
        meaning: "An action changes nothing: the document is already so.",
        why: STRICT,
        help: "Delete the action, or run `cargo xtask update` with --drop-stale.",
    }
}

/// What one action did.
#[derive(Debug)]
pub struct Applied {
    /// The action's JSONPath.
    pub target: String,
    /// Why the action is there.
    pub description: String,
    /// `update` or `remove`.
    pub verb: &'static str,
    /// JSON pointers of the nodes it changed.
    pub nodes: Vec<String>,
}

/// Applies every action in order and reports what each did.
pub fn apply(document: &Document, overlay: &Overlay) -> Outcome<(Document, Vec<Applied>)> {
    let mut value = document.value.clone();
    let mut applied = Vec::new();
    let mut found = Vec::new();
    for (index, action) in overlay.actions.iter().enumerate() {
        let (nodes, failures) = run(action, &mut value);
        found.extend(failures.into_iter().map(|failure| Diagnostic {
            rule: failure.rule(),
            file: overlay.name.clone(),
            place: Place::Pointer(format!("/actions/{index}")),
            message: failure.message(action, &document.name),
            help: failure.help(index, action),
        }));
        applied.push(Applied {
            target: action.target.clone(),
            description: action.description.clone(),
            verb: match action.change {
                Edit::Update(_) => "update",
                Edit::Remove => "remove",
            },
            nodes,
        });
    }
    let corrected = Document {
        name: document.name.clone(),
        value,
    };
    outcome((corrected, applied), found)
}

/// Describes for people what actions did.
pub fn describe(applied: &[Applied]) -> String {
    let mut text = String::new();
    for action in applied {
        let _ = writeln!(text, "{} {}", action.verb, action.target);
        let _ = writeln!(text, "  why: {}", action.description);
        for node in &action.nodes {
            let _ = writeln!(text, "  at:  {node}");
        }
    }
    text
}

/// Runs one action: the nodes it matches, and what is wrong with it.
pub(super) fn run(action: &Action, value: &mut Value) -> (Vec<String>, Vec<Failure>) {
    let mut nodes = locate(&action.path, value);
    if !action.matches.allows(nodes.len()) {
        let failure = Failure::Mismatch(nodes.len());
        return (nodes, vec![failure]);
    }
    let mut failures = Vec::new();
    for pointer in &nodes {
        match change(value, pointer, &action.change) {
            Changed::Yes => {}
            Changed::No => failures.push(Failure::Unchanged(pointer.clone())),
            Changed::Impossible(why) => failures.push(Failure::Impossible(pointer.clone(), why)),
        }
    }
    if matches!(action.matches, Matches::AtLeast(_)) {
        // What holds for each of a kind may hold for some already.
        let unchanged = |failure: &Failure| matches!(failure, Failure::Unchanged(_));
        if failures.iter().filter(|one| unchanged(one)).count() < nodes.len() {
            failures.retain(|failure| !unchanged(failure));
        }
    }
    nodes.reverse();
    (nodes, failures)
}

/// What is wrong with an action.
pub(super) enum Failure {
    /// It matches another number of nodes than it says.
    Mismatch(usize),
    /// The node already is as the action would make it.
    Unchanged(String),
    /// The node cannot be changed so.
    Impossible(String, &'static str),
}

impl Failure {
    fn rule(&self) -> &'static Rule {
        match self {
            Self::Unchanged(_) => &OVERLAY_STALE,
            Self::Mismatch(_) | Self::Impossible(..) => &OVERLAY_MISMATCH,
        }
    }

    fn message(&self, action: &Action, document: &str) -> String {
        match self {
            Self::Mismatch(count) => format!(
                "`{}` matches {count} nodes of {document}, not {}",
                action.target, action.matches
            ),
            Self::Unchanged(pointer) => {
                format!("the action changes nothing at {document}#{pointer}: upstream fixed it")
            }
            Self::Impossible(pointer, why) => {
                format!("cannot update {document}#{pointer}: {why}")
            }
        }
    }

    fn help(&self, index: usize, action: &Action) -> String {
        match self {
            Self::Mismatch(0) => format!(
                "delete action {index}, or correct its target if upstream renamed what it is about"
            ),
            Self::Mismatch(count) => {
                format!("check each node and set `x-matches: {count}` in action {index}")
            }
            Self::Unchanged(_) => format!(
                "delete action {index} (`{}`) or narrow its target",
                action.target
            ),
            Self::Impossible(..) => "target an object, or an array to append to".to_owned(),
        }
    }
}

/// JSON pointers of the matched nodes, last first, so that a removal from an
/// array does not move a node that is still to be removed.
fn locate(path: &JsonPath, value: &Value) -> Vec<String> {
    let mut pointers: Vec<String> = path
        .query_located(value)
        .dedup()
        .locations()
        .map(serde_json_path::NormalizedPath::to_json_pointer)
        .collect();
    pointers.sort_by_cached_key(|pointer| std::cmp::Reverse(sort_key(pointer)));
    pointers
}

/// Orders array indices by number, and everything else by text.
fn sort_key(pointer: &str) -> Vec<(u64, String)> {
    pointer
        .split('/')
        .map(|segment| (segment.parse().unwrap_or(u64::MAX), segment.to_owned()))
        .collect()
}

enum Changed {
    Yes,
    No,
    Impossible(&'static str),
}

fn change(document: &mut Value, pointer: &str, change: &Edit) -> Changed {
    match change {
        Edit::Remove => remove(document, pointer),
        Edit::Update(update) => {
            let Some(node) = document.pointer_mut(pointer) else {
                return Changed::Impossible("an earlier node of the same action replaced it");
            };
            let before = node.clone();
            match (&mut *node, update) {
                (Value::Array(items), update) => items.push(update.clone()),
                (Value::Object(_), Value::Object(_)) => merge(node, update),
                _ => return Changed::Impossible("an update merges an object into an object"),
            }
            if *node == before {
                Changed::No
            } else {
                Changed::Yes
            }
        }
    }
}

fn remove(document: &mut Value, pointer: &str) -> Changed {
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        return Changed::Impossible("the whole document cannot be removed");
    };
    let key = unescape_segment(last);
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => match members.shift_remove(&key) {
            Some(_) => Changed::Yes,
            None => Changed::Impossible("an earlier node of the same action removed it"),
        },
        Some(Value::Array(items)) => match key.parse::<usize>() {
            Ok(index) if index < items.len() => {
                items.remove(index);
                Changed::Yes
            }
            _ => Changed::Impossible("an earlier node of the same action removed it"),
        },
        _ => Changed::Impossible("an earlier node of the same action removed it"),
    }
}

/// The merge of the Overlay Specification: objects member by member, arrays
/// appended, all else replaced.
fn merge(target: &mut Value, update: &Value) {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => {
            for (key, value) in update {
                match target.get_mut(key) {
                    Some(existing) => merge(existing, value),
                    None => {
                        target.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(target), Value::Array(update)) => target.extend(update.iter().cloned()),
        (target, update) => *target = update.clone(),
    }
}
