//! What the document says of itself.

use super::Direction;
use super::canonical;
use super::document::{Part, Side};
use super::engine::Engine;
use super::operation::Member;
use std::collections::BTreeMap;

pub(super) fn compare(engine: &mut Engine<'_>) {
    const MEMBERS: [(&str, &str, &str); 7] = [
        ("/info/version", "info", "api-version-changed"),
        ("/info/title", "info", "api-info-changed"),
        ("/info/description", "info", "api-info-changed"),
        ("/info/contact", "info", "api-info-changed"),
        ("/info/license", "info", "api-info-changed"),
        ("/info/termsOfService", "info", "api-info-changed"),
        ("/externalDocs", "externalDocs", "api-documentation-changed"),
    ];
    for (pointer, location, id) in MEMBERS {
        let (old, new) = (engine.base.at(pointer), engine.revision.at(pointer));
        if engine.location != location {
            engine.enter(location);
        }
        let name = pointer.rsplit('/').next().unwrap_or(pointer);
        let (base, revision) = (old.as_ref(), new.as_ref());
        let member = Member {
            id,
            direction: Direction::None,
            base,
            revision,
        };
        member.report_if_changed(engine, format!("the document has another `{name}`"));
    }
    tags(engine);
}

/// The list of tags has no order.
fn tags(engine: &mut Engine<'_>) {
    fn all(side: Side<'_>) -> BTreeMap<&str, Part<'_>> {
        let tags = side.at("/tags");
        let items = tags.iter().flat_map(Part::items);
        items
            .filter_map(|tag| Some((tag.text("name")?, tag)))
            .collect()
    }
    engine.enter("tags");
    let (old, new) = (all(engine.base), all(engine.revision));
    for name in old
        .keys()
        .chain(new.keys().filter(|name| !old.contains_key(*name)))
    {
        let (base, revision) = (old.get(name), new.get(name));
        let text = |part: Option<&Part<'_>>| part.map(|part| canonical::text(part.value));
        if text(base) != text(revision) {
            let id = "api-tag-description-changed";
            let member = Member {
                id,
                direction: Direction::None,
                base,
                revision,
            };
            member.report(
                engine,
                format!("the list of tags says something else of `{name}`"),
            );
        }
    }
}
