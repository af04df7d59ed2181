//! The parameters of an operation, its path's included.

use super::endpoint::{Endpoint, parameter_names};
use crate::catalogue::scope::Scope;
use crate::change::Direction;
use crate::found::Member;
use crate::part::{Part, Root};
use crate::schema::flat::Flat;
use crate::schema::types;
use crate::walk::Walk;
use serde_json::Value;
use std::collections::BTreeMap;

/// Where a parameter is sent, and its name there; path parameters go by their
/// position.
type Parameters<'d> = BTreeMap<(&'d str, String), Part<'d>>;

pub(crate) fn compare<'d>(walk: &mut Walk<'d>, base: &Endpoint<'d>, revision: &Endpoint<'d>) {
    let (old, new) = (all(walk.base, base), all(walk.revision, revision));
    for (key, was) in &old {
        if let Some(is) = new.get(key) {
            parameter(walk, key.0, was, is);
            continue;
        }
        let id = if was.flag("deprecated") {
            "request-parameter-removed-with-deprecation"
        } else {
            "request-parameter-removed"
        };
        let direction = Direction::Request;
        walk.report(
            Member::removed(id, direction, was),
            format!("{} is gone", called(was)),
        );
    }
    for (key, is) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        let (id, what) = match (key.0, is.flag("required")) {
            ("path", _) => ("new-request-path-parameter", "new and required"),
            (_, true) => ("new-required-request-parameter", "new and required"),
            (_, false) => ("new-optional-request-parameter", "new and optional"),
        };
        let direction = Direction::Request;
        walk.report(
            Member::added(id, direction, is),
            format!("{} is {what}", called(is)),
        );
    }
}

fn all<'d>(side: Root<'d>, operation: &Endpoint<'d>) -> Parameters<'d> {
    let names = parameter_names(operation.path);
    let mut parameters = Parameters::new();
    for holder in [&operation.item, &operation.part] {
        for parameter in holder.get("parameters").iter().flat_map(Part::items) {
            let parameter = side.resolve(parameter);
            let (Some(name), Some(place)) = (parameter.text("name"), parameter.text("in")) else {
                continue;
            };
            if let Some(name) = key(place, name, &names) {
                parameters.insert((place, name), parameter);
            }
        }
    }
    parameters
}

/// Headers have no case, and three of them are described elsewhere.
fn key(place: &str, name: &str, path: &[&str]) -> Option<String> {
    match place {
        "header" => {
            let name = name.to_ascii_lowercase();
            let ignored = ["accept", "content-type", "authorization"];
            (!ignored.contains(&name.as_str())).then_some(name)
        }
        "path" => {
            let position = path.iter().position(|one| *one == name);
            Some(position.map_or_else(|| name.to_owned(), |position| position.to_string()))
        }
        _ => Some(name.to_owned()),
    }
}

/// A parameter in words.
fn called(parameter: &Part<'_>) -> String {
    let text = |member: &str| parameter.text(member).unwrap_or_default().to_owned();
    format!("the {} parameter `{}`", text("in"), text("name"))
}

fn parameter<'d>(walk: &mut Walk<'d>, place: &str, base: &Part<'d>, revision: &Part<'d>) {
    if walk.pairs.unchanged.same(base.value, revision.value) {
        return;
    }
    let called = called(revision);
    if place != "path" {
        flag(
            walk,
            base,
            revision,
            "required",
            (
                "request-parameter-became-required",
                "request-parameter-became-optional",
            ),
        );
    }
    if place == "query" {
        flag(
            walk,
            base,
            revision,
            "allowReserved",
            (
                "request-parameter-became-allow-reserved",
                "request-parameter-became-not-allow-reserved",
            ),
        );
        flag(
            walk,
            base,
            revision,
            "allowEmptyValue",
            (
                "request-parameter-became-allow-empty",
                "request-parameter-became-not-allow-empty",
            ),
        );
    }
    flag(
        walk,
        base,
        revision,
        "deprecated",
        (
            "request-parameter-deprecated",
            "request-parameter-reactivated",
        ),
    );
    for keyword in ["description", "example", "examples"] {
        let (old, new) = (base.words(keyword), revision.words(keyword));
        let (id, direction) = ("request-parameter-text-changed", Direction::Request);
        walk.report_if_changed(
            Member::new(id, direction, old.as_ref(), new.as_ref()),
            format!("{called} has another `{keyword}`"),
        );
    }
    written(walk, base, revision, &called);
}

fn flag(
    walk: &mut Walk<'_>,
    base: &Part<'_>,
    revision: &Part<'_>,
    keyword: &str,
    ids: (&'static str, &'static str),
) {
    let (was, is) = (base.flag(keyword), revision.flag(keyword));
    if was == is {
        return;
    }
    let id = if is { ids.0 } else { ids.1 };
    let (old, new) = (base.get(keyword), revision.get(keyword));
    let member = Member::new(id, Direction::Request, old.as_ref(), new.as_ref());
    let not = if is { "" } else { "not " };
    walk.report(
        member,
        format!("{} is {not}`{keyword}` now", called(revision)),
    );
}

/// How a parameter is written, and what it can be.
fn written<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>, called: &str) {
    let direction = Direction::Request;
    let (old, new) = (media(base), media(revision));
    match (old, new) {
        (None, None) => {
            if style(base) != style(revision) {
                let (old, new) = (base.get("style"), revision.get("style"));
                walk.report(
                    Member::new(
                        "request-parameter-style-changed",
                        direction,
                        old.as_ref(),
                        new.as_ref(),
                    ),
                    format!(
                        "{called} has the style `{}` instead of `{}`",
                        style(revision),
                        style(base)
                    ),
                );
            } else if explode(base) != explode(revision)
                && !(scalar(walk.base, base) && scalar(walk.revision, revision))
            {
                let (old, new) = (base.get("explode"), revision.get("explode"));
                walk.report(
                    Member::new(
                        "request-parameter-explode-changed",
                        direction,
                        old.as_ref(),
                        new.as_ref(),
                    ),
                    format!(
                        "{called} has `explode: {}` instead of `{}`",
                        explode(revision),
                        explode(base)
                    ),
                );
            }
            let scope = if base.text("in") == Some("header") {
                Scope::RequestHeader
            } else {
                Scope::Parameter
            };
            match one_or_many(walk, base, revision) {
                Some((one, many)) => {
                    walk.report(
                        Member::new(
                            "request-parameter-type-generalized",
                            direction,
                            Some(&one),
                            Some(&many),
                        ),
                        format!("{called} can be given several times now"),
                    );
                    if let Some(items) = many.get("items") {
                        walk.schemas(&one, &items, scope, called);
                    }
                }
                None => schemas(walk, base, revision, scope, called),
            }
        }
        (Some((old_type, old)), Some((new_type, new))) if old_type == new_type => {
            schemas(walk, &old, &new, Scope::ParameterContent, called);
        }
        _ => {
            let (old, new) = (base.get("content"), revision.get("content"));
            walk.report(
                Member::new(
                    "request-parameter-content-changed",
                    direction,
                    old.as_ref(),
                    new.as_ref(),
                ),
                format!("{called} is written in another media type"),
            );
        }
    }
}

/// The schemas of a parameter that took one value and takes a list now, where
/// one value is written like a list of one.
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

/// Compares the `schema` of two parts; an absent one allows everything.
pub(crate) fn schemas<'d>(
    walk: &mut Walk<'d>,
    base: &Part<'d>,
    revision: &Part<'d>,
    scope: Scope,
    root: &str,
) {
    let any = |part: &Part<'d>| Part {
        value: &ANYTHING,
        pointer: part.pointer.clone(),
    };
    let (old, new) = (base.get("schema"), revision.get("schema"));
    if old.is_none() && new.is_none() {
        return;
    }
    let old = old.unwrap_or_else(|| any(base));
    let new = new.unwrap_or_else(|| any(revision));
    walk.schemas(&old, &new, scope, root);
}

static ANYTHING: Value = Value::Bool(true);

/// The media type of a parameter that has one, and what stands there.
fn media<'d>(parameter: &Part<'d>) -> Option<(String, Part<'d>)> {
    let (name, part) = parameter.get("content")?.members().next()?;
    Some((name.to_ascii_lowercase(), part))
}

pub(crate) fn style<'d>(parameter: &Part<'d>) -> &'d str {
    let usual = match parameter.text("in") {
        Some("query" | "cookie") => "form",
        _ => "simple",
    };
    parameter.text("style").unwrap_or(usual)
}

pub(crate) fn explode(parameter: &Part<'_>) -> bool {
    // Only one way to write a `deepObject` is defined.
    if style(parameter) == "deepObject" {
        return true;
    }
    let said = parameter
        .get("explode")
        .and_then(|part| part.value.as_bool());
    said.unwrap_or(style(parameter) == "form")
}

/// Only lists and objects have parts to join.
fn scalar(side: Root<'_>, parameter: &Part<'_>) -> bool {
    let schema = parameter.get("schema");
    let kind = schema.and_then(|schema| Flat::of(side, &[schema]).kind());
    kind.is_some_and(types::is_scalar)
}
