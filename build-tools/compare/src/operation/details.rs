//! What an operation says of itself: its id, tags, deprecation and docs.

use super::endpoint::Endpoint;
use crate::change::Direction;
use crate::found::Member;
use crate::part::Part;
use crate::walk::Walk;
use std::collections::BTreeMap;

pub(crate) fn compare(walk: &mut Walk<'_>, base: &Endpoint<'_>, revision: &Endpoint<'_>) {
    identity(walk, base, revision);
    tags(walk, base, revision);
    deprecation(walk, base, revision);
    words(walk, base, revision);
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
    walk.report(Member::new(id, Direction::None, base, revision), message);
}

fn tags(walk: &mut Walk<'_>, base: &Endpoint<'_>, revision: &Endpoint<'_>) {
    let (old, new) = (names(&base.part), names(&revision.part));
    let direction = Direction::None;
    for (tag, part) in old.iter().filter(|(tag, _)| !new.contains_key(*tag)) {
        walk.report(
            Member::removed("api-tag-removed", direction, part),
            format!("the tag `{tag}` is gone"),
        );
    }
    for (tag, part) in new.iter().filter(|(tag, _)| !old.contains_key(*tag)) {
        walk.report(
            Member::added("api-tag-added", direction, part),
            format!("the tag `{tag}` is new"),
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

fn deprecation(walk: &mut Walk<'_>, base: &Endpoint<'_>, revision: &Endpoint<'_>) {
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
    walk.report(Member::new(id, Direction::None, base, revision), message);
}

fn words(walk: &mut Walk<'_>, base: &Endpoint<'_>, revision: &Endpoint<'_>) {
    const WORDS: [(&str, &str); 3] = [
        ("summary", "api-summary-changed"),
        ("description", "api-description-changed"),
        ("externalDocs", "api-external-docs-changed"),
    ];
    for (keyword, id) in WORDS {
        for (old, new) in [(&base.part, &revision.part), (&base.item, &revision.item)] {
            let (old, new) = (old.words(keyword), new.words(keyword));
            let (base, revision) = (old.as_ref(), new.as_ref());
            walk.report_if_changed(
                Member::new(id, Direction::None, base, revision),
                format!("the operation has another `{keyword}`"),
            );
        }
    }
}
