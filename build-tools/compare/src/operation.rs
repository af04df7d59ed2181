//! What differs in one operation that both documents have.

use super::Direction;
use super::canonical;
use super::document::{Part, Side, reference};
use super::engine::{Engine, Report};
use super::paths::Operation;
use super::{callbacks, parameters, requests, responses, security, servers};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;

pub(super) fn compare<'d>(engine: &mut Engine<'d>, base: &Operation<'d>, revision: &Operation<'d>) {
    engine.enter(revision.location());
    identity(engine, base, revision);
    tags(engine, base, revision);
    deprecation(engine, base, revision);
    words(engine, base, revision);
    servers::compare_operation(engine, base, revision);
    security::compare_operation(engine, base, revision);
    parameters::compare(engine, base, revision);
    requests::compare(engine, base, revision);
    responses::compare(engine, base, revision);
    callbacks::compare(engine, base, revision);
}

/// A member of both sides, where it differs.
pub(super) struct Member<'p, 'd> {
    pub(super) id: &'static str,
    pub(super) direction: Direction,
    pub(super) base: Option<&'p Part<'d>>,
    pub(super) revision: Option<&'p Part<'d>>,
}

impl Member<'_, '_> {
    /// Reports the member at the place where the edit was made.
    pub(super) fn report(self, engine: &mut Engine<'_>, message: impl Into<String>) {
        let place = self.revision.or(self.base);
        engine.report(Report {
            id: self.id,
            direction: self.direction,
            pointer: place.map_or("", |part| &part.pointer),
            message: message.into(),
            before: self.base.map(|part| part.value),
            after: self.revision.map(|part| part.value),
        });
    }

    /// Reports the member if what it means differs.
    pub(super) fn report_if_changed(self, engine: &mut Engine<'_>, message: impl Into<String>) {
        let (base, revision) = (engine.base, engine.revision);
        let text = |side: Side<'_>, part: Option<&Part<'_>>| {
            part.map(|part| canonical::text(&followed(side, part.value)))
        };
        if text(base, self.base) != text(revision, self.revision) {
            self.report(engine, message);
        }
    }
}

/// A value with its members in place of references to them: examples and
/// links can be components.
fn followed<'v>(side: Side<'_>, value: &'v Value) -> Cow<'v, Value> {
    let target = |member: &Value| Some(side.at(reference(member)?)?.value.clone());
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

fn identity(engine: &mut Engine<'_>, base: &Operation<'_>, revision: &Operation<'_>) {
    let (old, new) = (
        base.part.get("operationId"),
        revision.part.get("operationId"),
    );
    let text = |part: &Option<Part<'_>>| {
        part.as_ref()
            .and_then(|part| part.value.as_str())
            .map(str::to_owned)
    };
    let (id, message) = match (text(&old), text(&new)) {
        (Some(was), Some(is)) if was != is => (
            "api-operation-id-removed",
            format!("the operationId is `{is}` instead of `{was}`"),
        ),
        (Some(was), None) => (
            "api-operation-id-removed",
            format!("the operationId `{was}` is gone"),
        ),
        (None, Some(is)) => (
            "api-operation-id-added",
            format!("the operationId `{is}` is new"),
        ),
        _ => return,
    };
    let (base, revision) = (old.as_ref(), new.as_ref());
    Member {
        id,
        direction: Direction::None,
        base,
        revision,
    }
    .report(engine, message);
}

fn tags(engine: &mut Engine<'_>, base: &Operation<'_>, revision: &Operation<'_>) {
    let (old, new) = (names(&base.part), names(&revision.part));
    let direction = Direction::None;
    for (tag, part) in old.iter().filter(|(tag, _)| !new.contains_key(*tag)) {
        let member = Member {
            id: "api-tag-removed",
            direction,
            base: Some(part),
            revision: None,
        };
        member.report(engine, format!("the tag `{tag}` is gone"));
    }
    for (tag, part) in new.iter().filter(|(tag, _)| !old.contains_key(*tag)) {
        let member = Member {
            id: "api-tag-added",
            direction,
            base: None,
            revision: Some(part),
        };
        member.report(engine, format!("the tag `{tag}` is new"));
    }
}

fn names<'d>(operation: &Part<'d>) -> BTreeMap<&'d str, Part<'d>> {
    let tags = operation.get("tags");
    let items = tags.iter().flat_map(Part::items);
    items
        .filter_map(|part| Some((part.value.as_str()?, part)))
        .collect()
}

fn deprecation(engine: &mut Engine<'_>, base: &Operation<'_>, revision: &Operation<'_>) {
    let (old, new) = (base.part.get("deprecated"), revision.part.get("deprecated"));
    let (id, message) = match (
        base.part.flag("deprecated"),
        revision.part.flag("deprecated"),
    ) {
        (false, true) => ("endpoint-deprecated", "the operation is deprecated"),
        (true, false) => (
            "endpoint-reactivated",
            "the operation is not deprecated any more",
        ),
        _ => return,
    };
    let (base, revision) = (old.as_ref(), new.as_ref());
    Member {
        id,
        direction: Direction::None,
        base,
        revision,
    }
    .report(engine, message);
}

fn words(engine: &mut Engine<'_>, base: &Operation<'_>, revision: &Operation<'_>) {
    const WORDS: [(&str, &str); 3] = [
        ("summary", "api-summary-changed"),
        ("description", "api-description-changed"),
        ("externalDocs", "api-external-docs-changed"),
    ];
    for (keyword, id) in WORDS {
        for (old, new) in [(&base.part, &revision.part), (&base.item, &revision.item)] {
            let (old, new) = (old.words(keyword), new.words(keyword));
            let (base, revision) = (old.as_ref(), new.as_ref());
            let member = Member {
                id,
                direction: Direction::None,
                base,
                revision,
            };
            member.report_if_changed(engine, format!("the operation has another `{keyword}`"));
        }
    }
}
