//! The headers of a response.

use super::content::Content;
use super::docs::Docs;
use super::flags::Flag;
use super::serialization::{explode, schemas, style};
use crate::catalogue::scope::Scope;
use crate::change::Direction;
use crate::found::Member;
use crate::part::{Part, Root};
use crate::walk::Walk;
use std::collections::BTreeMap;

const DIRECTION: Direction = Direction::Response;

const FLAGS: [Flag; 2] = [
    Flag {
        keyword: "required",
        set: ("response-header-became-required", "became required"),
        unset: ("response-header-became-optional", "became optional"),
    },
    Flag {
        keyword: "deprecated",
        set: ("response-header-deprecated", "became deprecated"),
        unset: ("response-header-reactivated", "is no longer deprecated"),
    },
];

pub(crate) fn compare<'d>(
    walk: &mut Walk<'d>,
    base: &Part<'d>,
    revision: &Part<'d>,
    subject: &str,
) {
    let all = |part: &Part<'d>, root: Root<'d>| -> BTreeMap<String, Part<'d>> {
        let headers = part.get("headers");
        let members = headers.iter().flat_map(Part::members);
        members
            .map(|(name, part)| (name.to_ascii_lowercase(), root.resolve(part)))
            .filter(|(name, _)| name != "content-type")
            .collect()
    };
    let (old, new) = (all(base, walk.base), all(revision, walk.revision));
    for (name, was) in &old {
        if let Some(is) = new.get(name) {
            header(walk, was, is, &format!("the header `{name}` of {subject}"));
        } else {
            let id = if was.flag("required") {
                "required-response-header-removed"
            } else {
                "optional-response-header-removed"
            };
            walk.report(
                Member::removed(id, DIRECTION, was),
                format!("the header `{name}` of {subject} was removed"),
            );
        }
    }
    for (name, is) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        walk.report(
            Member::added("response-header-added", DIRECTION, is),
            format!("the header `{name}` of {subject} was added"),
        );
    }
}

fn header<'d>(walk: &mut Walk<'d>, base: &Part<'d>, revision: &Part<'d>, subject: &str) {
    for flag in FLAGS {
        flag.compare(walk, DIRECTION, subject, base, revision);
    }
    let docs = Docs {
        id: "response-header-text-changed",
        direction: DIRECTION,
        subject,
    };
    docs.compare(
        walk,
        base,
        revision,
        &["description", "example", "examples"],
    );
    if (style(base), explode(base)) != (style(revision), explode(revision))
        || base.get("content").is_some() != revision.get("content").is_some()
    {
        walk.report(
            Member::new(
                "response-header-serialization-changed",
                DIRECTION,
                Some(base),
                Some(revision),
            ),
            format!("the serialization of {subject} changed"),
        );
    }
    schemas(walk, base, revision, Scope::ResponseHeader, subject);
    let (old, new) = (Content::of(base), Content::of(revision));
    for (name, was) in &old.0 {
        if let Some(is) = new.0.get(name) {
            schemas(walk, was, is, Scope::HeaderContent, subject);
        }
    }
}
