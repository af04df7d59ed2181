//! A supplement: an overlay that adds operations, and the schemas they use, which
//! are documented elsewhere and which the document does not have.
//!
//! It is about one version of the API, and it expires by itself: where the document
//! has an operation or schema of the supplement, or nothing uses a schema any more,
//! the action is stale.

use super::apply::apply;
use super::edit::Edit;
use super::parse::{Action, Overlay, of_document};
use super::stale::Stale;
use crate::diagnostic::{Diagnostic, Outcome, Place, outcome};
use crate::read::read;
use crate::schema::{METHODS, Operation, components, identity, operations, ref_target};
use crate::source::{Document, Source, api_version};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fmt::Write as _;

rules! {
    pub(crate) RULES:

    INVALID_SUPPLEMENT: Error {
        code: "invalid-supplement",
        meaning: "An action of the supplement does not add one operation or one schema, or does \
                  not say where that is documented.",
        why: "Each addition expires on its own, and a reader has to be able to check it.",
        help: "Target `$.paths` with one path and method, or `$.components.schemas` with one \
               schema; give `x-mark` and `x-evidence`.",
    }
}

/// A parsed supplement.
#[derive(Debug)]
pub struct Supplement {
    overlay: Overlay,
    version: String,
    additions: Vec<Addition>,
}

/// What one action adds.
#[derive(Debug)]
enum Addition {
    /// By its method and path, as in `POST /webhooks`.
    Operation(String),
    Schema(String),
}

impl Supplement {
    /// Reads a supplement from YAML or JSON text.
    pub fn parse(source: &Source) -> Outcome<Self> {
        let document = read(source)?;
        let overlay = of_document(&document)?;
        let value = document.value;
        let mut found = Vec::new();
        let mut invalid = |pointer: String, message: &str, help: &str| {
            let at = Place::Pointer(pointer);
            found.push(Diagnostic::new(
                &INVALID_SUPPLEMENT,
                &source.name,
                at,
                message,
                help,
            ));
        };
        let version = value.get("x-api-version").and_then(Value::as_str);
        if version.is_none() {
            let help = "add `x-api-version:` with the date of the API that the actions are about";
            invalid(
                "/x-api-version".to_owned(),
                "there is no version of the API",
                help,
            );
        }
        let written = value.get("actions").and_then(Value::as_array);
        let mut additions = Vec::new();
        for (index, action) in overlay.actions.iter().enumerate() {
            let pointer = format!("/actions/{index}");
            match Addition::of(action) {
                Some(addition) => additions.push(addition),
                None => invalid(
                    pointer.clone(),
                    "the action does not add one operation or one schema",
                    "target `$.paths` with one path and method, or `$.components.schemas` with one schema",
                ),
            }
            if !has_evidence(written.and_then(|actions| actions.get(index))) {
                invalid(
                    pointer,
                    "the action does not say where the addition is documented",
                    "add `x-mark:` (`seen` or `document`) and `x-evidence:` with a list of addresses",
                );
            }
        }
        let version = version.unwrap_or_default().to_owned();
        let supplement = Self {
            overlay,
            version,
            additions,
        };
        outcome(supplement, found)
    }

    /// Adds to a document what is not stale.
    pub fn apply(&self, document: &Document) -> Outcome<Document> {
        let stale = self.stale(document);
        let staying = self
            .overlay
            .actions
            .iter()
            .enumerate()
            .filter(|(index, _)| stale.iter().all(|one| one.index != *index));
        let overlay = Overlay {
            name: self.overlay.name.clone(),
            version: self.overlay.version,
            actions: staying.map(|(_, action)| action.clone()).collect(),
        };
        let (mut supplemented, applied) = apply(document, &overlay)?;
        if !applied.is_empty() {
            supplemented.name = format!("{} with {}", document.name, overlay.name);
        }
        Ok(supplemented)
    }

    /// The actions that a document made unnecessary.
    pub fn stale(&self, document: &Document) -> Vec<Stale> {
        let other_version = api_version(document).is_some_and(|version| version != self.version);
        let there: BTreeSet<String> = operations(&document.value)
            .iter()
            .map(Operation::identity)
            .collect();
        let why = |addition: &Addition| match addition {
            _ if other_version => Some("the document is of another version of the API"),
            Addition::Operation(location) if there.contains(&identity(location)) => {
                Some("the document has the operation")
            }
            Addition::Schema(name) if has_schema(document, name) => {
                Some("the document has a schema of this name")
            }
            _ => None,
        };
        let mut reasons: Vec<_> = self.additions.iter().map(why).collect();
        let used = self.used(&reasons);
        for (addition, reason) in self.additions.iter().zip(&mut reasons) {
            let unused = matches!(addition, Addition::Schema(name) if !used.contains(name));
            if reason.is_none() && unused {
                *reason = Some("nothing uses the schema any more");
            }
        }
        let stale = reasons.into_iter().enumerate().filter_map(|(index, why)| {
            Some(Stale {
                index,
                target: self.additions.get(index)?.to_string(),
                why: why?,
            })
        });
        stale.collect()
    }

    /// The schemas that the operations which stay refer to, however far.
    fn used(&self, reasons: &[Option<&str>]) -> BTreeSet<String> {
        let staying =
            |(index, _): &(usize, &Addition)| reasons.get(*index).is_some_and(Option::is_none);
        let mut used = BTreeSet::new();
        let operations = self.additions.iter().enumerate().filter(staying);
        for (index, addition) in operations {
            if matches!(addition, Addition::Operation(_)) {
                self.follow(index, &mut used);
            }
        }
        used
    }

    fn follow(&self, index: usize, used: &mut BTreeSet<String>) {
        let Some(Edit::Update(added)) = self.overlay.actions.get(index).map(|one| &one.change)
        else {
            return;
        };
        let mut names = BTreeSet::new();
        referenced(added, &mut names);
        for name in names {
            if used.insert(name.clone()) {
                let schema = |one: &Addition| matches!(one, Addition::Schema(own) if *own == name);
                if let Some(next) = self.additions.iter().position(schema) {
                    self.follow(next, used);
                }
            }
        }
    }

    /// Describes for people what is added to a document, and what is stale.
    pub fn describe(&self, document: &Document) -> String {
        let stale = self.stale(document);
        let mut text = String::new();
        let actions = self.additions.iter().zip(&self.overlay.actions);
        for (index, (addition, action)) in actions.enumerate() {
            let _ = match stale.iter().find(|one| one.index == index) {
                Some(one) => writeln!(text, "stale {addition}: {}", one.why),
                None => writeln!(text, "add {addition}\n  why: {}", action.description),
            };
        }
        text
    }

    /// The schemas that the actions refer to and do not add.
    pub fn borrowed(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for action in &self.overlay.actions {
            if let Edit::Update(added) = &action.change {
                referenced(added, &mut names);
            }
        }
        for addition in &self.additions {
            if let Addition::Schema(own) = addition {
                names.remove(own);
            }
        }
        names
    }
}

impl Addition {
    fn of(action: &Action) -> Option<Self> {
        let Edit::Update(Value::Object(added)) = &action.change else {
            return None;
        };
        let (name, inner) = only(added)?;
        match action.target.as_str() {
            "$.components.schemas" => Some(Self::Schema(name.clone())),
            "$.paths" => {
                let (method, _) = only(inner.as_object()?)?;
                let location = format!("{} {name}", method.to_uppercase());
                METHODS
                    .contains(&method.as_str())
                    .then_some(Self::Operation(location))
            }
            _ => None,
        }
    }
}

impl std::fmt::Display for Addition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Operation(location) => f.write_str(location),
            Self::Schema(name) => write!(f, "schema {name}"),
        }
    }
}

/// The only member of an object.
fn only(object: &Map<String, Value>) -> Option<(&String, &Value)> {
    let mut members = object.iter();
    let first = members.next()?;
    members.next().is_none().then_some(first)
}

fn has_evidence(action: Option<&Value>) -> bool {
    let mark = action
        .and_then(|one| one.get("x-mark"))
        .and_then(Value::as_str);
    let evidence = action
        .and_then(|one| one.get("x-evidence"))
        .and_then(Value::as_array);
    matches!(mark, Some("seen" | "document"))
        && evidence.is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_string))
}

fn has_schema(document: &Document, name: &str) -> bool {
    components(&document.value).is_some_and(|schemas| schemas.contains_key(name))
}

/// The names of the schemas that a value refers to.
fn referenced(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            names.extend(ref_target(value));
            members
                .values()
                .for_each(|member| referenced(member, names));
        }
        Value::Array(items) => items.iter().for_each(|item| referenced(item, names)),
        _ => {}
    }
}
