//! The rules of Cargo's `SemVer` guide for a single item.

use super::bump::Bump;
use super::change::SurfaceChange;
use super::declaration::redeclared;
use crate::surface::{Item, Kind, Surface};
use std::collections::BTreeSet;

const OPEN: &str = "#[non_exhaustive]";
const PRIVATE_FIELDS: &str = "private fields";
const PROVIDED: &str = "provided";

pub(super) fn removed(path: &str, item: &Item) -> SurfaceChange {
    change(path, Bump::Major, Some(item), None)
}

fn change(path: &str, bump: Bump, before: Option<&Item>, after: Option<&Item>) -> SurfaceChange {
    SurfaceChange {
        path: path.to_owned(),
        kind: after.or(before).map_or(Kind::Module, |item| item.kind),
        bump,
        before: before.map(ToString::to_string),
        after: after.map(ToString::to_string),
        migration: None,
    }
}

/// A new item is minor, unless existing code has to mention it: a field of a
/// struct that users construct, a variant they match on, an item of a trait they
/// implement.
pub(super) fn added(base: &Surface, path: &str, item: &Item) -> SurfaceChange {
    let owner = |separator| {
        path.rsplit_once(separator)
            .and_then(|(owner, _)| base.items.get(owner))
    };
    let has = |item: &Item, attribute: &str| item.attributes.contains(attribute);
    let breaks = match item.kind {
        Kind::Field => {
            owner(".").is_some_and(|owner| !has(owner, OPEN) && !has(owner, PRIVATE_FIELDS))
        }
        Kind::Variant => owner("::").is_some_and(|owner| !has(owner, OPEN)),
        Kind::Method | Kind::Constant | Kind::AssociatedType => {
            owner("::").is_some_and(|owner| owner.kind == Kind::Trait) && !has(item, PROVIDED)
        }
        _ => false,
    };
    let bump = if breaks { Bump::Major } else { Bump::Minor };
    change(path, bump, None, Some(item))
}

pub(super) fn changed(base: &Surface, path: &str, before: &Item, after: &Item) -> SurfaceChange {
    let kept = attributes(after.kind, &before.attributes, &after.attributes);
    let bump = if before.kind != after.kind || before.signature != after.signature {
        let owner = path.rsplit_once("::").map(|(owner, _)| owner);
        let owner = owner.and_then(|owner| base.items.get(owner));
        let of_trait = owner.is_some_and(|owner| owner.kind == Kind::Trait);
        let open = [before, after]
            .iter()
            .all(|item| item.attributes.contains(OPEN));
        redeclared(before, after, of_trait, open).max(kept)
    } else if before.attributes != after.attributes {
        kept
    } else {
        Bump::Patch
    };
    change(path, bump, Some(before), Some(after))
}

fn attributes(kind: Kind, before: &BTreeSet<String>, after: &BTreeSet<String>) -> Bump {
    let open = before.contains(OPEN) && after.contains(OPEN);
    let lost = before.difference(after).map(|attribute| lost(attribute));
    let gained = after
        .difference(before)
        .map(|attribute| gained(kind, attribute, open));
    lost.chain(gained).max().unwrap_or_default()
}

fn lost(attribute: &str) -> Bump {
    match attribute {
        PROVIDED => Bump::Major,
        _ if attribute.starts_with("#[repr(") => Bump::Major,
        // Without the condition the item is available more often.
        _ => Bump::Minor,
    }
}

fn gained(kind: Kind, attribute: &str, open: bool) -> Bump {
    let is = |name: &str| attribute.starts_with(&format!("#[{name}"));
    // Only these two layouts forbid something.
    let narrow = ["packed", "align"]
        .iter()
        .any(|word| attribute.contains(word));
    let layout = is("repr(") && !narrow;
    if is("must_use") || is("deprecated") || layout || attribute == PROVIDED {
        return Bump::Minor;
    }
    // Private fields change nothing where a struct could not be constructed.
    if attribute == PRIVATE_FIELDS && kind == Kind::Struct && open {
        return Bump::Patch;
    }
    Bump::Major
}
