//! The relation of two types with their formats.

use super::comparison::Comparison;
use super::flat::{Flat, Union};
use crate::catalogue::schema::Effect;

/// The effect of the change from one type and format to another, if any.
pub(crate) fn effect(comparison: &Comparison<'_, '_>) -> Option<Effect> {
    let (base, revision) = (&comparison.base, &comparison.revision);
    let (old, new) = kinds(comparison);
    let (was, is) = (said(base, "format"), said(revision, "format"));
    let text = comparison.scope.is_text();
    let kind = match (old, new) {
        _ if old == new => return formats(was, is),
        // A format says how a number is kept; whether it has a fraction decides.
        (Some("number"), Some("integer")) => return Some(Effect::Narrows),
        (Some("integer"), Some("number")) => return Some(Effect::Widens),
        // Outside JSON a number is its digits, and any text holds them.
        (Some(old), Some("string")) if text && is_scalar(old) && is.is_none() => {
            return Some(Effect::Widens);
        }
        (Some("string"), Some(new)) if text && is_scalar(new) && was.is_none() => {
            return Some(Effect::Narrows);
        }
        (None, Some(_)) => Effect::Narrows,
        (Some(_), None) => Effect::Widens,
        _ => return Some(Effect::Either),
    };
    Some(match formats(was, is) {
        None => kind,
        Some(format) if format == kind => kind,
        Some(_) => Effect::Either,
    })
}

/// The types of both sides. Where only one side has a `type`, the
/// alternatives of the other may agree on one.
fn kinds<'d>(comparison: &Comparison<'_, 'd>) -> (Option<&'d str>, Option<&'d str>) {
    let pairs = &*comparison.pairs;
    let agreed = |root, flat: &Flat<'d>| {
        let mut unions = flat.one_of.iter().chain(&flat.any_of);
        unions.find_map(|union: &Union<'d>| {
            let mut kinds = union
                .branches
                .iter()
                .map(|branch| Flat::of(root, branch).kind());
            let first = kinds.next()??;
            kinds.all(|kind| kind == Some(first)).then_some(first)
        })
    };
    match (comparison.base.kind(), comparison.revision.kind()) {
        (None, Some(new)) => (agreed(pairs.base, &comparison.base), Some(new)),
        (Some(old), None) => (Some(old), agreed(pairs.revision, &comparison.revision)),
        same => same,
    }
}

/// Whether values of a type have no parts.
pub(crate) fn is_scalar(kind: &str) -> bool {
    ["boolean", "integer", "number", "string"].contains(&kind)
}

fn formats(old: Option<&str>, new: Option<&str>) -> Option<Effect> {
    const WIDER: [(&str, &str); 2] = [("int32", "int64"), ("float", "double")];
    match (old, new) {
        _ if old == new => None,
        (None, _) => Some(Effect::Narrows),
        (_, None) => Some(Effect::Widens),
        (Some(old), Some(new)) if WIDER.contains(&(old, new)) => Some(Effect::Widens),
        (Some(old), Some(new)) if WIDER.contains(&(new, old)) => Some(Effect::Narrows),
        _ => Some(Effect::Either),
    }
}

fn said<'d>(flat: &Flat<'d>, keyword: &str) -> Option<&'d str> {
    flat.get(keyword).and_then(|part| part.value.as_str())
}

/// A type with its format, as messages show it.
pub(crate) fn label(flat: &Flat<'_>) -> String {
    let kind = flat.kind().unwrap_or("any");
    match said(flat, "format") {
        Some(format) => format!("`{kind}` (`{format}`)"),
        None => format!("`{kind}`"),
    }
}
