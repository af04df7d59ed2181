//! What users have to do about a major change, in one line.

mod functions;

use super::bump::Bump;
use super::change::{SurfaceChange, owner};
use super::successors;
use crate::surface::{Kind, Surface};
use std::collections::BTreeMap;

/// Adds to each major change what to do about it.
pub(super) fn add(surfaces: [&Surface; 2], changes: &mut [SurfaceChange]) {
    let successors = successors::of_types(surfaces);
    for change in changes {
        if change.bump == Bump::Major {
            change.migration = Some(line(surfaces[1], &successors, change));
        }
    }
}

fn line(
    revision: &Surface,
    successors: &BTreeMap<String, String>,
    change: &SurfaceChange,
) -> String {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => changed(change, before, after),
        (Some(before), None) => removed(revision, successors, change, before),
        (None, _) => added(change),
    }
}

fn added(change: &SurfaceChange) -> String {
    let name = member(&change.path);
    match change.kind {
        Kind::Field => format!("give `{name}` a value wherever the struct is written out"),
        Kind::Variant => format!("match `{name}` as well"),
        _ => format!("implement `{name}`"),
    }
}

fn removed(
    revision: &Surface,
    successors: &BTreeMap<String, String>,
    change: &SurfaceChange,
    before: &str,
) -> String {
    let path = &change.path;
    if let Some(successor) = successors.get(path) {
        return format!("write `{successor}` instead of `{path}`, which has the same members");
    }
    let name = member(path);
    if let Some(owner) = owner(path)
        && let Some(successor) = successors.get(owner)
    {
        return format!("nothing beyond writing `{successor}` instead of `{owner}`");
    }
    match change.kind {
        Kind::Method | Kind::Function => format!("remove the calls of `{name}`"),
        Kind::Field => format!("do without `{name}`, which is not read or sent any more"),
        Kind::Variant => match unknown(revision, path) {
            Some(unknown) => format!("match `{unknown}`, as which the value is read now"),
            None => format!("remove the arms that match `{name}`"),
        },
        Kind::Impl => format!("do without `{}`", without_attributes(before)),
        _ => format!("remove the uses of `{path}`"),
    }
}

fn changed(change: &SurfaceChange, before: &str, after: &str) -> String {
    let [old, new] = [before, after].map(without_attributes);
    if old == new {
        return format!("mind that it is now `{after}`");
    }
    match change.kind {
        Kind::Field => field(&member(&change.path), old, new),
        Kind::Method | Kind::Function => functions::migration(old, new)
            .unwrap_or_else(|| format!("change the calls to fit `{new}`")),
        _ => format!("change the uses to fit `{new}`"),
    }
}

/// What a field of another type asks for.
fn field(name: &str, before: &str, after: &str) -> String {
    let ty = |line: &str| line.split_once(": ").map(|(_, ty)| ty.to_owned());
    let (Some(old), Some(new)) = (ty(before), ty(after)) else {
        return format!("change the uses of `{name}`");
    };
    if in_option(&old) == Some(&new) {
        return format!("take `{name}` as it is: it is always there, not an `Option`");
    }
    if in_option(&new) == Some(&old) {
        return format!("handle `None`: `{name}` may be missing or null");
    }
    format!("take `{name}` as `{new}`, not as `{old}`")
}

fn in_option(ty: &str) -> Option<&str> {
    ty.strip_prefix("Option<")?.strip_suffix('>')
}

/// The open variant of the enum that a variant was removed from.
fn unknown(revision: &Surface, path: &str) -> Option<String> {
    let (owner, _) = path.rsplit_once("::")?;
    let unknown = format!("{owner}::Unknown");
    revision.items.contains_key(&unknown).then_some(unknown)
}

/// The last name of a path.
fn member(path: &str) -> String {
    let last = path.rsplit(['.', ':']).next().unwrap_or(path);
    last.to_owned()
}

/// A line without the attributes that follow the declaration.
fn without_attributes(line: &str) -> &str {
    line.split_once("  ")
        .map_or(line, |(declaration, _)| declaration)
}
