//! One parameter that both documents have.

use super::docs::Docs;
use super::flags::Flag;
use super::serialization::{explode, schemas, style};
use crate::catalogue::scope::Scope;
use crate::change::Direction;
use crate::found::Member;
use crate::part::{Part, Root};
use crate::schema::flat::Flat;
use crate::schema::types;
use crate::walk::Walk;
use serde_json::Value;

const DIRECTION: Direction = Direction::Request;

const REQUIRED: Flag = Flag {
    keyword: "required",
    set: ("request-parameter-became-required", "became required"),
    unset: ("request-parameter-became-optional", "became optional"),
};

const ALLOW_RESERVED: Flag = Flag {
    keyword: "allowReserved",
    set: (
        "request-parameter-became-allow-reserved",
        "now allows unescaped reserved characters",
    ),
    unset: (
        "request-parameter-became-not-allow-reserved",
        "no longer allows unescaped reserved characters",
    ),
};

const ALLOW_EMPTY: Flag = Flag {
    keyword: "allowEmptyValue",
    set: (
        "request-parameter-became-allow-empty",
        "now allows an empty value",
    ),
    unset: (
        "request-parameter-became-not-allow-empty",
        "no longer allows an empty value",
    ),
};

const DEPRECATED: Flag = Flag {
    keyword: "deprecated",
    set: ("request-parameter-deprecated", "became deprecated"),
    unset: ("request-parameter-reactivated", "is no longer deprecated"),
};

/// The flags that apply to a parameter in `place`.
fn flags(place: &str) -> &'static [Flag] {
    match place {
        "path" => &[DEPRECATED],
        "query" => &[REQUIRED, ALLOW_RESERVED, ALLOW_EMPTY, DEPRECATED],
        _ => &[REQUIRED, DEPRECATED],
    }
}

/// Compares a parameter that is sent in `place`.
pub(crate) fn compare<'d>(walk: &mut Walk<'d>, place: &str, base: &Part<'d>, revision: &Part<'d>) {
    if walk.pairs.unchanged.same(base.value, revision.value) {
        return;
    }
    let label = label(revision);
    for flag in flags(place) {
        flag.compare(walk, DIRECTION, &label, base, revision);
    }
    let docs = Docs {
        id: "request-parameter-text-changed",
        direction: DIRECTION,
        subject: &label,
    };
    docs.compare(
        walk,
        base,
        revision,
        &["description", "example", "examples"],
    );
    match (media(base), media(revision)) {
        (None, None) => {
            styles(walk, base, revision, &label);
            values(walk, base, revision, &label);
        }
        (Some((old_type, old)), Some((new_type, new))) if old_type == new_type => {
            schemas(walk, &old, &new, Scope::ParameterContent, &label);
        }
        _ => {
            let (old, new) = (base.get("content"), revision.get("content"));
            let id = "request-parameter-content-changed";
            let member = Member::new(id, DIRECTION, old.as_ref(), new.as_ref());
            walk.report(member, format!("{label} changed its media type"));
        }
    }
}

/// Compares how the parts of a parameter are joined.
fn styles(walk: &mut Walk<'_>, base: &Part<'_>, revision: &Part<'_>, label: &str) {
    let scalars = || scalar(walk.base, base) && scalar(walk.revision, revision);
    let (keyword, id, was, is) = if style(base) != style(revision) {
        let (was, is) = (style(base).to_owned(), style(revision).to_owned());
        ("style", "request-parameter-style-changed", was, is)
    } else if explode(base) != explode(revision) && !scalars() {
        let (was, is) = (explode(base).to_string(), explode(revision).to_string());
        ("explode", "request-parameter-explode-changed", was, is)
    } else {
        return;
    };
    let (old, new) = (base.get(keyword), revision.get(keyword));
    let member = Member::new(id, DIRECTION, old.as_ref(), new.as_ref());
    let message = format!("{label} changed its `{keyword}` from `{was}` to `{is}`");
    walk.report(member, message);
}

/// Compares the values of a parameter that has no media type.
fn values<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>, label: &str) {
    let scope = if base.text("in") == Some("header") {
        Scope::RequestHeader
    } else {
        Scope::Parameter
    };
    let Some((one, many)) = one_or_many(walk, base, revision) else {
        return schemas(walk, base, revision, scope, label);
    };
    let id = "request-parameter-type-generalized";
    let member = Member::new(id, DIRECTION, Some(&one), Some(&many));
    walk.report(member, format!("{label} now accepts several values"));
    if let Some(items) = many.get("items") {
        walk.schemas(&one, &items, scope, label);
    }
}

/// A parameter, as messages call it.
pub(crate) fn label(parameter: &Part<'_>) -> String {
    let text = |member: &str| parameter.text(member).unwrap_or_default().to_owned();
    format!("the {} parameter `{}`", text("in"), text("name"))
}

/// The schemas of a parameter that changed from one value to a list, where one
/// value is serialized like a list of one.
fn one_or_many<'d>(
    walk: &Walk<'d>,
    base: &Part<'d>,
    revision: &Part<'d>,
) -> Option<(Part<'d>, Part<'d>)> {
    if !scalar(walk.base, base) || style(revision) != "form" || !explode(revision) {
        return None;
    }
    let one = walk.base.resolve(base.get("schema")?);
    let many = walk.revision.resolve(revision.get("schema")?);
    let least = many.value.get("minItems").and_then(Value::as_u64);
    let is_list = many.text("type") == Some("array") && many.get("items").is_some();
    (is_list && least.unwrap_or_default() <= 1).then_some((one, many))
}

/// The media type of a parameter that has one, with its object.
fn media<'d>(parameter: &Part<'d>) -> Option<(String, Part<'d>)> {
    let (name, part) = parameter.get("content")?.members().next()?;
    Some((name.to_ascii_lowercase(), part))
}

/// Whether a parameter is a scalar, which has no parts to join.
fn scalar(root: Root<'_>, parameter: &Part<'_>) -> bool {
    let schema = parameter.get("schema");
    let kind = schema.and_then(|schema| Flat::of(root, &[schema]).kind());
    kind.is_some_and(types::is_scalar)
}
