//! From the text of an overlay to its actions.

use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
use crate::read::read;
use crate::source::{Document, Source};
use serde_json::{Map, Value};
use serde_json_path::JsonPath;
use std::fmt;

rules! {
    pub(crate) RULES:

    INVALID_OVERLAY: Error {
        code: "invalid-overlay",
        meaning: "The overlay is not as the Overlay Specification has it, or an action lacks what \
                  this workspace asks for.",
        why: "Every action says why it is there and how many nodes it matches.",
        help: "Write the action with `target`, `description`, `x-matches`, and `update` or \
               `remove: true`.",
    }
}

/// A parsed overlay.
#[derive(Debug)]
pub struct Overlay {
    pub(super) name: String,
    pub(super) actions: Vec<Action>,
}

#[derive(Debug, Clone)]
pub(super) struct Action {
    pub(super) target: String,
    pub(super) path: JsonPath,
    pub(super) description: String,
    pub(super) matches: Matches,
    pub(super) change: Edit,
}

/// How many nodes an action matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matches {
    Exactly(usize),
    /// As many as there are of a kind, such as `1+`.
    AtLeast(usize),
}

impl Matches {
    fn of(value: &Value) -> Option<Self> {
        let count = |number: u64| usize::try_from(number).ok().filter(|count| *count > 0);
        match value {
            Value::String(text) => {
                let least = text.strip_suffix('+')?.parse().ok()?;
                count(least).map(Self::AtLeast)
            }
            value => count(value.as_u64()?).map(Self::Exactly),
        }
    }

    pub(super) fn allows(self, count: usize) -> bool {
        match self {
            Self::Exactly(expected) => count == expected,
            Self::AtLeast(least) => count >= least,
        }
    }
}

impl fmt::Display for Matches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(count) => write!(f, "{count}"),
            Self::AtLeast(count) => write!(f, "at least {count}"),
        }
    }
}

#[derive(Debug, Clone)]
pub(super) enum Edit {
    Update(Value),
    Remove,
}

/// Reads an overlay from YAML or JSON text.
pub fn parse(source: &Source) -> Outcome<Overlay> {
    of_document(&read(source)?)
}

/// Takes an overlay out of what was read.
pub(super) fn of_document(document: &Document) -> Outcome<Overlay> {
    let Document { name, value } = document;
    let mut found = Vec::new();
    let invalid = |pointer: &str, message: String, help: &str| Diagnostic {
        rule: &INVALID_OVERLAY,
        file: name.clone(),
        place: Place::Pointer(pointer.to_owned()),
        message,
        help: help.to_owned(),
    };
    match value.get("overlay").and_then(Value::as_str) {
        Some(version) if version.starts_with("1.0.") || version.starts_with("1.1.") => {}
        _ => found.push(invalid(
            "/overlay",
            "not an Overlay 1.0 or 1.1 document".into(),
            "start the file with `overlay: 1.0.0`",
        )),
    }
    let mut actions = Vec::new();
    match value.get("actions").and_then(Value::as_array) {
        Some(list) => {
            for (index, action) in list.iter().enumerate() {
                match parse_action(action) {
                    Ok(action) => actions.push(action),
                    Err((message, help)) => {
                        found.push(invalid(&format!("/actions/{index}"), message, help));
                    }
                }
            }
        }
        None => found.push(invalid(
            "/actions",
            "no list of actions".into(),
            "add `actions:` with one entry per correction, or `actions: []`",
        )),
    }
    outcome(
        Overlay {
            name: name.clone(),
            actions,
        },
        found,
    )
}

fn parse_action(action: &Value) -> Result<Action, (String, &'static str)> {
    let text = |key: &str| action.get(key).and_then(Value::as_str).map(str::to_owned);
    for key in action.as_object().into_iter().flat_map(Map::keys) {
        if !matches!(key.as_str(), "target" | "description" | "update" | "remove")
            && !key.starts_with("x-")
        {
            return Err((
                format!("`{key}` is not a member of an action"),
                "use target, description, update, remove or an `x-` member",
            ));
        }
    }
    let target = text("target").ok_or((
        "the action has no target".to_owned(),
        "add `target:` with a JSONPath",
    ))?;
    let path = JsonPath::parse(&target).map_err(|error| {
        (
            format!("the target `{target}` is not a JSONPath: {error}"),
            "write the target as RFC 9535 asks",
        )
    })?;
    let description = text("description").filter(|text| !text.is_empty()).ok_or((
        "the action has no description".to_owned(),
        "say what is wrong upstream and on what evidence",
    ))?;
    let matches = action.get("x-matches").and_then(Matches::of).ok_or((
        "the action does not say how many nodes it must match".to_owned(),
        "add `x-matches:` with a number of at least 1, or `1+` for each of a kind",
    ))?;
    let change = match (action.get("update"), action.get("remove")) {
        (None, Some(Value::Bool(true))) => Edit::Remove,
        (Some(update), None | Some(Value::Bool(false))) => Edit::Update(update.clone()),
        _ => {
            return Err((
                "the action neither updates nor removes, or does both".to_owned(),
                "give exactly one of `update:` and `remove: true`",
            ));
        }
    };
    Ok(Action {
        target,
        path,
        description,
        matches,
        change,
    })
}
