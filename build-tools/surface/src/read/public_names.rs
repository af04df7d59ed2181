//! The names that users have for definitions, of this crate and of others.

use std::collections::{BTreeMap, BTreeSet};

/// The path of a definition for users, and the conditions it is under.
#[derive(Debug, Clone)]
pub(super) struct PublicName {
    pub(super) path: String,
    pub(super) conditions: BTreeSet<String>,
}

/// The public names of a crate's definitions, by where they are defined.
#[derive(Debug, Default)]
pub(super) struct PublicNames(pub(super) BTreeMap<Vec<String>, PublicName>);

impl PublicNames {
    pub(super) fn get(&self, definition: &[String]) -> Option<&PublicName> {
        self.0.get(definition)
    }
}

/// Paths that are shown by their last name alone.
const WELL_KNOWN: [&str; 38] = [
    "chrono::DateTime",
    "chrono::NaiveDate",
    "chrono::Utc",
    "schemars::JsonSchema",
    "serde::Deserialize",
    "serde::Serialize",
    "serde_json::Value",
    "std::borrow::Cow",
    "std::borrow::ToOwned",
    "std::boxed::Box",
    "std::clone::Clone",
    "std::cmp::Eq",
    "std::cmp::Ord",
    "std::cmp::PartialEq",
    "std::cmp::PartialOrd",
    "std::convert::AsRef",
    "std::convert::From",
    "std::convert::Infallible",
    "std::convert::Into",
    "std::convert::TryFrom",
    "std::convert::TryInto",
    "std::default::Default",
    "std::fmt::Debug",
    "std::fmt::Display",
    "std::hash::Hash",
    "std::marker::Copy",
    "std::marker::Send",
    "std::marker::Sync",
    "std::ops::FnOnce",
    "std::option::Option",
    "std::pin::Pin",
    "std::result::Result",
    "std::str::FromStr",
    "std::string::String",
    "std::sync::Arc",
    "std::time::Duration",
    "std::vec::Vec",
    "uuid::Uuid",
];

/// Other paths of the same items.
const ALIASES: [(&str, &str); 3] = [
    ("chrono::offset::Utc", "chrono::Utc"),
    ("alloc", "std"),
    ("core", "std"),
];

/// Formats a public path; `crate::` distinguishes it from a well-known name.
pub(super) fn shown(public: &[String]) -> String {
    let path = public.join("::");
    let known = WELL_KNOWN
        .iter()
        .any(|known| known.rsplit("::").next() == Some(path.as_str()));
    if known {
        format!("crate::{path}")
    } else {
        path
    }
}

/// Formats a path into another crate, and counts how many of the `total` segments
/// in the source follow it.
pub(super) fn foreign(full: &[String], total: usize) -> (String, usize) {
    let mut path = full.join("::");
    for (alias, name) in ALIASES {
        if let Some(rest) = path
            .strip_prefix(alias)
            .filter(|rest| rest.is_empty() || rest.starts_with("::"))
        {
            path = format!("{name}{rest}");
        }
    }
    for known in WELL_KNOWN {
        if path == known {
            return (known.rsplit("::").next().unwrap_or(known).to_owned(), 0);
        }
        let below = path
            .strip_prefix(known)
            .and_then(|rest| rest.strip_prefix("::"));
        if let Some(below) = below {
            let rest = below.split("::").count().min(total);
            return (known.rsplit("::").next().unwrap_or(known).to_owned(), rest);
        }
    }
    (path, 0)
}
