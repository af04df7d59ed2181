//! How two types with their formats relate.

use super::flat::Flat;
use super::rules::Effect;

/// What going from one type and format to another does; nothing if they are
/// the same.
pub(super) fn effect(base: &Flat<'_>, revision: &Flat<'_>) -> Option<Effect> {
    let (old, new) = (base.kind(), revision.kind());
    let format = formats(text(base, "format"), text(revision, "format"));
    let kind = match (old, new) {
        _ if old == new => return format,
        (None, Some(_)) | (Some("number"), Some("integer")) => Effect::Narrows,
        (Some(_), None) | (Some("integer"), Some("number")) => Effect::Widens,
        _ => return Some(Effect::Either),
    };
    Some(match format {
        None => kind,
        Some(format) if format == kind => kind,
        Some(_) => Effect::Either,
    })
}

fn formats(old: Option<&str>, new: Option<&str>) -> Option<Effect> {
    const WIDER: [(&str, &str); 4] = [
        ("int32", "int64"),
        ("float", "double"),
        ("int32", "double"),
        ("int32", "float"),
    ];
    match (old, new) {
        _ if old == new => None,
        (None, _) => Some(Effect::Narrows),
        (_, None) => Some(Effect::Widens),
        (Some(old), Some(new)) if WIDER.contains(&(old, new)) => Some(Effect::Widens),
        (Some(old), Some(new)) if WIDER.contains(&(new, old)) => Some(Effect::Narrows),
        _ => Some(Effect::Either),
    }
}

fn text<'d>(flat: &Flat<'d>, keyword: &str) -> Option<&'d str> {
    flat.get(keyword).and_then(|part| part.value.as_str())
}

/// A type and format in words.
pub(super) fn words(flat: &Flat<'_>) -> String {
    let kind = flat.kind().unwrap_or("any");
    match text(flat, "format") {
        Some(format) => format!("`{kind}` (`{format}`)"),
        None => format!("`{kind}`"),
    }
}
