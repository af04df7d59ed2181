//! The metadata of an operation: its id, tags, deprecation and documentation.

use super::docs::Docs;
use super::endpoint::Endpoint;
use super::flags::Flag;
use crate::change::Direction;
use crate::found::Member;
use crate::part::Part;
use crate::walk::Walk;
use std::collections::BTreeMap;

const DEPRECATED: Flag = Flag {
    keyword: "deprecated",
    set: ("endpoint-deprecated", "became deprecated"),
    unset: ("endpoint-reactivated", "is no longer deprecated"),
};

pub(crate) fn compare(walk: &mut Walk<'_>, base: &Endpoint<'_>, revision: &Endpoint<'_>) {
    identity(walk, base, revision);
    tags(walk, base, revision);
    DEPRECATED.compare(
        walk,
        Direction::None,
        "the operation",
        &base.part,
        &revision.part,
    );
    docs(walk, base, revision);
}

fn identity(walk: &mut Walk<'_>, base: &Endpoint<'_>, revision: &Endpoint<'_>) {
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
            format!("the `operationId` changed from `{was}` to `{is}`"),
        ),
        (Some(was), None) => (
            "api-operation-id-removed",
            format!("the `operationId` `{was}` was removed"),
        ),
        (None, Some(is)) => (
            "api-operation-id-added",
            format!("the `operationId` `{is}` was added"),
        ),
        _ => return,
    };
    let (base, revision) = (old.as_ref(), new.as_ref());
    walk.report(Member::new(id, Direction::None, base, revision), message);
}

fn tags(walk: &mut Walk<'_>, base: &Endpoint<'_>, revision: &Endpoint<'_>) {
    let (old, new) = (names(&base.part), names(&revision.part));
    let direction = Direction::None;
    for (tag, part) in old.iter().filter(|(tag, _)| !new.contains_key(*tag)) {
        walk.report(
            Member::removed("api-tag-removed", direction, part),
            format!("the tag `{tag}` was removed"),
        );
    }
    for (tag, part) in new.iter().filter(|(tag, _)| !old.contains_key(*tag)) {
        walk.report(
            Member::added("api-tag-added", direction, part),
            format!("the tag `{tag}` was added"),
        );
    }
}

fn names<'d>(operation: &Part<'d>) -> BTreeMap<&'d str, Part<'d>> {
    let tags = operation.get("tags");
    let items = tags.iter().flat_map(Part::items);
    items
        .filter_map(|part| Some((part.value.as_str()?, part)))
        .collect()
}

fn docs(walk: &mut Walk<'_>, base: &Endpoint<'_>, revision: &Endpoint<'_>) {
    const DOCS: [(&str, &str); 3] = [
        ("summary", "api-summary-changed"),
        ("description", "api-description-changed"),
        ("externalDocs", "api-external-docs-changed"),
    ];
    for (keyword, id) in DOCS {
        let docs = Docs {
            id,
            direction: Direction::None,
            subject: "the operation",
        };
        docs.compare(walk, &base.part, &revision.part, &[keyword]);
        docs.compare(walk, &base.item, &revision.item, &[keyword]);
    }
}
