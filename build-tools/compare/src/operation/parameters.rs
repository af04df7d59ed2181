//! The parameters of an operation, its path's included.

use super::endpoint::{Endpoint, parameter_names};
use super::parameter::{self, label};
use crate::change::Direction;
use crate::found::Member;
use crate::part::{Part, Root};
use crate::walk::Walk;
use std::collections::BTreeMap;

/// Where a parameter is sent, and its name there; path parameters go by their
/// position.
type Parameters<'d> = BTreeMap<(&'d str, String), Part<'d>>;

pub(crate) fn compare<'d>(walk: &mut Walk<'d>, base: &Endpoint<'d>, revision: &Endpoint<'d>) {
    let (old, new) = (all(walk.base, base), all(walk.revision, revision));
    for (key, was) in &old {
        if let Some(is) = new.get(key) {
            parameter::compare(walk, key.0, was, is);
            continue;
        }
        let id = if was.flag("deprecated") {
            "request-parameter-removed-with-deprecation"
        } else {
            "request-parameter-removed"
        };
        walk.report(
            Member::removed(id, Direction::Request, was),
            format!("{} was removed", label(was)),
        );
    }
    for (key, is) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        let (id, what) = match (key.0, is.flag("required")) {
            ("path", _) => ("new-request-path-parameter", "required"),
            (_, true) => ("new-required-request-parameter", "required"),
            (_, false) => ("new-optional-request-parameter", "optional"),
        };
        walk.report(
            Member::added(id, Direction::Request, is),
            format!("{} was added and is {what}", label(is)),
        );
    }
}

fn all<'d>(root: Root<'d>, operation: &Endpoint<'d>) -> Parameters<'d> {
    let names = parameter_names(operation.path);
    let mut parameters = Parameters::new();
    for holder in [&operation.item, &operation.part] {
        for parameter in holder.get("parameters").iter().flat_map(Part::items) {
            let parameter = root.resolve(parameter);
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

/// The name under which parameters are matched; nothing for the three headers
/// that `OpenAPI` describes elsewhere.
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
