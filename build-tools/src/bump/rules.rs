//! The rules of Cargo's `SemVer` guide, one item at a time.

use super::{Bump, SurfaceChange};
use crate::surface::{Item, Kind, Surface};
use quote::ToTokens;
use std::collections::BTreeSet;
use syn::{FnArg, TraitItemFn, parse_quote};

const OPEN: &str = "#[non_exhaustive]";
const PRIVATE_FIELDS: &str = "private fields";
const PROVIDED: &str = "provided";

fn change(path: &str, bump: Bump, message: String) -> SurfaceChange {
    SurfaceChange {
        path: path.to_owned(),
        bump,
        message,
    }
}

pub(super) fn removed(path: &str, item: &Item) -> SurfaceChange {
    change(path, Bump::Major, format!("removed: {}", item.signature))
}

/// A new item is minor, unless code that has no wish for it must take notice:
/// a field of a struct that users construct, a variant they match on, an item
/// of a trait they implement.
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
    change(path, bump, format!("added: {}", item.signature))
}

pub(super) fn changed(path: &str, before: &Item, after: &Item) -> SurfaceChange {
    let message = format!("was `{}`, is `{}`", before.signature, after.signature);
    if before.kind != after.kind || declared(before) != declared(after) {
        return change(path, Bump::Major, message);
    }
    if before.attributes != after.attributes {
        let bump = attributes(after.kind, &before.attributes, &after.attributes);
        let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" ");
        let message = format!(
            "was [{}], is [{}]",
            list(&before.attributes),
            list(&after.attributes)
        );
        return change(path, bump, message);
    }
    if before.signature != after.signature {
        return change(path, Bump::Patch, message);
    }
    let value = |item: &Item| item.value.clone().unwrap_or_default();
    change(
        path,
        Bump::Patch,
        format!("was {}, is {}", value(before), value(after)),
    )
}

/// What a declaration holds users to: all of it but the names of a function's
/// arguments, which no caller writes.
fn declared(item: &Item) -> String {
    let unnamed = match item.kind {
        Kind::Function | Kind::Method => without_argument_names(&item.signature),
        _ => None,
    };
    unnamed.unwrap_or_else(|| item.signature.clone())
}

fn without_argument_names(signature: &str) -> Option<String> {
    // The grammar wants a name where the surface has a path.
    let (before, rest) = signature.split_once("fn ")?;
    let (_, rest) = rest.split_at(rest.find(['<', '('])?);
    let mut function: TraitItemFn = syn::parse_str(&format!("{before}fn f{rest};")).ok()?;
    for argument in &mut function.sig.inputs {
        if let FnArg::Typed(argument) = argument {
            *argument.pat = parse_quote! { _ };
        }
    }
    Some(function.sig.into_token_stream().to_string())
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
        // A condition that went away makes the item there more often.
        _ => Bump::Minor,
    }
}

fn gained(kind: Kind, attribute: &str, open: bool) -> Bump {
    let is = |name: &str| attribute.starts_with(&format!("#[{name}"));
    if is("must_use") || is("deprecated") || attribute == PROVIDED {
        return Bump::Minor;
    }
    // Private fields change nothing where a struct could not be constructed.
    if attribute == PRIVATE_FIELDS && kind == Kind::Struct && open {
        return Bump::Patch;
    }
    Bump::Major
}
