//! The metadata of the document: `info`, `externalDocs` and `tags`.

use crate::change::Direction;
use crate::found::Member;
use crate::part::{Part, Root};
use crate::value::canonical;
use crate::walk::Walk;
use std::collections::BTreeMap;

pub(crate) fn compare(walk: &mut Walk<'_>) {
    const MEMBERS: [(&str, &str, &str); 8] = [
        ("/info/version", "info", "api-version-changed"),
        ("/info/title", "info", "api-info-changed"),
        ("/info/x-summary", "info", "api-info-changed"),
        ("/info/description", "info", "api-info-changed"),
        ("/info/contact", "info", "api-info-changed"),
        ("/info/license", "info", "api-info-changed"),
        ("/info/termsOfService", "info", "api-info-changed"),
        ("/externalDocs", "externalDocs", "api-documentation-changed"),
    ];
    for (pointer, location, id) in MEMBERS {
        let (old, new) = (walk.base.at(pointer), walk.revision.at(pointer));
        walk.enter(location);
        let name = pointer.rsplit('/').next().unwrap_or(pointer);
        let name = name.trim_start_matches("x-");
        let (base, revision) = (old.as_ref(), new.as_ref());
        walk.report_if_changed(
            Member::new(id, Direction::None, base, revision),
            format!("the `{name}` of the document changed"),
        );
    }
    tags(walk);
}

/// Compares the list of tags, which has no order.
fn tags(walk: &mut Walk<'_>) {
    fn all(root: Root<'_>) -> BTreeMap<&str, Part<'_>> {
        let tags = root.at("/tags");
        let items = tags.iter().flat_map(Part::items);
        items
            .filter_map(|tag| Some((tag.text("name")?, tag)))
            .collect()
    }
    walk.enter("tags");
    let (old, new) = (all(walk.base), all(walk.revision));
    for name in old
        .keys()
        .chain(new.keys().filter(|name| !old.contains_key(*name)))
    {
        let (base, revision) = (old.get(name), new.get(name));
        let text = |part: Option<&Part<'_>>| part.map(|part| canonical::text(part.value));
        if text(base) != text(revision) {
            let id = "api-tag-description-changed";
            walk.report(
                Member::new(id, Direction::None, base, revision),
                format!("the tag `{name}` changed in the list of tags"),
            );
        }
    }
}
