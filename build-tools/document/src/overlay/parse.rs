//! From the text of an overlay to its actions.

use super::edit::{Edit, Version};
use super::matches::Matches;
use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
use crate::read::read;
use crate::source::{Document, Source, describe};
use serde_json::{Map, Value};
use serde_json_path::JsonPath;

rules! {
    pub(crate) RULES:

    INVALID_OVERLAY: Error {
        code: "invalid-overlay",
        meaning: "The overlay is not as the Overlay Specification has it, or an action of ours \
                  lacks what this workspace asks for.",
        why: "What an action does has to be certain. Every action of ours says why it is there \
              and how many nodes it matches.",
        help: "Write the action with `target`, and one of `update`, `copy` and `remove: true`; \
               in an overlay of ours, also with `description` and `x-matches`.",
    }

    UNMARKED_OVERLAY: Warning {
        code: "unmarked-overlay",
        meaning: "Actions of an overlay do not say how many nodes they match.",
        why: "Such an action is applied to whatever it matches. That upstream renamed its target \
              or corrected the mistake is then a warning, where a number would stop the work.",
        help: "Add `x-matches` with a number to each action, or `1+` for each of a kind.",
    }
}

/// A parsed overlay.
#[derive(Debug)]
pub struct Overlay {
    pub(super) name: String,
    pub(super) version: Version,
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

/// What is asked of an overlay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// What the Overlay Specification asks, no more.
    BySpecification,
    /// Also a reason and a number of matches.
    OfOurs,
}

/// What is wrong with an action, and what to do.
type Fault = (String, &'static str);

/// Reads an overlay of ours from YAML or JSON text.
pub fn parse(source: &Source) -> Outcome<Overlay> {
    of_document(&read(source)?)
}

/// Reads an overlay that need not be ours: its actions may go without reason and
/// number of matches, with a warning where the number is missing.
pub fn any(source: &Source) -> Outcome<(Overlay, Vec<Diagnostic>)> {
    let overlay = overlay(&read(source)?, Asked::BySpecification)?;
    let unmarked: Vec<String> = (0..)
        .zip(&overlay.actions)
        .filter(|(_, action)| action.matches == Matches::Any)
        .map(|(index, _): (usize, _)| index.to_string())
        .collect();
    let Some(first) = unmarked.first() else {
        return Ok((overlay, Vec::new()));
    };
    let warning = Diagnostic::new(
        &UNMARKED_OVERLAY,
        &overlay.name,
        Place::Pointer(format!("/actions/{first}")),
        format!(
            "actions without a number of nodes to match: {}",
            unmarked.join(", ")
        ),
        "add `x-matches:` with a number, or `1+` for each of a kind, so that an action that no \
         longer fits stops the work",
    );
    Ok((overlay, vec![warning]))
}

/// Takes an overlay of ours out of what was read.
pub(super) fn of_document(document: &Document) -> Outcome<Overlay> {
    overlay(document, Asked::OfOurs)
}

fn overlay(document: &Document, asked: Asked) -> Outcome<Overlay> {
    let Document { name, value } = document;
    let mut found = Vec::new();
    let invalid = |pointer: &str, message: String, help: &str| Diagnostic {
        rule: &INVALID_OVERLAY,
        file: name.clone(),
        place: Place::Pointer(pointer.to_owned()),
        message,
        help: help.to_owned(),
    };
    let version = value.get("overlay").and_then(Value::as_str);
    let version = version.and_then(Version::of);
    if version.is_none() {
        found.push(invalid(
            "/overlay",
            "not an Overlay 1.0 or 1.1 document".into(),
            "start the file with `overlay: 1.1.0`",
        ));
    }
    let version = version.unwrap_or(Version::V1_1);
    let mut actions = Vec::new();
    match value.get("actions").and_then(Value::as_array) {
        Some(list) => {
            for (index, written) in list.iter().enumerate() {
                match action(written, version, asked) {
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
    let overlay = Overlay {
        name: name.clone(),
        version,
        actions,
    };
    outcome(overlay, found)
}

fn action(action: &Value, version: Version, asked: Asked) -> Result<Action, Fault> {
    check_members(action, version)?;
    let text = |key: &str| action.get(key).and_then(Value::as_str).map(str::to_owned);
    let target = text("target").ok_or((
        "the action has no target".to_owned(),
        "add `target:` with a JSONPath",
    ))?;
    let path = json_path("target", &target)?;
    let description = text("description").filter(|text| !text.is_empty());
    if description.is_none() && asked == Asked::OfOurs {
        return Err((
            "the action has no description".to_owned(),
            "say what is wrong upstream and on what evidence",
        ));
    }
    Ok(Action {
        target,
        path,
        description: description.unwrap_or_default(),
        matches: matches(action, asked)?,
        change: change(action, asked)?,
    })
}

fn check_members(action: &Value, version: Version) -> Result<(), Fault> {
    for key in action.as_object().into_iter().flat_map(Map::keys) {
        match key.as_str() {
            "target" | "description" | "update" | "remove" => {}
            "copy" if version == Version::V1_1 => {}
            "copy" => {
                return Err((
                    "`copy` is not a member of an action in Overlay 1.0".to_owned(),
                    "start the file with `overlay: 1.1.0`",
                ));
            }
            extension if extension.starts_with("x-") => {}
            _ => {
                return Err((
                    format!("`{key}` is not a member of an action"),
                    "use target, description, update, copy, remove or an `x-` member",
                ));
            }
        }
    }
    Ok(())
}

fn json_path(member: &str, text: &str) -> Result<JsonPath, Fault> {
    JsonPath::parse(text).map_err(|error| {
        (
            format!("the {member} `{text}` is not a JSONPath: {error}"),
            "write it as RFC 9535 asks",
        )
    })
}

fn matches(action: &Value, asked: Asked) -> Result<Matches, Fault> {
    let matches = match (action.get("x-matches"), asked) {
        (None, Asked::BySpecification) => Some(Matches::Any),
        (None, Asked::OfOurs) => None,
        (Some(written), _) => Matches::of(written),
    };
    matches.ok_or((
        "the action does not say how many nodes it must match".to_owned(),
        "add `x-matches:` with a number of at least 1, or `1+` for each of a kind",
    ))
}

/// By the specification, `update` and `copy` have no effect beside
/// `remove: true`; of ours that is a mistake.
fn change(action: &Value, asked: Asked) -> Result<Edit, Fault> {
    let update = action.get("update");
    let copy = action.get("copy").filter(|copy| !copy.is_null());
    let remove = match action.get("remove") {
        None => false,
        Some(Value::Bool(remove)) => *remove,
        Some(other) => {
            return Err((
                format!(
                    "expected `remove: true` or `false`, found {}",
                    describe(other)
                ),
                "write `remove: true`, or leave it out",
            ));
        }
    };
    match (update, copy, remove) {
        (None, None, true) => Ok(Edit::Remove),
        (_, _, true) if asked == Asked::BySpecification => Ok(Edit::Remove),
        (Some(update), None, false) => Ok(Edit::Update(update.clone())),
        (None, Some(Value::String(from)), false) => {
            Ok(Edit::Copy(json_path("copy", from)?, from.clone()))
        }
        (None, Some(other), false) => Err((
            format!("expected a JSONPath in `copy`, found {}", describe(other)),
            "name the one node to copy, such as `$.components.schemas.Name`",
        )),
        _ => Err((
            "the action neither updates nor removes, or does both".to_owned(),
            "give exactly one of `update:`, `copy:` and `remove: true`",
        )),
    }
}
