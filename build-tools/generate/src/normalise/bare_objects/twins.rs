//! The types that properties and parameters of one name have elsewhere.

use super::bare::is_bare;
use super::form::Form;
use crate::normalise::sites::{Kind, Site};
use api_document::names::field_name;
use api_document::schema::resolve;
use serde_json::Value;
use std::collections::BTreeMap;

/// Names that are given to values of any type.
const ANYTHING: [&str; 8] = [
    "content", "data", "default", "example", "payload", "result", "value", "values",
];

/// Words before the name of a parameter whose next or last value is given.
const NEIGHBOURS: [&str; 5] = ["first_", "last_", "next_", "prev_", "previous_"];

/// By the name in Rust, which `createdAt` and `created_at` share.
pub(super) struct Twins(BTreeMap<String, Vec<Twin>>);

struct Twin {
    name: String,
    kind: Kind,
    pointer: String,
    /// None is a list, an object or a union.
    form: Option<Form>,
}

impl Twins {
    pub(super) fn of(document: &Value, sites: &[Site<'_>]) -> Self {
        let mut twins: BTreeMap<String, Vec<Twin>> = BTreeMap::new();
        let named = sites
            .iter()
            .filter(|site| matches!(site.kind, Kind::Property | Kind::Parameter));
        for site in named {
            let schema = resolve(document, site.schema);
            // What has no type is no evidence of one.
            let says_nothing = schema.as_object().is_none_or(|members| {
                !["type", "allOf", "oneOf", "anyOf", "properties", "items"]
                    .iter()
                    .any(|key| members.contains_key(*key))
            });
            if !is_bare(schema) && !says_nothing {
                twins.entry(field_name(&site.name)).or_default().push(Twin {
                    name: site.name.clone(),
                    kind: site.kind,
                    pointer: site.pointer.clone(),
                    form: Form::of(schema),
                });
            }
        }
        Self(twins)
    }

    /// The one form that all of that name have in common and where it is, or
    /// why there is none; nothing, where there is no other of the name.
    pub(super) fn find(&self, name: &str) -> Option<Result<(Form, String), String>> {
        let name = field_name(name);
        if ANYTHING.contains(&name.as_str()) {
            return None;
        }
        let twins = self.0.get(&name)?;
        let first = twins.first()?;
        let mut common = first.form.clone();
        for twin in &twins[1..] {
            common = common
                .zip(twin.form.as_ref())
                .and_then(|(common, form)| common.common(form));
            if common.is_none() {
                return Some(Err(format!(
                    "`{name}` is of different types at #{} and #{}",
                    first.pointer, twin.pointer
                )));
            }
        }
        let Some(common) = common else {
            return Some(Err(format!(
                "`{name}` is not a single value at #{} either",
                first.pointer
            )));
        };
        let more = match twins.len() - 1 {
            0 => String::new(),
            1 => " and 1 more place".to_owned(),
            more => format!(" and {more} more places"),
        };
        let because = format!(
            "`{}` is {} at #{}{more}",
            first.name,
            common.described(),
            first.pointer
        );
        Some(Ok((common, because)))
    }

    /// The form of the parameter that takes what is given under a name: of
    /// `cursor`, where that is `nextCursor`.
    pub(super) fn find_parameter(&self, name: &str) -> Option<(Form, String)> {
        let name = field_name(name);
        let parameter = NEIGHBOURS.iter().find_map(|word| name.strip_prefix(word))?;
        let twins = self.0.get(parameter)?;
        let twin = twins.iter().find(|twin| twin.kind == Kind::Parameter)?;
        let (form, _) = self.find(parameter)?.ok()?;
        let because = format!(
            "it is of the parameter `{}`, {} at #{}",
            twin.name,
            form.described(),
            twin.pointer
        );
        Some((form, because))
    }
}
