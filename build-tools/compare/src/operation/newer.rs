//! The parts of a path that only OpenAPI 3.2 has, which are kept as they are: nothing
//! more is known of them than that they differ.

use crate::change::Direction;
use crate::found::Member;
use crate::part::{Part, Root};
use crate::walk::Walk;
use std::collections::BTreeMap;

/// What the members are called that a downgraded document keeps them in.
const KEPT: [&str; 3] = ["x-query", "x-additionalOperations", "x-itemSchema"];

pub(crate) fn compare(walk: &mut Walk<'_>) {
    let (old, new) = (kept(walk.base), kept(walk.revision));
    walk.enter("paths");
    for (pointer, part) in old.iter().chain(&new) {
        let (base, revision) = (old.get(pointer), new.get(pointer));
        // Those that both have come twice.
        let is_second = base.is_some_and(|base| !std::ptr::eq(base, part));
        let member = Member::new("api-newer-part-changed", Direction::None, base, revision);
        if !is_second {
            let message = format!("`{pointer}` of OpenAPI 3.2 changed");
            walk.report_if_changed(member, message);
        }
    }
}

fn kept(root: Root<'_>) -> BTreeMap<String, Part<'_>> {
    let mut found = BTreeMap::new();
    for (_, item) in root.members_at("/paths") {
        collect(&item, &mut found);
    }
    found
}

fn collect<'d>(part: &Part<'d>, found: &mut BTreeMap<String, Part<'d>>) {
    // Schemas and examples have no such parts, and are the most of a document.
    const PASSED_OVER: [&str; 4] = ["schema", "example", "examples", "parameters"];
    for (name, member) in part.members() {
        if KEPT.contains(&name) {
            found.insert(member.pointer.to_string(), member);
        } else if !PASSED_OVER.contains(&name) {
            collect(&member, found);
        }
    }
}
