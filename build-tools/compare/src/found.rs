//! The changes found: those inside a pair of schemas, those outside schemas,
//! and the list of both.

use crate::catalogue::explanation::Explanation;
use crate::catalogue::schema::Aspect;
use crate::catalogue::scope::Scope;
use crate::catalogue::{rule, schema_rule};
use crate::change::{Change, Direction, Level};
use crate::part::{Part, Root, reference};
use crate::value::canonical;
use crate::value::snippet::snippet;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

/// One change inside one pair of schemas.
#[derive(Debug)]
pub(crate) struct SchemaChange<'d> {
    pub(crate) rule: &'static Explanation,
    /// A key that is the same for all scopes, so that a schema which an
    /// operation reaches in two ways is reported once.
    pub(crate) key: &'static str,
    pub(crate) level: Level,
    pub(crate) pointer: Rc<str>,
    /// The property concerned, if it is not the schema itself.
    pub(crate) property: Option<&'d str>,
    pub(crate) what: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// The changes of one pair of schemas, and the pairs inside it.
#[derive(Debug, Default)]
pub(crate) struct PairChanges<'d> {
    pub(crate) changes: Vec<SchemaChange<'d>>,
    /// The path segment and the number of each inner pair.
    pub(crate) inner: Vec<(String, usize)>,
}

impl<'d> PairChanges<'d> {
    /// Adds a change of the schema itself.
    pub(crate) fn add(
        &mut self,
        scope: Scope,
        aspect: &'static Aspect,
        base: Option<&Part<'d>>,
        revision: Option<&Part<'d>>,
    ) {
        self.add_as(scope, aspect, base, revision, aspect.meaning.to_owned());
    }

    /// Adds a change of the schema itself, with the values that differ in `what`.
    pub(crate) fn add_as(
        &mut self,
        scope: Scope,
        aspect: &'static Aspect,
        base: Option<&Part<'d>>,
        revision: Option<&Part<'d>>,
        what: String,
    ) {
        let place = revision.or(base);
        self.changes.push(SchemaChange {
            rule: schema_rule(scope, aspect),
            key: aspect.name,
            level: aspect.effect.level(scope.direction()),
            pointer: place.map_or_else(|| "".into(), |part| Rc::clone(&part.pointer)),
            property: None,
            what,
            before: base.map(|part| snippet(part.value)),
            after: revision.map(|part| snippet(part.value)),
        });
    }
}

/// A member of the documents, outside schemas, as both sides have it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member<'p, 'd> {
    id: &'static str,
    direction: Direction,
    base: Option<&'p Part<'d>>,
    revision: Option<&'p Part<'d>>,
}

impl<'p, 'd> Member<'p, 'd> {
    /// A member that may be on either side.
    pub(crate) fn new(
        id: &'static str,
        direction: Direction,
        base: Option<&'p Part<'d>>,
        revision: Option<&'p Part<'d>>,
    ) -> Self {
        Self {
            id,
            direction,
            base,
            revision,
        }
    }

    /// A member that only the revision has.
    pub(crate) fn added(id: &'static str, direction: Direction, revision: &'p Part<'d>) -> Self {
        Self::new(id, direction, None, Some(revision))
    }

    /// A member that only the base has.
    pub(crate) fn removed(id: &'static str, direction: Direction, base: &'p Part<'d>) -> Self {
        Self::new(id, direction, Some(base), None)
    }

    /// Whether what the member means differs.
    pub(crate) fn differs(&self, base: Root<'_>, revision: Root<'_>) -> bool {
        let text = |root: Root<'_>, part: Option<&Part<'_>>| {
            part.map(|part| canonical::text(&followed(root, part.value)))
        };
        text(base, self.base) != text(revision, self.revision)
    }
}

/// A value with its direct references resolved: examples and links can be
/// components.
fn followed<'v>(root: Root<'_>, value: &'v Value) -> Cow<'v, Value> {
    let target = |member: &Value| Some(root.at(reference(member)?)?.value.clone());
    let refers =
        |members: &Map<String, Value>| members.values().any(|member| reference(member).is_some());
    match value {
        Value::Object(members) if refers(members) => {
            let members = members.iter().map(|(name, member)| {
                let followed = target(member).unwrap_or_else(|| member.clone());
                (name.clone(), followed)
            });
            Cow::Owned(Value::Object(members.collect()))
        }
        plain => Cow::Borrowed(plain),
    }
}

/// The changes found so far, each once for an operation.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) changes: Vec<Change>,
    /// The operation or part of the document being compared.
    location: String,
    seen: HashSet<(Direction, &'static str, Rc<str>, String)>,
}

impl Found {
    /// Starts with another operation or part of the document.
    pub(crate) fn enter(&mut self, location: impl Into<String>) {
        let location = location.into();
        if self.location != location {
            self.location = location;
            self.seen.clear();
        }
    }

    /// Adds a change outside schemas, at the worst level its kind can have.
    pub(crate) fn add(&mut self, member: Member<'_, '_>, message: String) {
        let level = rule(member.id).levels.first().copied();
        self.add_at(level.unwrap_or_default(), member, message);
    }

    /// Adds a change outside schemas.
    pub(crate) fn add_at(&mut self, level: Level, member: Member<'_, '_>, message: String) {
        let place = member.revision.or(member.base);
        let pointer = place.map_or_else(|| "".into(), |part| Rc::clone(&part.pointer));
        let key = (member.direction, member.id, pointer, message);
        if self.seen.contains(&key) {
            return;
        }
        self.changes.push(Change {
            id: member.id,
            level,
            direction: member.direction,
            location: self.location.clone(),
            pointer: key.2.to_string(),
            property: None,
            message: key.3.clone(),
            before: member.base.map(|part| snippet(part.value)),
            after: member.revision.map(|part| snippet(part.value)),
            assumes: None,
        });
        self.seen.insert(key);
    }

    /// Adds a change of a schema that is reached by `path` from `root`, which
    /// is what the outermost schema describes, such as `the request body`.
    pub(crate) fn add_schema(
        &mut self,
        change: &SchemaChange<'_>,
        direction: Direction,
        path: &str,
        root: &str,
    ) {
        let key = (
            direction,
            change.key,
            Rc::clone(&change.pointer),
            change.what.clone(),
        );
        if !self.seen.insert(key) {
            return;
        }
        let path = match change.property {
            Some(property) => join(path, property),
            None => path.to_owned(),
        };
        let message = if path.is_empty() {
            format!("{root} {}", change.what)
        } else {
            format!("`{path}` in {root} {}", change.what)
        };
        self.changes.push(Change {
            id: &change.rule.id,
            level: change.level,
            direction,
            location: self.location.clone(),
            pointer: change.pointer.to_string(),
            property: change.property.map(str::to_owned),
            message,
            before: change.before.clone(),
            after: change.after.clone(),
            assumes: None,
        });
    }
}

/// Appends a segment to the path of a schema, as messages show it.
pub(crate) fn join(path: &str, segment: &str) -> String {
    match segment {
        "" => path.to_owned(),
        "[]" => format!("{path}[]"),
        _ if path.is_empty() => segment.to_owned(),
        _ => format!("{path}.{segment}"),
    }
}
