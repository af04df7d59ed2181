//! One schema and the schemas inside it, outer ones first: where a keyword moves to
//! is known before what is in it is looked at.

use super::places::each_inside;
use super::stage::Stage;
use super::{content, defs, head, kept, lists, nulls, numbers, objects, siblings, types, values};
use crate::diagnostic::join_pointer;
use crate::validate::kind::{KEYWORDS, Kind};
use serde_json::{Map, Value, json};

/// What names a schema or speaks to its authors; references by name are resolved.
const IDENTITY: [&str; 6] = [
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$comment",
    "$vocabulary",
];

/// The members of a schema, those of one rule after another.
type Rule = fn(&mut Map<String, Value>, &str, &mut Stage<'_>);

/// A rule finds what the rules before it left.
const RULES: [Rule; 11] = [
    identity,
    defs::hoist,
    nulls::of_unions,
    siblings::of_schema,
    values::constant,
    types::listed,
    numbers::bounds,
    values::examples,
    content::formats,
    lists::shape,
    objects::shape,
];

pub(super) fn downgrade(stage: &mut Stage<'_>, schema: &mut Value, at: &str) {
    if let Value::Bool(any) = schema {
        *schema = if *any {
            json!({})
        } else {
            json!({ "not": {} })
        };
        return;
    }
    let Value::Object(members) = schema else {
        return;
    };
    for rule in RULES {
        rule(members, at, stage);
    }
    kept::keep(members, at, stage);
    for &member in Kind::Schema.members() {
        if member.0 != KEYWORDS {
            each_inside(member, schema, at, &mut |_, inner, at| {
                inside(stage, member.0, inner, at);
            });
        }
    }
    if let Some(keywords) = schema.get_mut(KEYWORDS) {
        let at = join_pointer(at, KEYWORDS);
        for &member in Kind::Keywords.members() {
            each_inside(member, keywords, &at, &mut |_, inner, at| {
                inside(stage, "", inner, at);
            });
        }
    }
}

fn inside(stage: &mut Stage<'_>, keyword: &str, inner: &mut Value, at: &str) {
    // OpenAPI 3.0 has these two itself.
    if keyword == "additionalProperties" && inner.is_boolean() {
        return;
    }
    downgrade(stage, inner, at);
}

fn identity(members: &mut Map<String, Value>, at: &str, stage: &mut Stage<'_>) {
    head::dialect(stage, members.get("$schema"), &join_pointer(at, "$schema"));
    members.retain(|name, _| !IDENTITY.contains(&name.as_str()));
}
