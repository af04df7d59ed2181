//! Applies the actions of an overlay to a document.

use super::edit::{Changed, Edit, Form, Version, remove, update};
use super::matches::Matches;
use super::parse::{Action, Overlay};
use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
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
                  cannot change so.",
        why: STRICT,
        help: "Check each node; correct the target, `x-matches` or what it is updated with, or \
               delete the action.",
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
    /// `update`, `copy` or `remove`.
    pub verb: &'static str,
    /// JSON pointers of the nodes it changed.
    pub nodes: Vec<String>,
}

/// Applies every action in order and reports what each did.
pub fn apply(document: &Document, overlay: &Overlay) -> Outcome<(Document, Vec<Applied>)> {
    let (value, applied, found) = run_all(document, overlay);
    let found = found.into_iter().filter(|(_, is_allowed)| !is_allowed);
    let corrected = Document {
        name: document.name.clone(),
        value,
    };
    outcome(
        (corrected, applied),
        found.map(|(found, _)| found).collect(),
    )
}

/// The actions that do nothing, where the overlay does not say that they must
/// do something.
pub fn idle(document: &Document, overlay: &Overlay) -> Vec<Diagnostic> {
    let (_, _, found) = run_all(document, overlay);
    let found = found.into_iter().filter(|(_, is_allowed)| *is_allowed);
    found.map(|(found, _)| found).collect()
}

/// The corrected value, what each action did, and what is wrong with it, beside
/// whether that is allowed.
fn run_all(
    document: &Document,
    overlay: &Overlay,
) -> (Value, Vec<Applied>, Vec<(Diagnostic, bool)>) {
    let mut value = document.value.clone();
    let mut applied = Vec::new();
    let mut found = Vec::new();
    for (index, action) in overlay.actions.iter().enumerate() {
        let (nodes, failures) = run(action, overlay.version, &mut value);
        for failure in failures {
            let place = Place::Pointer(format!("/actions/{index}"));
            let message = failure.message(action, &document.name);
            let help = failure.help(index, action);
            let told = Diagnostic::new(failure.rule(), &overlay.name, place, message, &help);
            found.push((told, failure.is_allowed(action)));
        }
        applied.push(Applied {
            target: action.target.clone(),
            description: action.description.clone(),
            verb: match action.change {
                Edit::Update(_) => "update",
                Edit::Copy(..) => "copy",
                Edit::Remove => "remove",
            },
            nodes,
        });
    }
    (value, applied, found)
}

/// Describes for people what actions did.
pub fn describe(applied: &[Applied]) -> String {
    let mut text = String::new();
    for action in applied {
        let _ = writeln!(text, "{} {}", action.verb, action.target);
        if !action.description.is_empty() {
            let _ = writeln!(text, "  why: {}", action.description);
        }
        for node in &action.nodes {
            let _ = writeln!(text, "  at:  {node}");
        }
    }
    text
}

/// Runs one action: the nodes it matches, and what is wrong with it.
pub(super) fn run(
    action: &Action,
    version: Version,
    value: &mut Value,
) -> (Vec<String>, Vec<Failure>) {
    let mut nodes = locate(&action.path, value);
    if !action.matches.allows(nodes.len()) {
        let failure = Failure::Mismatch(nodes.len());
        return (nodes, vec![failure]);
    }
    let updated = match updated_with(action, value) {
        Ok(updated) => updated,
        Err(failure) => return (nodes, vec![failure]),
    };
    if updated.is_some() && version == Version::V1_1 && !are_alike(&nodes, value) {
        return (nodes, vec![Failure::Mixed]);
    }
    let mut failures = Vec::new();
    for pointer in &nodes {
        let changed = match &updated {
            Some(updated) => update(value, pointer, updated, version),
            None => remove(value, pointer),
        };
        match changed {
            Changed::Yes => {}
            Changed::No => failures.push(Failure::Unchanged(pointer.clone())),
            Changed::Impossible(why) => failures.push(Failure::Impossible(pointer.clone(), why)),
        }
    }
    if !matches!(action.matches, Matches::Exactly(_)) {
        // What holds for each of a kind may hold for some already.
        let unchanged = |failure: &Failure| matches!(failure, Failure::Unchanged(_));
        if failures.iter().filter(|one| unchanged(one)).count() < nodes.len() {
            failures.retain(|failure| !unchanged(failure));
        }
    }
    nodes.reverse();
    (nodes, failures)
}

/// What the nodes are updated with; nothing where they are removed.
fn updated_with(action: &Action, value: &Value) -> Result<Option<Value>, Failure> {
    match &action.change {
        Edit::Remove => Ok(None),
        Edit::Update(update) => Ok(Some(update.clone())),
        Edit::Copy(path, text) => {
            let found = path.query(value).all();
            match found.as_slice() {
                [one] => Ok(Some((*one).clone())),
                others => Err(Failure::NotOneToCopy(text.clone(), others.len())),
            }
        }
    }
}

/// Whether the nodes are all objects, all lists or all single values.
fn are_alike(nodes: &[String], value: &Value) -> bool {
    let forms = nodes.iter().filter_map(|node| value.pointer(node));
    let mut forms = forms.map(Form::of);
    let first = forms.next();
    forms.all(|form| Some(form) == first)
}

/// What is wrong with an action.
pub(super) enum Failure {
    /// It matches another number of nodes than it says.
    Mismatch(usize),
    /// It matches nodes of several forms.
    Mixed,
    /// What it copies is not one node, but another number of them.
    NotOneToCopy(String, usize),
    /// The node already is as the action would make it.
    Unchanged(String),
    /// The node cannot be changed so.
    Impossible(String, String),
}

impl Failure {
    /// Whether the Overlay Specification lets it pass, and the action does not
    /// ask for more.
    fn is_allowed(&self, action: &Action) -> bool {
        action.matches == Matches::Any && matches!(self, Self::Mismatch(_) | Self::Unchanged(_))
    }

    fn rule(&self) -> &'static Rule {
        match self {
            Self::Unchanged(_) => &OVERLAY_STALE,
            _ => &OVERLAY_MISMATCH,
        }
    }

    fn message(&self, action: &Action, document: &str) -> String {
        let target = &action.target;
        match self {
            Self::Mismatch(count) => format!(
                "`{target}` matches {count} nodes of {document}, not {}",
                action.matches
            ),
            Self::Mixed => format!(
                "expected nodes of one form in {document}, found objects, lists or single values \
                 side by side at `{target}`"
            ),
            Self::NotOneToCopy(from, count) => {
                format!("expected one node to copy at `{from}` of {document}, found {count}")
            }
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
            Self::Mixed => format!("write action {index} once for each form"),
            Self::NotOneToCopy(..) => format!("correct `copy:` in action {index}"),
            Self::Unchanged(_) => format!(
                "delete action {index} (`{}`) or narrow its target",
                action.target
            ),
            Self::Impossible(..) => format!(
                "in action {index}, target an object, a list to append to or, in `overlay: \
                 1.1.0`, a single value, and give what goes together with it"
            ),
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
